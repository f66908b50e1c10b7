import { CibError } from '../../../cib/result/error.js';
import type { Element } from '../../../cib/xml/element.js';
import { optional } from '../../grammar/argument.js';
import { command, type Outcome } from '../../level.js';
import { failure, remarks, succeeded, unconfirmed } from '../../outcome.js';
import { askFencer, forgetMember } from '../../remote/controller.js';
import type { Session } from '../../session.js';
import { showTool } from '../../tool.js';
import { deleteNode, nodesOf } from '../../workspace/nodes.js';
import { node } from '../arguments.js';
import { wholeCib } from './show.js';

const TRUE = /^(true|online|[1-9]\d*)$/;

export const DELETE = command({
  name: 'delete',
  summary: 'Remove a node from the cluster',
  help: 'Its attributes, its state and its history go with it. A node that is online has to be stopped first.',
  grammar: node,
  async run(name, session) {
    const cib = await wholeCib(session);
    if (!nodesOf(cib).some((each) => each.get('uname') === name))
      throw new CibError('ENXIO', `Node ${name} not found in CIB`);
    const { onlineNodes } = await import('../../../tools/nodes/online.js');
    if (onlineNodes(cib, session.now().getTime()).has(name) && !session.options.force) {
      throw new CibError('EBUSY', `node ${name} is still active`);
    }
    const client = await session.cib();
    if (client.backend === 'live') await forgetMember(session, name);
    await deleteNode(client, name);
    return remarks(`node ${name} deleted`);
  },
});

export const CLEARSTATE = command({
  name: 'clearstate',
  summary: 'Confirm that a node is down, and forget its state',
  help: 'For a node that is known to be off but could not be fenced. If it is not off, data can be lost.',
  grammar: optional(node),
  waits: true,
  async run(given, session) {
    const name = given ?? session.host;
    if (!session.options.force && !(await session.ask(`Do you really want to drop state for node ${name}?`))) {
      return unconfirmed(session);
    }
    const cib = await wholeCib(session);
    if (!nodesOf(cib).some((each) => each.get('uname') === name)) {
      throw new CibError('ENXIO', `Node '${name}' not found in CIB`);
    }
    const state = stateOf(cib, name);
    if (TRUE.test(state?.get('crmd') ?? '')) {
      return succeeded(await showTool(session, 'crm_resource', ['--cleanup', '--node', name]));
    }
    if (TRUE.test(state?.get('in_ccm') ?? '')) {
      const text = `Node is offline according to Pacemaker, but online according to corosync. First shut down node '${name}'`;
      return { messages: [{ level: 'warning', text }], failed: true };
    }
    return fencer(session, ['--confirm', name], 'confirming that a node is down');
  },
});

const stateOf = (cib: Element, name: string): Element | undefined =>
  [...(cib.child('status')?.elements('node_state') ?? [])].find((state) => state.get('uname') === name);

async function fencer(session: Session, args: readonly string[], what: string): Promise<Outcome<never> | undefined> {
  const { status, output, complaints } = await askFencer(session, args, what);
  const told = (complaints || output).trim();
  return status === 0 ? undefined : failure(told || `the fencer answers with status ${status}`);
}

const isRemote = (node: Element): boolean => ['remote', 'guest'].includes(node.get('type') ?? '');

export const FENCE = command({
  name: 'fence',
  summary: 'Turn a node off or restart it, by a fence device',
  help: 'What runs there is moved elsewhere afterwards. Takes a fence device that runs. On a terminal you are asked first; otherwise --force is needed.',
  grammar: node,
  waits: true,
  async run(name, session) {
    const found = nodesOf(await wholeCib(session)).find((each) => each.get('uname') === name);
    if (!found) throw new CibError('ENXIO', `Node '${name}' not found in CIB`);
    if ((await session.cib()).backend !== 'live') {
      throw new CibError('ENOTCONN', 'fencing needs a running cluster, and none runs here');
    }
    const warning = `Fencing ${name} will shut down the node and migrate any resources that are running on it! Do you want to fence ${name}?`;
    if (!session.options.force && !(await session.ask(warning))) return unconfirmed(session);
    if (isRemote(found)) return fencer(session, ['-F', name], 'fencing a remote node');
    // The scheduler fences a node that is to be terminated.
    const request = ['-t', 'status', '-N', name, '-n', 'terminate', '-v', 'true'];
    return succeeded(await showTool(session, 'crm_attribute', request));
  },
});
