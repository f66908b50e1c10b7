import { CibError } from '../../../cib/result/error.js';
import { text } from '../../answer/shape.js';
import { valuesAt } from '../../corosync/document.js';
import { readConfiguration } from '../../corosync/file.js';
import { hasDevice } from '../../corosync/nodes.js';
import { reload } from '../../corosync/reload.js';
import { choice, nothing, optional } from '../../grammar/argument.js';
import { command, type Outcome } from '../../level.js';
import { remarks } from '../../outcome.js';
import type { Host } from '../../remote/runner.js';
import { isActive, servicesBy } from '../../remote/services.js';
import type { Session } from '../../session.js';
import { nodesOf } from '../../workspace/nodes.js';
import { wholeCib } from '../node/show.js';

/** What to run, where, and which exit statuses are good. */
interface Question {
  readonly argv: readonly string[];
  readonly host?: Host;
  readonly good?: readonly number[];
  /** The nodes and their ids are shown first. */
  readonly nodes?: boolean;
}

function deviceOf(session: Session): ReturnType<typeof readConfiguration> {
  const root = readConfiguration(session.env);
  if (!hasDevice(root)) throw new CibError('ENXIO', 'QDevice/QNetd not configured!');
  return root;
}

const QUESTIONS = {
  ring: () => ({ argv: ['corosync-cfgtool', '-s'] }),
  // It ends with 2 where there is no quorum.
  quorum: () => ({ argv: ['corosync-quorumtool', '-s'], good: [0, 2], nodes: true }),
  qdevice: (session) => {
    deviceOf(session);
    return { argv: ['corosync-qdevice-tool', '-sv'], nodes: true };
  },
  qnetd: (session) => {
    const root = deviceOf(session);
    const [name] = valuesAt(root, 'totem.cluster_name');
    if (name === undefined) throw new CibError('ENXIO', 'cluster_name not configured!');
    const [host] = valuesAt(root, 'quorum.device.net.host');
    if (host === undefined) throw new CibError('ENXIO', 'host for qnetd not configured!');
    return { argv: ['corosync-qnetd-tool', '-lv', '-c', name], host, nodes: true };
  },
  cpg: () => ({ argv: ['corosync-cpgtool', '-e'] }),
} satisfies Record<string, (session: Session) => Question>;

async function answer(session: Session, { argv, host, good = [0], nodes }: Question): Promise<string> {
  const { status, stdout, stderr } = await (await session.runner()).run(host, argv);
  if (!good.includes(status)) {
    throw new CibError('EIO', stderr.trim() || stdout.trim() || `${argv[0]} exited with status ${status}`);
  }
  return `${nodes ? await nodeLines(session) : ''}${stdout}\n`;
}

async function nodeLines(session: Session): Promise<string> {
  try {
    const nodes = nodesOf(await wholeCib(session));
    return `${nodes.map((node) => `${node.id} ${node.get('uname')} ${node.get('type') ?? 'member'}\n`).join('')}\n`;
  } catch (error) {
    if (error instanceof CibError) return '';
    throw error;
  }
}

export const STATUS = command({
  name: 'status',
  summary: 'Show the state of Corosync',
  help: 'Of its links (`ring`), of quorum, of the device that votes, of the server of that, or of the groups.',
  examples: ['status', 'status quorum'],
  grammar: optional(choice('ring', 'quorum', 'qdevice', 'qnetd', 'cpg')),
  async run(which = 'ring', session): Promise<Outcome<string>> {
    const services = servicesBy(await session.runner());
    if (!(await isActive(services, undefined, 'corosync'))) {
      throw new CibError('ENOTCONN', 'corosync.service is not running!');
    }
    return { value: await answer(session, QUESTIONS[which](session)) };
  },
  output: text('What the tool of Corosync prints'),
});

export const RELOAD = command({
  name: 'reload',
  summary: 'Have Corosync read its configuration again',
  help: 'On all nodes, each its own file: `push` it first.',
  grammar: nothing,
  skill: 'administrator',
  async run(_, session) {
    await reload(session, undefined);
    return remarks('Corosync has read its configuration again on all nodes');
  },
});
