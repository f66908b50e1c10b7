import { CibError } from '../../../cib/result/error.js';
import type { Element } from '../../../cib/xml/element.js';
import { optional } from '../../grammar/argument.js';
import { command } from '../../level.js';
import { remarks } from '../../outcome.js';
import { node } from '../arguments.js';
import { needsCluster } from '../unavailable.js';
import { nodesOf, wholeCib } from './show.js';

const TRUE = /^(true|online|[1-9]\d*)$/;

export const DELETE = command({
  name: 'delete',
  summary: 'Remove a node from the cluster',
  help: 'Its attributes, its state and its history go with it. A node that is online has to be stopped first.',
  grammar: node,
  async run(name, session) {
    const cib = await wholeCib(session);
    const element = nodesOf(cib).find((each) => each.get('uname') === name);
    if (!element) throw new CibError('ENXIO', `Node ${name} not found in CIB`);
    const { onlineNodes } = await import('../../../tools/nodes/online.js');
    if (onlineNodes(cib, session.now().getTime()).has(name) && !session.options.force) {
      throw new CibError('EBUSY', `node ${name} is still active`);
    }
    if ((await session.cib()).backend === 'live') needsCluster('removing a node from a running cluster');
    const { changeCib } = await import('../../workspace/change.js');
    await changeCib(await session.cib(), (copy) => {
      nodesOf(copy)
        .find((each) => each.get('uname') === name)
        ?.remove();
      for (const state of [...(copy.child('status')?.elements('node_state') ?? [])]) {
        if (state.get('uname') === name || state.get('id') === element.get('id')) state.remove();
      }
    });
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
      return { failed: true };
    }
    const state = stateOf(await wholeCib(session), name);
    if (!state) throw new CibError('ENXIO', `Node '${name}' not found in CIB`);
    if (TRUE.test(state.get('crmd') ?? '')) needsCluster('cleaning up a node that is online');
    if (TRUE.test(state.get('in_ccm') ?? '')) {
      const text = `Node is offline according to Pacemaker, but online according to corosync. First shut down node '${name}'`;
      return { messages: [{ level: 'warning', text }], failed: true };
    }
    return needsCluster('confirming that a node is down');
  },
});

const stateOf = (cib: Element, name: string): Element | undefined =>
  [...(cib.child('status')?.elements('node_state') ?? [])].find((state) => state.get('uname') === name);

export const FENCE = command({
  name: 'fence',
  summary: 'Turn a node off or restart it, by a fence device',
  help: 'What runs there is moved elsewhere afterwards. Takes a fence device that runs.',
  grammar: node,
  waits: true,
  run: () => needsCluster('fencing'),
});
