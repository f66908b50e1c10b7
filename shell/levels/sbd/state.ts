import { CibError } from '../../../cib/result/error.js';
import type { Grammar } from '../../grammar/argument.js';
import { nodeError, onEach } from '../../remote/fanout.js';
import { clusterNodes } from '../../remote/members.js';
import type { Host, Runner } from '../../remote/runner.js';
import { isActive, type Services, servicesBy } from '../../remote/services.js';
import { devicesOf, readSettings, type Settings, withSettings } from '../../sbd/sysconfig.js';
import type { Session } from '../../session.js';

/** SBD as it is set up on this node, and the nodes that it is for. */
export interface SbdState {
  readonly session: Session;
  readonly runner: Runner;
  readonly services: Services;
  readonly settings: Settings;
  /** None if the watchdog alone fences. */
  readonly devices: readonly string[];
  readonly nodes: readonly string[];
}

/** @throws CibError `ENOENT` if there are no settings of SBD here */
export async function sbdState(session: Session): Promise<SbdState> {
  const runner = await session.runner();
  const settings = await readSettings(runner, undefined);
  if (!settings.exists) throw new CibError('ENOENT', `SBD configuration file ${settings.path} not found`);
  const nodes = await clusterNodes(session).catch((error) => {
    if (error instanceof CibError) return [session.host];
    throw error;
  });
  return { session, runner, services: servicesBy(runner), settings, devices: devicesOf(settings), nodes };
}

export const hostOf = ({ session }: SbdState, node: string): Host => (node === session.host ? undefined : node);

/** @throws CibError `ENOTCONN` if one of the services does not run here, or a node cannot be reached */
export async function needsRunning(state: SbdState, ...names: readonly string[]): Promise<void> {
  for (const name of names) {
    if (!(await isActive(state.services, undefined, name)))
      throw new CibError('ENOTCONN', `${name}.service is not active`);
  }
  const results = await onEach(state.nodes, (node) => state.runner.run(hostOf(state, node), ['true']));
  const lost = results.find(({ ok }) => !ok);
  if (lost && !lost.ok) throw new CibError('ENOTCONN', nodeError(lost.node, lost.error));
}

/** Write settings on all nodes. @throws CibError with the nodes that do not have them now */
export async function writeSettings(
  { runner, settings, nodes, session }: SbdState,
  changes: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const text = withSettings(settings.text, changes);
  const results = await onEach(nodes, (node) =>
    runner.write(node === session.host ? undefined : node, settings.path, text),
  );
  const [first, ...rest] = results.flatMap((result) => (result.ok ? [] : [nodeError(result.node, result.error)]));
  if (first !== undefined)
    throw new CibError('EIO', `${settings.path} was not written on all nodes: ${first}`, {}, rest);
}

/** What a command takes, and whether --force stands behind it. */
export interface Forced<Input> {
  readonly input: Input;
  readonly force: boolean;
}

export const withForce = <Input>(grammar: Grammar<Input>): Grammar<Forced<Input>> => ({
  usage: `${grammar.usage} [--force]`,
  read(reader, session) {
    const force = reader.takeLast(/-F|--force/) !== undefined || session.options.force;
    return { input: grammar.read(reader, session), force };
  },
});

/** SBD reads its settings when it starts: the cluster has to, too. With --force that is done. */
export async function restartFor({ session, services, nodes }: SbdState, force: boolean): Promise<void> {
  if (!force) {
    session.say('warning', 'It takes effect when the cluster is restarted: `cluster restart --all`, or --force here');
    return;
  }
  session.say('info', 'Restarting cluster service');
  const hosts = nodes.map((node) => (node === session.host ? undefined : node));
  const each = async (task: (host: Host) => Promise<void>) => {
    const results = await onEach(
      hosts.map((host) => host ?? ''),
      (name) => task(name || undefined),
    );
    for (const result of results) if (!result.ok) throw result.error;
  };
  await each((host) => services.stop(host, 'pacemaker'));
  await each((host) => services.stop(host, 'corosync'));
  await each((host) => services.start(host, 'pacemaker'));
}
