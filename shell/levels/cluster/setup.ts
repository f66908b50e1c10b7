import { CibError } from '../../../cib/result/error.js';
import { checkRunning } from '../../bootstrap/cluster.js';
import { INIT_STAGES, type InitStage, type InitWish, init } from '../../bootstrap/init.js';
import { JOIN_STAGES, join } from '../../bootstrap/join.js';
import { dropDevice } from '../../bootstrap/qdevice.js';
import { remove } from '../../bootstrap/remove.js';
import { setupOf } from '../../bootstrap/setup.js';
import type { Device } from '../../corosync/device.js';
import { made } from '../../grammar/argument.js';
import { oneOf } from '../../grammar/expectation.js';
import { type GivenOptions, type OptionTable, optionsHelp, withOptions } from '../../grammar/options.js';
import { command, type Outcome } from '../../level.js';
import type { Session } from '../../session.js';
import { NODE } from '../arguments.js';

/** Making a cluster, and changing who is of it. */

export const MANNER = {
  quiet: { flags: ['-q', '--quiet'], summary: 'say only what goes wrong' },
  yes: { flags: ['-y', '--yes'], summary: 'answer every question with yes; what is there is overwritten' },
} as const satisfies OptionTable;

const INTERFACE = {
  flags: ['-i', '--interface'],
  value: 'IF',
  many: true,
  summary: 'interface or address to take part with; one for each link',
} as const;
const AGENT = {
  agent: { flags: ['--use-ssh-agent'], summary: 'use the keys of the ssh agent', old: true },
  noAgent: { flags: ['--no-use-ssh-agent'], summary: 'do not', old: true },
} as const satisfies OptionTable;

const INIT = {
  ...MANNER,
  name: { flags: ['-n', '--name'], value: 'NAME', summary: 'name of the cluster (hacluster)' },
  nodes: { flags: ['-N', '--node'], value: 'NODE', many: true, summary: 'node that joins when this one is up' },
  interfaces: INTERFACE,
  transport: {
    flags: ['-t', '--transport'],
    value: 'TRANSPORT',
    choices: ['knet', 'udpu', 'udp'],
    summary: 'how nodes talk (knet)',
  },
  unicast: { flags: ['-u', '--unicast'], summary: 'talk to each node by itself (the default)' },
  multicast: { flags: ['-U', '--multicast'], summary: 'talk to all at once: transport udp' },
  second: { flags: ['-M', '--multi-heartbeats'], summary: 'use a second link' },
  ipv6: { flags: ['-I', '--ipv6'], summary: 'use IPv6' },
  adminAddress: { flags: ['-A', '--admin-ip'], value: 'IP', summary: 'address that is always where the cluster is' },
  diskless: { flags: ['-S', '--enable-sbd'], summary: 'fence by SBD with a watchdog alone' },
  sbdDevices: {
    flags: ['-s', '--sbd-device'],
    value: 'DEV',
    many: true,
    summary: 'fence by SBD on this disk; up to 3',
  },
  watchdog: { flags: ['-w', '--watchdog'], value: 'DEV', summary: 'watchdog device (/dev/watchdog)' },
  qnetd: { flags: ['--qnetd-hostname'], value: 'HOST', summary: 'server of a device that votes' },
  qdevicePort: {
    flags: ['--qdevice-port', '--qnetd-port'],
    value: 'PORT',
    number: true,
    summary: 'its port (5403)',
  },
  qdeviceAlgorithm: {
    flags: ['--qdevice-algo'],
    value: 'ALGORITHM',
    choices: ['ffsplit', 'lms'],
    summary: 'how it decides (ffsplit)',
  },
  qdeviceTieBreaker: {
    flags: ['--qdevice-tie-breaker'],
    value: 'WHO',
    summary: 'who wins a tie: lowest, highest or a node id (lowest)',
  },
  qdeviceTls: {
    flags: ['--qdevice-tls'],
    value: 'TLS',
    choices: ['on', 'off', 'required'],
    summary: 'whether it is talked to encrypted (on)',
  },
  heuristics: {
    flags: ['--qdevice-heuristics'],
    value: 'COMMAND',
    summary: 'commands that tell how well this node is, separated by ;',
  },
  heuristicsMode: {
    flags: ['--qdevice-heuristics-mode'],
    value: 'MODE',
    choices: ['on', 'sync', 'off'],
    summary: 'when they are run (sync)',
  },
  ocfs2: { flags: ['-o', '--ocfs2-device'], value: 'DEV', many: true, summary: 'device for OCFS2: not supported' },
  gfs2: { flags: ['-g', '--gfs2-device'], value: 'DEV', many: true, summary: 'device for GFS2: not supported' },
  lvm: { flags: ['-C', '--cluster-lvm2'], summary: 'put LVM under it: not supported' },
  mountPoint: { flags: ['-m', '--mount-point'], value: 'DIR', summary: 'where to mount it: not supported' },
  force: { flags: ['-F', '--force'], summary: 'the same as --yes', old: true },
  keepKeys: { flags: ['--no-overwrite-sshkey'], summary: 'keys are never overwritten', old: true },
  noCsync2: { flags: ['--skip-csync2-sync'], summary: 'csync2 is not used', old: true },
  ...AGENT,
} as const satisfies OptionTable;

