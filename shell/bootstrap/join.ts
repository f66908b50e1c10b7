import { CibError } from '../../cib/result/error.js';
import { parseDocument, type Section, valueIn, valuesAt } from '../corosync/document.js';
import { configurationFile, readConfiguration, writeConfiguration } from '../corosync/file.js';
import { linksOf } from '../corosync/links.js';
import { addNode, hasDevice, labelsOf, nodeNamed, nodeSections } from '../corosync/nodes.js';
import { reload } from '../corosync/reload.js';
import { isActive } from '../remote/services.js';
import { checkRunning, forgetCib, openFirewall, startCluster, waitForCluster } from './cluster.js';
import { arrangeLogins, COROSYNC_KEY, REMOTE_KEY } from './keys.js';
import { locked } from './lock.js';
import { linkAddresses } from './network.js';
import { must, type Setup, type Step, takeSteps } from './setup.js';
import { pushTo } from './spread.js';

export interface JoinWish {
  /** A node of the cluster. */
  readonly seed: string;
  readonly interfaces: readonly string[];
}

export const JOIN_STAGES = ['ssh', 'firewalld', 'csync2', 'ssh_merge', 'cluster'] as const;
export type JoinStage = (typeof JOIN_STAGES)[number];

/** Files of the cluster that a new node needs, and who may read them. */
const SHARED: readonly [path: string, mode: number, needed: boolean][] = [
  [COROSYNC_KEY, 0o400, true],
  [REMOTE_KEY, 0o640, false],
  ['/etc/sysconfig/sbd', 0o644, false],
  ['/etc/default/sbd', 0o644, false],
  ['/etc/booth/booth.conf', 0o644, false],
  ['/etc/booth/authkey', 0o600, false],
  ['/etc/crm/crm.conf', 0o644, false],
  ['/etc/crm/profiles.yml', 0o644, false],
];

/** Let this node become one of the cluster that a node is of. @throws CibError with the step and the node */
export async function join(setup: Setup, wish: JoinWish, stage: JoinStage | undefined): Promise<void> {
  const { seed } = wish;
  if (stage !== 'ssh') {
    const problem = 'Abort: Cluster is currently active. Run this command on a node joining the cluster.';
    await checkRunning(setup, undefined, false, problem);
  }
  const steps: Step[] = [
    { name: 'ssh', run: () => arrangeLogins(setup, [seed]) },
    { name: 'firewalld', run: () => openFirewall(setup) },
    { name: 'csync2', run: () => fetchShared(setup, seed) },
    { name: 'ssh_merge', run: () => mergeKnownHosts(setup, seed) },
    { name: 'cluster', run: () => locked(setup, seed, () => enter(setup, wish)) },
  ];
  if (stage !== undefined) return takeSteps(steps.filter(({ name }) => name === stage));
  const [ssh, ...rest] = steps as [Step, ...Step[]];
  await takeSteps([ssh, { name: 'seed', run: () => awaitSeed(setup, seed) }, ...rest]);
}

const TRIES = 60;
const STEP = 10_000;

/** The other node may be starting itself. @throws CibError `ENOTCONN` */
async function awaitSeed({ services, session, note }: Setup, seed: string): Promise<void> {
  for (let at = 0; at < TRIES; at++) {
    if (await isActive(services, seed, 'pacemaker')) return;
    note(`Cluster is inactive on ${seed}. Retry in ${STEP / 1000} seconds`);
    await session.sleep(STEP);
  }
  throw new CibError('ENOTCONN', `Cluster is inactive on ${seed}`);
}

async function fetchShared({ runner, note }: Setup, seed: string): Promise<void> {
  note(`Fetching the files of the cluster from ${seed}`);
  for (const [path, mode, needed] of SHARED) {
    const content = await runner.read(seed, path);
    if (content) await runner.write(undefined, path, content, mode);
    else if (needed) throw new CibError('ENOENT', `${seed}: ${path}: No such file`);
  }
}

/** What the other node knows of hosts this one need not be asked about. */
async function mergeKnownHosts({ runner, session }: Setup, seed: string): Promise<void> {
  const path = `${session.env['HOME'] ?? '/root'}/.ssh/known_hosts`;
  const texts = [await runner.read(undefined, path), await runner.read(seed, '/root/.ssh/known_hosts')];
  const lines = new Set(texts.flatMap((text) => (text?.toString('utf8') ?? '').split('\n').filter(Boolean)));
  if (lines.size > 0) await runner.write(undefined, path, [...lines, ''].join('\n'), 0o600);
}

/** Add this node to the configuration, give that to all others, and start. */
async function enter(setup: Setup, { seed, interfaces }: JoinWish): Promise<void> {
  const { session, runner, note, services } = setup;
  const path = configurationFile(session.env);
  const content = await runner.read(seed, path);
  if (!content) throw new CibError('ENOENT', `${seed}: ${path}: No such file`);
  const root = parseDocument(content.toString('utf8'), `${seed}:${path}`);
  const before = nodeSections(root).map((node) => labelsOf(node)[0] ?? '');
  const others = before.filter((name) => name !== session.host);
  if (!nodeNamed(root, session.host)) {
    addNode(root, await ownAddresses(setup, root, interfaces), session.host);
    note('Adding this node to the configuration of corosync');
  }
  writeConfiguration(root, session.env);
  await forgetCib(setup);
  await pushTo(session, path, others);
  await reload(session, seed);
  await startCluster(setup);
  await waitForCluster(setup);
  if (hasDevice(readConfiguration(session.env))) {
    const [host = ''] = valuesAt(root, 'quorum.device.net.host');
    const [name = ''] = valuesAt(root, 'totem.cluster_name');
    const [tls] = valuesAt(root, 'quorum.device.net.tls');
    if (tls !== 'off') {
      await must(setup, seed, ['corosync-qdevice-net-certutil', '-Q', '-n', name, host, ...before, session.host]);
    }
    await services.enable(undefined, 'corosync-qdevice');
    await services.start(undefined, 'corosync-qdevice');
  }
}

/** As many addresses as the other nodes have links. */
async function ownAddresses(setup: Setup, root: Section, interfaces: readonly string[]): Promise<string[]> {
  const links = Math.max(1, nodeSections(root)[0] ? linkCount(root) : 1);
  const ipv6 = valuesAt(root, 'totem.ip_version')[0] === 'ipv6';
  const addresses = await linkAddresses(setup, interfaces, { ipv6, second: links > 1 });
  if (addresses.length < links) {
    throw new CibError('EINVAL', `the cluster has ${links} links: name as many interfaces with -i`);
  }
  return addresses.slice(0, links);
}

function linkCount(root: Section): number {
  const [transport = 'knet'] = valuesAt(root, 'totem.transport');
  if (transport === 'knet') return linksOf(root).length;
  const [first] = nodeSections(root);
  return [0, 1].filter((link) => first && valueIn(first, `ring${link}_addr`) !== undefined).length;
}
