import { randomBytes } from 'node:crypto';
import { CibError } from '../../cib/result/error.js';
import { valuesAt } from '../corosync/document.js';
import { readConfiguration } from '../corosync/file.js';
import { otherNodes } from '../remote/members.js';
import { configure } from './configure.js';
import { has, must, type Setup } from './setup.js';
import { pushTo } from './spread.js';

/** Clusters at several sites, and tickets that say which of them may run what: the work of booth. */

const CONFIG = '/etc/booth/booth.conf';
const KEY = '/etc/booth/authkey';

export interface Geo {
  /** Addresses of the sites by the names of their clusters. */
  readonly clusters: ReadonlyMap<string, string>;
  readonly arbitrator: string | undefined;
  readonly tickets: readonly string[];
}

/** `paris=192.168.10.10,amsterdam=…` @throws CibError `EINVAL` */
export function parseClusters(text: string): ReadonlyMap<string, string> {
  const pairs = text
    .split(/[ ,;]+/)
    .filter(Boolean)
    .map((part) => /^([^=:]+)[=:]+(.+)$/.exec(part));
  if (pairs.length === 0 || pairs.some((pair) => pair === null)) {
    throw new CibError('EINVAL', 'Invalid cluster description format');
  }
  return new Map(pairs.map((pair) => [pair?.[1] as string, pair?.[2] as string]));
}

async function needsBooth(setup: Setup): Promise<void> {
  if (await has(setup, undefined, 'booth')) return;
  throw new CibError('ENOENT', 'Booth not installed - Not configurable as a geo cluster node.');
}

/** The name of this cluster has to be one of the sites. */
function checkName({ session }: Setup, clusters: Geo['clusters']): void {
  const [name = ''] = valuesAt(readConfiguration(session.env), 'totem.cluster_name');
  if (clusters.has(name)) return;
  throw new CibError('EINVAL', `Local cluster name is ${name}, expected ${[...clusters.keys()].join('|')}`);
}

function boothConf({ clusters, arbitrator, tickets }: Geo): string {
  const lines = [
    '# The same on every site and on the arbitrator.',
    'transport="UDP"',
    'port="9929"',
    ...(arbitrator === undefined ? [] : [`arbitrator="${arbitrator}"`]),
    ...[...clusters.values()].map((address) => `site="${address}"`),
    `authfile="${KEY}"`,
    ...tickets.flatMap((ticket) => [`ticket="${ticket}"`, 'expire="600"']),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** Make this cluster the first of a geo cluster. */
export async function initGeo(setup: Setup, geo: Geo): Promise<void> {
  const { runner, confirm, note } = setup;
  for (const path of [CONFIG, KEY]) {
    if ((await runner.read(undefined, path)) && !(await confirm(`This will overwrite ${path} - continue?`))) return;
  }
  await needsBooth(setup);
  checkName(setup, geo.clusters);
  note('Create authentication key for booth');
  await runner.write(undefined, KEY, randomBytes(64), 0o600);
  note('Configure booth');
  await runner.write(undefined, CONFIG, boothConf(geo), 0o644);
  await spread(setup);
  await configureSite(setup, geo.clusters);
}

/** Let this cluster join a geo cluster that a node is of. */
export async function joinGeo(setup: Setup, node: string, clusters: Geo['clusters']): Promise<void> {
  await needsBooth(setup);
  checkName(setup, clusters);
  await fetchConfig(setup, node);
  await spread(setup);
  await configureSite(setup, clusters);
}

/** Make this host the one that decides between the sites. */
export async function initArbitrator(setup: Setup, node: string): Promise<void> {
  await needsBooth(setup);
  await fetchConfig(setup, node);
  setup.note('Enabling and starting the booth arbitrator service');
  await setup.services.enable(undefined, 'booth@booth');
  await setup.services.start(undefined, 'booth@booth');
}

async function fetchConfig({ runner, note }: Setup, node: string): Promise<void> {
  note(`Retrieving configuration from ${node}`);
  for (const [path, mode] of [
    [KEY, 0o600],
    [CONFIG, 0o644],
  ] as const) {
    const content = await runner.read(node, path);
    if (!content) throw new CibError('ENOENT', `Failed to copy ${path} from ${node}: No such file`);
    await runner.write(undefined, path, content, mode);
  }
}

async function spread(setup: Setup): Promise<void> {
  setup.note('Sync booth configuration across cluster');
  const nodes = await otherNodes(setup.session);
  for (const node of nodes) await must(setup, node, ['mkdir', '-p', '/etc/booth']);
  for (const path of [KEY, CONFIG]) await pushTo(setup.session, path, nodes);
}

async function configureSite({ session, note }: Setup, clusters: Geo['clusters']): Promise<void> {
  note('Configure cluster resources for booth');
  const addresses = [...clusters].map(([name, address]) => `params rule #cluster-name eq ${name} ip="${address}"`);
  await configure(
    session,
    `primitive booth-ip IPaddr2 ${addresses.join(' ')}
primitive booth-site ocf:pacemaker:booth-site meta resource-stickiness=INFINITY params config=booth op monitor interval=10s
group g-booth booth-ip booth-site meta target-role=Stopped
`,
  );
}