type InitOptions = GivenOptions<typeof INIT>['options'];

const invalid = (text: string): CibError => new CibError('EINVAL', text);

/** Values that were given several times, or with `;` between them. */
const split = (values: readonly string[]): string[] =>
  values.flatMap((value) => value.split(/[;\s]+/)).filter((value) => value !== '');

function initWish(options: InitOptions, stage: InitStage | undefined): InitWish {
  const devices = split(options.sbdDevices);
  if (devices.length > 0 && options.diskless) throw invalid("Can't use -s and -S options together");
  const storage = options.ocfs2.length > 0 || options.gfs2.length > 0;
  if (!storage && (options.lvm || options.mountPoint !== undefined)) {
    throw invalid(`${options.lvm ? '-C' : '-m'} is valid only together with -o or -g option`);
  }
  if (storage) {
    throw new CibError('ENOTSUP', 'cluster file systems are not set up here: configure dlm and Filesystem resources');
  }
  return {
    name: options.name ?? 'hacluster',
    nodes: split(options.nodes),
    interfaces: options.interfaces,
    transport: (options.transport ?? (options.multicast ? 'udp' : 'knet')) as InitWish['transport'],
    second: options.second || options.interfaces.length > 1,
    ipv6: options.ipv6,
    adminAddress: options.adminAddress,
    sbd:
      devices.length > 0 || options.diskless
        ? { devices, diskless: options.diskless, watchdog: options.watchdog }
        : undefined,
    device: deviceIn(options, stage),
    yes: options.yes || options.force,
  };
}

function deviceIn(options: InitOptions, stage: InitStage | undefined): Device | undefined {
  const { qnetd, qdevicePort, qdeviceAlgorithm, qdeviceTieBreaker, qdeviceTls, heuristics, heuristicsMode } = options;
  if (qnetd === undefined) {
    const given = [qdevicePort, qdeviceAlgorithm, qdeviceTieBreaker, qdeviceTls, heuristics, heuristicsMode];
    if (stage !== 'qdevice' && given.every((value) => value === undefined)) return undefined;
    throw invalid('Option --qnetd-hostname is required if want to configure qdevice');
  }
  if (heuristicsMode !== undefined && heuristics === undefined) {
    throw invalid('Option --qdevice-heuristics is required if want to configure heuristics mode');
  }
  const commands = heuristics
    ?.split(';')
    .map((line) => line.trim())
    .filter(Boolean);
  return {
    host: qnetd,
    port: qdevicePort ?? '5403',
    algorithm: (qdeviceAlgorithm ?? 'ffsplit') as Device['algorithm'],
    tieBreaker: qdeviceTieBreaker ?? 'lowest',
    tls: (qdeviceTls ?? 'on') as Device['tls'],
    ...(commands ? { heuristics: { commands, mode: heuristicsMode ?? 'sync' } } : {}),
  };
}

