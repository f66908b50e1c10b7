import { existsSync } from 'node:fs';
import { CibError } from '../../../cib/result/error.js';
import { byName, maybe, object, text } from '../../answer/shape.js';
import { valuesAt } from '../../corosync/document.js';
import { configurationFile, readConfiguration } from '../../corosync/file.js';
import { nothing, optional, word } from '../../grammar/argument.js';
import { oneOf } from '../../grammar/expectation.js';
import { type Command, command } from '../../level.js';
import { coordinator } from '../../remote/controller.js';
import { type ServiceState, servicesBy } from '../../remote/services.js';
import type { Session } from '../../session.js';
import { MANAGER, MEMBERSHIP } from './services.js';

interface ClusterState {
  readonly name: string | undefined;
  readonly services: Readonly<Record<string, ServiceState>>;
  /** The links of this node, as corosync-cfgtool prints them; absent if it cannot tell. */
  readonly links?: string;
}

function clusterName({ env }: Session): string | undefined {
  if (!existsSync(configurationFile(env))) return undefined;
  return valuesAt(readConfiguration(env), 'totem.cluster_name')[0];
}

export const STATUS: Command = command({
  name: 'status',
  summary: 'Show whether the cluster runs, and its membership',
  grammar: nothing,
  async run(_, session) {
    const runner = await session.runner();
    const services = servicesBy(runner);
    const names = [MEMBERSHIP, MANAGER];
    const states = await Promise.all(names.map((service) => services.state(undefined, service)));
    const { status, stdout } = await runner.run(undefined, ['corosync-cfgtool', '-s']);
    const value: ClusterState = {
      name: clusterName(session),
      services: Object.fromEntries(names.map((service, at) => [service, states[at] as ServiceState])),
      ...(status === 0 ? { links: stdout } : {}),
    };
    return { value };
  },
  output: object({
    name: maybe(text('Of the cluster, if it is configured')),
    services: byName(object({ active: text(), sub: text(), enabled: text() }, 'As systemd has it')),
    links: maybe(text('Links of this node, as corosync-cfgtool prints them')),
  }),
  render: {
    text: ({ name, services, links }: ClusterState) =>
      [
        `Name: ${name ?? 'None'}\n`,
        'Services:',
        ...Object.entries(services).map(([service, state]) => `${service.padEnd(16)} ${stateText(state)}`),
        links === undefined ? 'Failed to get corosync status' : `\n${links}`,
      ]
        .map((line) => `${line}\n`)
        .join(''),
  },
});

const stateText = ({ active, sub, enabled }: ServiceState): string =>
  active === 'unknown' ? 'unknown' : [active, sub, enabled].filter(Boolean).join('/');

const DEFAULT_SECONDS = 10;

/** The CIB can be read, and a node coordinates the cluster. */
async function isUp(session: Session): Promise<boolean> {
  try {
    await (await session.cib()).call({ operation: 'query' });
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    // What failed to connect is not tried again by itself.
    await session.disconnect();
    return false;
  }
  return (await coordinator(session)) !== undefined;
}

export const WAIT_FOR_STARTUP = command({
  name: 'wait_for_startup',
  summary: 'Wait until the cluster has started',
  help: `On this node: until there is a coordinator, or the time is up (${DEFAULT_SECONDS} seconds if none is given).`,
  examples: ['wait_for_startup', 'wait_for_startup 60'],
  grammar: optional(word(oneOf('<seconds>', ['10', '60', '600']))),
  async run(given = String(DEFAULT_SECONDS), session) {
    if (!/^\d+(\.\d+)?$/.test(given)) throw new CibError('EINVAL', `'${given}' is no number of seconds`);
    const end = session.now().getTime() + Number(given) * 1000;
    while (!(await isUp(session))) {
      if (session.now().getTime() >= end) throw new CibError('ETIME', 'Timed out waiting for cluster');
      await session.sleep(1000);
    }
    return undefined;
  },
});
