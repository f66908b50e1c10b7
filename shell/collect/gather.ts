import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { arch, homedir, release, type as systemName, version } from 'node:os';
import { basename, join } from 'node:path';
import { CibError } from '../../cib/result/error.js';
import { valuesAt } from '../corosync/document.js';
import { configurationFile, readConfiguration } from '../corosync/file.js';
import { transitionGraph } from '../graph/transition.js';
import { coordinator } from '../remote/controller.js';
import type { Runner } from '../remote/runner.js';
import { isActive, servicesBy } from '../remote/services.js';
import { devicesOf, readSettings } from '../sbd/sysconfig.js';
import type { Session } from '../session.js';
import { runTool } from '../tool.js';
import type { Files } from './files.js';
import { MAIN_LOG, readLog } from './logs.js';
import type { GatherWish } from './wish.js';

/** What is collected on a node, part by part. That a part is not to be had is no hindrance for the others. */
interface Gathering {
  readonly session: Session;
  readonly runner: Runner;
  readonly wish: GatherWish;
  readonly files: Files;
}

const PARTS: readonly ((gathering: Gathering) => Promise<void>)[] = [
  cluster,
  logs,
  journal,
  configurations,
  inputs,
  sbd,
  permissions,
  systemInfo,
  systemState,
];

/** Everything about this node. @param remark takes what could not be had */
export async function gather(session: Session, wish: GatherWish, remark: (text: string) => void): Promise<Files> {
  const files: Files = new Map();
  const runner = await session.runner();
  for (const part of PARTS) {
    try {
      await part({ session, runner, wish, files });
    } catch (error) {
      const system = (error as NodeJS.ErrnoException).code !== undefined;
      if (!(error instanceof CibError) && !system) throw error;
      remark((error as Error).message);
    }
  }
  const left = wish.without.map((name) => new RegExp(`^${name.split('*').map(literal).join('.*')}$`));
  for (const path of [...files.keys()]) if (left.some((rule) => rule.test(basename(path)))) files.delete(path);
  return files;
}

const literal = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

const put = ({ files }: Gathering, path: string, text: string | Buffer): void => {
  files.set(path, Buffer.from(text));
};

const VIEWS: readonly [options: readonly string[], title: string][] = [
  [['-r1'], 'inactive resources'],
  [['-n1'], 'resources grouped by node'],
  [['-rf1'], 'resource fail counts'],
  [['-rnt1'], 'resource operation history with timing details'],
  [['-1', '--output-as=xml'], 'XML format'],
];

/** The CIB and what can be told of it; if the cluster is down, what is left of the CIB. */
async function cluster(gathering: Gathering): Promise<void> {
  const { session } = gathering;
  const preferences = await session.preferences();
  try {
    const client = await session.cib();
    put(gathering, 'cib.xml', await client.queryText({ operation: 'query' }));
    put(gathering, 'RUNNING', '');
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    const file = join(preferences.get('path.crm_config'), 'cib.xml');
    if (!existsSync(file)) throw new CibError('ENOENT', `Cannot find cib.xml in ${preferences.get('path.crm_config')}`);
    put(gathering, 'cib.xml', readFileSync(file));
    put(gathering, 'STOPPED', '');
    return;
  }
  let state = '';
  for (const [options, title] of VIEWS) {
    const { output, complaints } = await runTool(session, 'crm_mon', options);
    state += `\n#### Display cluster state with ${title}: crm_mon ${options.join(' ')} ####\n${output}${complaints}\n`;
  }
  put(gathering, 'crm_mon.txt', state);
  const [{ showAll }, { parseXml }] = await Promise.all([
    import('../syntax/show.js'),
    import('../../cib/xml/parse.js'),
  ]);
  const shown = showAll(parseXml(String(gathering.files.get('cib.xml'))));
  put(gathering, 'configure_show.txt', shown);
  const verdict = await runTool(session, 'crm_verify', ['-V', '-L']);
  put(gathering, 'crm_verify.txt', verdict.output + verdict.complaints);
  if ((await coordinator(session)) === session.host) put(gathering, 'DC', '');
}

