import { CibError } from '../../../cib/result/error.js';
import { text } from '../../answer/shape.js';
import { configure } from '../../bootstrap/configure.js';
import type { Grammar } from '../../grammar/argument.js';
import { oneOf } from '../../grammar/expectation.js';
import { command, type Outcome } from '../../level.js';
import { remarks } from '../../outcome.js';
import { checkDevices, dump, initialise, type Timeouts, timeoutsIn } from '../../sbd/disk.js';
import { effectiveLines, settingOf } from '../../sbd/sysconfig.js';
import { wholeCib } from '../node/show.js';
import { hostOf, needsRunning, restartFor, type SbdState, sbdState, withForce, writeSettings } from './state.js';

const VIEWS = ['disk_metadata', 'sysconfig', 'property'] as const;
type View = (typeof VIEWS)[number];
const SETTINGS = [
  'watchdog-timeout',
  'allocate-timeout',
  'loop-timeout',
  'msgwait-timeout',
  'crashdump-watchdog-timeout',
  'watchdog-device',
];

interface Wish {
  readonly show?: readonly View[];
  readonly changes: ReadonlyMap<string, string>;
}

const GRAMMAR: Grammar<Wish> = {
  usage: `show [${VIEWS.join('|')}] | <setting>=<value> ...`,
  read(reader) {
    if (reader.keyword('show') !== undefined) {
      const view = reader.keyword(...VIEWS) as View | undefined;
      return { show: view ? [view] : VIEWS, changes: new Map() };
    }
    const changes = new Map<string, string>();
    const expected = oneOf(
      '<setting>=<value>',
      SETTINGS.map((name) => `${name}=`),
    );
    while (!reader.done) {
      const given = reader.any(expected);
      const [, name, value] = /^([\w-]+)=(.+)$/.exec(given) ?? [];
      if (name === undefined || value === undefined) return reader.fail(`Invalid argument: ${given}`, reader.at - 1);
      if (!SETTINGS.includes(name)) return reader.fail(`Unknown argument: ${given}`, reader.at - 1);
      if (name.endsWith('timeout') && !/^[1-9]\d*$/.test(value)) {
        return reader.fail(`Invalid timeout value: ${value}`, reader.at - 1);
      }
      changes.set(name, value);
    }
    reader.expect(expected);
    return changes.size === 0 ? reader.fail('No argument') : { changes };
  },
};

/** Properties of the cluster that have to do with SBD. */
const PROPERTIES = /^(have-watchdog|(fencing|stonith)-(enabled|timeout|watchdog-timeout))$/;

async function shown(state: SbdState, views: readonly View[]): Promise<string> {
  const { devices, runner, settings, session } = state;
  const parts: string[] = [];
  if (views.includes('disk_metadata')) for (const device of devices) parts.push((await dump(runner, device)).trimEnd());
  if (views.includes('sysconfig')) {
    // With disks, their own timeout of the watchdog counts.
    const lines = effectiveLines(settings).filter(
      (line) => devices.length === 0 || !line.startsWith('SBD_WATCHDOG_TIMEOUT'),
    );
    parts.push(lines.join('\n'));
  }
  if (views.includes('property')) {
    const pairs = [...(await wholeCib(session)).walk()].filter(({ name }) => name === 'nvpair');
    const found = pairs.filter((pair) => PROPERTIES.test(pair.get('name') ?? ''));
    parts.push(found.map((pair) => `${pair.get('name')}=${pair.get('value')}`).join('\n'));
  }
  return parts
    .filter((part) => part !== '')
    .map((part) => `${part}\n`)
    .join('\n');
}

const CRASHDUMP = /-C\s+\d+(\s+-Z)?/;

/** Options of the daemon that leave time for a dump after a crash. */
export function dumpOptions(
  settings: SbdState['settings'],
  seconds: number | undefined,
  diskless: boolean,
): string | undefined {
  const rest = (settingOf(settings, 'SBD_OPTS') ?? '').replace(CRASHDUMP, '').split(/\s+/).filter(Boolean);
  const own = seconds === undefined ? [] : ['-C', String(seconds), ...(diskless ? ['-Z'] : [])];
  return [...rest, ...own].join(' ') || undefined;
}