/** Options, and the name of a step. */
const withStage = <const Table extends OptionTable, Stage extends string>(table: Table, stages: readonly Stage[]) =>
  made(withOptions(table, oneOf('<stage>', stages)), ({ options, words }) => {
    const stage = stages.find((each) => each === words[0]);
    if (words.length > 1 || (words.length > 0 && stage === undefined)) {
      throw invalid(`Invalid stage (${words.join(' ')})`);
    }
    return { options, stage };
  });

async function done(session: Session): Promise<Outcome<never>> {
  await session.disconnect();
  return { messages: [{ level: 'info', text: 'Done' }] };
}

export const INIT_COMMAND = command({
  name: 'init',
  summary: 'Make a cluster of this node',
  help: `Corosync is configured, keys are made, the cluster is started here, and further nodes join it. All of it is done step after step (${INIT_STAGES.join(', ')}); with the name of a step, only that.

${optionsHelp(INIT)}`,
  examples: [
    'init -y',
    'init -y -n web -i eth1',
    'init -y -N beta -N gamma',
    'init -y qdevice --qnetd-hostname arbiter',
  ],
  grammar: withStage(INIT, INIT_STAGES),
  misuse: 2,
  skill: 'administrator',
  async run({ options, stage }, session): Promise<Outcome<never>> {
    const wish = initWish(options, stage);
    await init(await setupOf(session, { quiet: options.quiet, yes: wish.yes }), wish, stage);
    return done(session);
  },
});

const JOIN = {
  ...MANNER,
  seed: { flags: ['-c', '--cluster-node'], value: 'HOST', summary: 'a node of the cluster' },
  interfaces: INTERFACE,
  watchdog: { flags: ['-w', '--watchdog'], value: 'DEV', summary: 'the cluster says which', old: true },
  ...AGENT,
} as const satisfies OptionTable;

export const JOIN_COMMAND = command({
  name: 'join',
  summary: 'Let this node join a cluster',
  help: `What the nodes of the cluster share is fetched from one of them, this node becomes part of its configuration, and the cluster is started here. The steps are ${JOIN_STAGES.join(', ')}; with the name of a step, only that.

${optionsHelp(JOIN)}`,
  examples: ['join -y -c alpha', 'join -y -c 192.168.1.1 -i eth1'],
  grammar: withStage(JOIN, JOIN_STAGES),
  misuse: 2,
  skill: 'administrator',
  async run({ options, stage }, session): Promise<Outcome<never>> {
    const { seed, interfaces } = options;
    if (seed === undefined) throw invalid('No existing IP/hostname specified (use -c option)');
    if (seed === session.host) throw invalid('this node cannot join itself');
    await join(await setupOf(session, options), { seed, interfaces }, stage);
    return done(session);
  },
});

const REMOVE = {
  ...MANNER,
  node: { flags: ['-c', '--cluster-node'], value: 'HOST', summary: 'node to remove' },
  force: { flags: ['-F', '--force'], summary: 'this node itself may be removed' },
  qdevice: { flags: ['--qdevice'], summary: 'remove the device that votes, no node' },
  ...AGENT,
} as const satisfies OptionTable;

export const REMOVE_COMMAND = command({
  name: 'remove',
  aliases: ['delete'],
  summary: 'Remove nodes from the cluster',
  help: `They are stopped, and what makes them nodes of this cluster is removed from them. The last node can be removed with --force.

${optionsHelp(REMOVE)}`,
  examples: ['remove beta', 'remove -y -c beta', 'remove --qdevice -y'],
  grammar: withOptions(REMOVE, NODE),
  misuse: 2,
  skill: 'administrator',
  async run({ options, words }, session): Promise<Outcome<never>> {
    const nodes = [...new Set([...words, ...(options.node === undefined ? [] : [options.node])])];
    if (options.qdevice && nodes.length > 0) throw invalid('Either remove node or qdevice');
    if (!options.qdevice && nodes.length === 0) throw invalid('No existing IP/hostname specified (use -c option)');
    const setup = await setupOf(session, options);
    if (options.qdevice) {
      await checkRunning(setup, undefined, true, "Cluster is not active - can't execute removing action");
      await dropDevice(setup);
    }
    const force = options.force || session.options.force;
    for (const node of nodes) await remove(setup, node, force);
    return done(session);
  },
});