const MANAGER_LOGS = ['/var/log/pacemaker/pacemaker.log', '/var/log/pacemaker.log'];

/** The log of the cluster first, by the name by which history looks for it before all others. */
async function logs(gathering: Gathering): Promise<void> {
  const { session, runner, wish } = gathering;
  const { env } = session;
  const named = wish.log ?? env['PCMK_logfile'] ?? (await configuredLog(runner));
  const main = named ?? MANAGER_LOGS.find((file) => existsSync(file));
  const membership = existsSync(configurationFile(env)) ? valuesAt(readConfiguration(env), 'logging.logfile') : [];
  const extra = wish.extra.map((file) => file.replace(/^~(?=\/)/, env['HOME'] ?? homedir()));
  const taken = new Set<string>();
  for (const file of [main, ...membership, ...extra]) {
    if (file === undefined || taken.has(file) || !existsSync(file) || !statSync(file).isFile()) continue;
    taken.add(file);
    const name = file === main ? MAIN_LOG : basename(file);
    // What is no log is taken as it is.
    const text = /\.(conf|ya?ml|xml|cfg)$/.test(name)
      ? readFileSync(file)
      : await readLog(runner, file, wish, session.now());
    put(gathering, gathering.files.has(name) ? file.slice(1) : name, text);
  }
}

