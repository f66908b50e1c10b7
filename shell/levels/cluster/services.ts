import { existsSync } from 'node:fs';
import { CibError } from '../../../cib/result/error.js';
import { valuesAt } from '../../corosync/document.js';
import { configurationFile, readConfiguration } from '../../corosync/file.js';
import { type Command, command, type Message, type Outcome } from '../../level.js';
import { coordinator } from '../../remote/controller.js';
import { nodeError, onEach } from '../../remote/fanout.js';
import { isActive, type Services, servicesBy } from '../../remote/services.js';
import type { Session } from '../../session.js';
import { chosenNodes, type NodeChoice, nodeChoice } from './nodes.js';

/** The services that make up a cluster: membership below, resources above. */
export const MEMBERSHIP = 'corosync';
export const MANAGER = 'pacemaker';
export const QDEVICE = 'corosync-qdevice';
const SBD = 'sbd';

/** A device votes with the nodes. */
function hasQdevice({ env }: Session): boolean {
  if (!existsSync(configurationFile(env))) return false;
  return valuesAt(readConfiguration(env), 'quorum.device.model').length > 0;
}

/** Do it on every node, and say of each how it went. */
async function act(
  session: Session,
  nodes: readonly string[],
  task: (services: Services, node: string) => Promise<string>,
): Promise<Outcome<never>> {
  const services = servicesBy(await session.runner());
  const results = await onEach(nodes, (node) => task(services, node));
  return {
    messages: results.map(
      (result): Message =>
        result.ok
          ? { level: 'info', text: `Cluster services ${result.value} on ${result.node}` }
          : { level: 'error', text: nodeError(result.node, result.error) },
    ),
    failed: results.some(({ ok }) => !ok),
  };
}

async function start(session: Session, choice: NodeChoice): Promise<Outcome<never>> {
  const nodes = await chosenNodes(session, choice);
  const qdevice = hasQdevice(session);
  const needed = [MEMBERSHIP, MANAGER, ...(qdevice ? [QDEVICE] : [])];
  return act(session, nodes, async (services, node) => {
    const running = await Promise.all(needed.map((service) => isActive(services, node, service)));
    if (running.every(Boolean)) return 'already started';
    // systemd starts what these need by itself, init scripts do not.
    for (const service of needed) await services.start(node, service);
    return 'started';
  });
}

/** A cluster without a coordinator is about to start, or to stop: to stop it then can take for ever. */
async function needsCoordinator(session: Session): Promise<void> {
  if ((await coordinator(session)) !== undefined || session.options.force) return;
  throw new CibError('ENXIO', 'No DC found currently, please wait if the cluster is still starting');
}

async function stop(session: Session, choice: NodeChoice): Promise<Outcome<never>> {
  const nodes = await chosenNodes(session, choice);
  const running = servicesBy(await session.runner());
  const states = await onEach(nodes, (node) => isActive(running, node, MANAGER));
  if (states.some((state) => state.ok && state.value)) await needsCoordinator(session);
  return act(session, nodes, async (services, node) => {
    const active = (service: string) => isActive(services, node, service);
    if (!(await active(MEMBERSHIP))) {
      if (!(await active(SBD))) return 'already stopped';
      // SBD goes with the membership it is part of.
      await services.stop(node, MEMBERSHIP);
      return 'stopped';
    }
    // Resources first, while there is quorum to stop them with.
    await services.stop(node, MANAGER);
    if (await active(QDEVICE)) await services.stop(node, QDEVICE);
    await services.stop(node, MEMBERSHIP);
    return 'stopped';
  });
}

const switching = (name: 'enable' | 'disable', summary: string, extra: string): Command<NodeChoice> =>
  command({
    name,
    summary,
    help: `Without a node, on this one. With \`--now\`, ${extra}.`,
    examples: [name, `${name} --all`],
    grammar: nodeChoice(true),
    skill: 'administrator',
    async run(choice: NodeChoice, session: Session) {
      const nodes = await chosenNodes(session, choice);
      const services = servicesBy(await session.runner());
      const results = await act(session, nodes, async (_, node) => {
        await services[name](node, MANAGER);
        const { enabled } = await services.state(node, QDEVICE);
        if (enabled !== '' && (name === 'disable' || hasQdevice(session))) await services[name](node, QDEVICE);
        return `${name}d`;
      });
      if (!choice.now || results.failed) return results;
      const done = await (name === 'enable' ? start : stop)(session, choice);
      return { ...done, messages: [...(results.messages ?? []), ...(done.messages ?? [])] };
    },
  });

export const START = command({
  name: 'start',
  summary: 'Start the cluster on nodes',
  help: 'Without a node, on this one.',
  examples: ['start', 'start --all', 'start alpha beta'],
  grammar: nodeChoice(),
  skill: 'administrator',
  run: (choice, session) => start(session, choice),
});

export const STOP = command({
  name: 'stop',
  summary: 'Stop the cluster on nodes',
  help: 'Without a node, on this one. What runs there is moved elsewhere first, or stopped.',
  examples: ['stop', 'stop --all'],
  grammar: nodeChoice(),
  skill: 'administrator',
  run: (choice, session) => stop(session, choice),
});

export const RESTART = command({
  name: 'restart',
  summary: 'Stop and start the cluster on nodes',
  help: 'Without a node, on this one.',
  grammar: nodeChoice(),
  skill: 'administrator',
  async run(choice, session) {
    const stopped = await stop(session, choice);
    if (stopped.failed) return stopped;
    const started = await start(session, choice);
    return { ...started, messages: [...(stopped.messages ?? []), ...(started.messages ?? [])] };
  },
});

export const ENABLE = switching('enable', 'Let the cluster start with the system', 'start it, too');
export const DISABLE = switching('disable', 'Do not let the cluster start with the system', 'stop it, too');