/** Of two that belong together, one is made to fit the other. */
function timeoutsWanted(now: Timeouts, changes: ReadonlyMap<string, string>): Timeouts {
  const given = (name: string) => {
    const value = changes.get(`${name}-timeout`);
    return value === undefined ? undefined : Number(value);
  };
  const [watchdog, msgwait] = [given('watchdog'), given('msgwait')];
  const dumping = given('crashdump-watchdog');
  const wanted = {
    watchdog: watchdog ?? (msgwait === undefined ? now.watchdog : Math.max(1, Math.floor(msgwait / 2))),
    msgwait: msgwait ?? (watchdog === undefined ? now.msgwait : 2 * watchdog),
    allocate: given('allocate') ?? now.allocate,
    loop: given('loop') ?? now.loop,
  };
  return dumping === undefined ? wanted : { ...wanted, msgwait: 2 * wanted.watchdog + dumping };
}

const same = (a: Timeouts, b: Timeouts): boolean =>
  (Object.keys(a) as (keyof Timeouts)[]).every((name) => a[name] === b[name]);

/** The cluster has to wait for longer than the disks and watchdogs do. */
const fencingTimeout = (seconds: number): number => Math.max(60, Math.ceil(1.2 * (30 + seconds)));

async function change(state: SbdState, changes: ReadonlyMap<string, string>, force: boolean): Promise<Outcome<never>> {
  const { devices, runner, settings, session } = state;
  const diskless = devices.length === 0;
  const refused = diskless
    ? ['allocate-timeout', 'loop-timeout', 'msgwait-timeout'].find((name) => changes.has(name))
    : undefined;
  if (refused !== undefined) throw new CibError('EINVAL', `${refused} is for SBD on disks`);
  const dumping = changes.get('crashdump-watchdog-timeout');
  const device = changes.get('watchdog-device');
  const updates: Record<string, string | undefined> = {
    ...(device === undefined ? {} : { SBD_WATCHDOG_DEV: device }),
    ...(dumping === undefined ? {} : { SBD_OPTS: dumpOptions(settings, Number(dumping), diskless) }),
  };
  const watchdog = changes.get('watchdog-timeout');
  let properties = '';
  if (diskless) {
    if (watchdog !== undefined) updates['SBD_WATCHDOG_TIMEOUT'] = watchdog;
    const seconds = 2 * Number(watchdog ?? settingOf(settings, 'SBD_WATCHDOG_TIMEOUT') ?? 5) + Number(dumping ?? 0);
    if (watchdog !== undefined || dumping !== undefined) properties = `stonith-watchdog-timeout=${seconds}s`;
  } else {
    await checkDevices(
      runner,
      devices,
      state.nodes.map((node) => hostOf(state, node)),
    );
    const now = timeoutsIn(await dump(runner, devices[0] as string), devices[0] as string);
    const wanted = timeoutsWanted(now, changes);
    if (wanted.msgwait < 2 * wanted.watchdog) {
      session.say('warning', "It's recommended to set msgwait timeout >= 2*watchdog timeout");
    }
    if (!same(now, wanted)) {
      session.say(
        'info',
        `Initializing ${devices.join(';')}: watchdog ${wanted.watchdog}s, msgwait ${wanted.msgwait}s`,
      );
      await initialise(runner, devices, wanted);
      properties = `stonith-timeout=${fencingTimeout(wanted.msgwait)}s`;
    }
  }
  const unchanged = Object.entries(updates).every(([name, value]) => settingOf(settings, name) === value);
  if (unchanged && properties === '') return remarks('No change in SBD configuration');
  await writeSettings(state, updates);
  if (properties !== '') await configure(session, `property cib-bootstrap-options: ${properties}\n`);
  await restartFor(state, force);
  return remarks('SBD is configured anew');
}

export const CONFIGURE = command({
  name: 'configure',
  summary: 'Show or change the settings of SBD',
  help: 'Shows what is on the disks, in the file of settings and among the properties of the cluster; or changes timeouts (in seconds), which are written to the disks, and the watchdog. Where two timeouts belong together, the one that is not given follows the other.',
  examples: [
    'configure show',
    'configure show sysconfig',
    'configure watchdog-timeout=30',
    'configure watchdog-device=/dev/watchdog1',
  ],
  grammar: withForce(GRAMMAR),
  output: text('What is configured, where'),
  async run({ input: { show, changes }, force }, session): Promise<Outcome<string>> {
    const state = await sbdState(session);
    if (show) return { value: await shown(state, show) };
    await needsRunning(state, 'pacemaker', 'sbd');
    return change(state, changes, force);
  },
});