async function configuredLog(runner: Runner): Promise<string | undefined> {
  for (const file of ['/etc/sysconfig/pacemaker', '/etc/default/pacemaker']) {
    const text = (await runner.read(undefined, file))?.toString('utf8') ?? '';
    const found = /^ *PCMK_logfile *= *["']?([^"'\n]+)/m.exec(text)?.[1];
    if (found !== undefined) return found.trim();
  }
  return undefined;
}

const UNITS = ['pacemaker', 'corosync', 'sbd'];

async function journal(gathering: Gathering): Promise<void> {
  const { runner, wish } = gathering;
  const span = ['--since', `@${Math.floor(wish.from / 1000)}`, '--until', `@${Math.ceil(wish.to / 1000)}`];
  for (const unit of [undefined, ...UNITS]) {
    const which = unit === undefined ? [] : ['-u', unit];
    const line = ['journalctl', ...which, '-o', 'short-iso-precise', ...span, '--no-pager', '-q'];
    const { status, stdout } = await runner.run(undefined, line);
    if (status !== 0) return;
    // Journals say where they begin, which is no line of a log.
    const text = stdout.replace(/^-- .* --\n/gm, '');
    if (text !== '') put(gathering, unit === undefined ? 'journal.log' : `journal_${unit}.log`, text);
  }
}

const CONFIGURATIONS = ['/etc/booth/booth.conf', '/etc/drbd.conf', '/etc/os-release'];

async function configurations(gathering: Gathering): Promise<void> {
  const { session, runner } = gathering;
  for (const path of [configurationFile(session.env), ...CONFIGURATIONS]) {
    const content = await runner.read(undefined, path);
    if (content) put(gathering, basename(path), content);
  }
  if (!(await isActive(servicesBy(runner), undefined, 'corosync'))) return;
  put(
    gathering,
    'corosync_status.txt',
    await told(runner, [
      ['corosync-cfgtool', '-s'],
      ['corosync-quorumtool', '-s'],
      ['corosync-cpgtool', '-e'],
      ['corosync-cmapctl'],
    ]),
  );
}

/** So many inputs are drawn. */
const MOST_DRAWN = 20;

/** Saved inputs of transitions, as their times say. */
async function inputs(gathering: Gathering): Promise<void> {
  const { session, wish } = gathering;
  const directory = (await session.preferences()).get('path.pe_state_dir');
  if (!existsSync(directory)) return;
  const found = readdirSync(directory).filter((name) => {
    const time = statSync(join(directory, name)).mtimeMs;
    return /^pe-.*\.(bz2|xml)$/.test(name) && time >= wish.from && time <= wish.to;
  });
  for (const name of found) {
    const path = join(directory, name);
    put(gathering, `pengine/${name}`, readFileSync(path));
    if (wish.quick || found.length > MOST_DRAWN) continue;
    const drawing = await transitionGraph(session, path);
    if (drawing !== undefined) put(gathering, `pengine/${name.replace(/\.(bz2|xml)$/, '')}.dot`, drawing);
  }
}

async function sbd(gathering: Gathering): Promise<void> {
  const { runner } = gathering;
  const settings = await readSettings(runner, undefined);
  if (!settings.exists) return;
  put(gathering, 'sbd', settings.text);
  const lines = devicesOf(settings).flatMap((device) => [
    ['sbd', '-d', device, 'dump'],
    ['sbd', '-d', device, 'list'],
  ]);
  if (lines.length > 0) put(gathering, 'sbd.txt', await told(runner, lines));
}

/** Directories that the daemons have to be able to write to. */
async function permissions(gathering: Gathering): Promise<void> {
  const { session, runner } = gathering;
  const preferences = await session.preferences();
  const user = preferences.get('path.crm_daemon_user');
  const id = Number((await runner.run(undefined, ['id', '-u', user])).stdout.trim() || Number.NaN);
  const directories = ['path.pe_state_dir', 'path.crm_config'].map((name) => preferences.get(name));
  const lines = directories.map((directory) => {
    const stat = statSync(directory, { throwIfNoEntry: false });
    const judge = !stat?.isDirectory()
      ? `${directory} is not a directory or does not exist`
      : stat.uid === id && (stat.mode & 0o7777) === 0o750
        ? 'OK'
        : `Permissions or ownership for ${directory} are incorrect`;
    return `##### Check perms for ${directory}: ${judge}\n`;
  });
  put(gathering, 'permissions.txt', lines.join(''));
}

const PACKAGES = [
  'pacemaker',
  'corosync',
  'crmsh',
  'metronome',
  'resource-agents',
  'fence-agents',
  'sbd',
  'booth',
  'drbd-utils',
];

async function systemInfo(gathering: Gathering): Promise<void> {
  const { runner } = gathering;
  const { PACEMAKER_VERSION } = await import('../../tools/command/version.js');
  const packages = await told(runner, [
    ['rpm', '-q', ...PACKAGES],
    ['dpkg-query', '-W', ...PACKAGES],
  ]);
  put(
    gathering,
    'sysinfo.txt',
    [
      '##### System info #####',
      `Platform: ${systemName()}`,
      `Kernel release: ${release()}`,
      `Kernel version: ${version()}`,
      `Architecture: ${arch()}`,
      `Tools: compatible with Pacemaker ${PACEMAKER_VERSION}`,
      '',
      '##### Installed cluster related packages #####',
      packages,
    ].join('\n'),
  );
}

const STATE: readonly (readonly string[])[] = [
  ['hostname'],
  ['uptime'],
  ['ps', 'axf'],
  ['ps', 'auxw'],
  ['top', '-b', '-n', '1'],
  ['ip', 'addr'],
  ['ip', '-s', 'link'],
  ['ip', 'n', 'show'],
  ['lsscsi'],
  ['lspci'],
  ['mount'],
  ['cat', '/proc/cpuinfo'],
  ['df'],
];

async function systemState(gathering: Gathering): Promise<void> {
  const { runner, wish } = gathering;
  const lines = wish.quick ? STATE.filter(([name]) => name !== 'top' && name !== 'lspci') : STATE;
  put(gathering, 'sysstats.txt', await told(runner, lines));
}

/** What programs print; those that are not there are left out. */
async function told(runner: Runner, lines: readonly (readonly string[])[]): Promise<string> {
  let text = '';
  for (const line of lines) {
    const { status, stdout, stderr } = await runner.run(undefined, line);
    if (status !== 127) text += `##### Run "${line.join(' ')}" #####\n${stdout}${status === 0 ? '' : stderr}\n`;
  }
  return text;
}
