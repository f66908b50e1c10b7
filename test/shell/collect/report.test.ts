import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { compressed, readText } from '../../../cib/client/compress.js';
import { decodeWish, encodeWish } from '../../../shell/collect/report.js';
import { lineOf } from '../../../shell/main.js';
import { nodes } from '../levels/cluster/nodes.js';
import { CLUSTER } from '../levels/cluster.js';
import type { Program } from '../remote/fake.js';

/** Noon of a day, UTC. */
const NOON = Date.UTC(2026, 2, 22, 12);
const stamp = (time: number) => new Date(time).toISOString().replace('Z', '+00:00');
const HOUR = 3_600_000;

const CIB = CLUSTER.replaceAll('uname="alpha"', 'uname="host"').replace(
  'name="ip" value="10.0.0.1"',
  'name="passwd" value="s3cret"',
);

/** A node with a log, saved inputs of two hours, and another node that answers with what it is told to. */
async function site(directory: string, program?: Program, settings: readonly (readonly [string, string])[] = []) {
  for (const name of ['pe', 'cache', 'conf']) mkdirSync(join(directory, name));
  const log = join(directory, 'pacemaker.log');
  const line = (hours: number, text: string) => `${stamp(NOON - hours * HOUR)} host ${text}`;
  writeFileSync(
    log,
    [
      line(30, 'pacemaker-controld[4]:  error: long ago'),
      line(2, 'pacemaker-schedulerd[3]:  notice: Calculated transition 1, saving inputs in /var/lib/pe/pe-input-7.bz2'),
      line(1.9, 'pacemaker-controld[4]:  notice: Initiating start operation vip_start_0 on host'),
      line(1.8, 'pacemaker-controld[4]:  notice: vip parameters passwd=s3cret changed'),
      line(
        1.7,
        'pacemaker-controld[4]:  notice: Transition 1 (Complete=3, Pending=0, Fired=0, Skipped=0, Incomplete=0, Source=/var/lib/pe/pe-input-7.bz2): Complete',
      ),
      line(1, 'pacemaker-controld[4]:  error: something is wrong'),
    ]
      .map((text) => `${text}\n`)
      .join(''),
  );
  utimesSync(log, NOON / 1000, NOON / 1000);
  for (const [name, hours] of [
    ['pe-input-7.bz2', 2],
    ['pe-input-1.bz2', 30],
  ] as const) {
    const file = join(directory, 'pe', name);
    writeFileSync(file, await compressed(CIB, file));
    utimesSync(file, (NOON - hours * HOUR) / 1000, (NOON - hours * HOUR) / 1000);
  }
  return nodes(directory, {
    cib: CIB,
    ...(program ? { program } : {}),
    now: NOON,
    env: { PCMK_logfile: log },
    options: {
      settings: [
        ['core.ignore_missing_metadata', 'yes'],
        ['path.pe_state_dir', join(directory, 'pe')],
        ['path.crm_config', join(directory, 'conf')],
        ['path.cache', join(directory, 'cache')],
        ...settings,
      ],
    },
  });
}

t.test('a report is what history reads', async (t) => {
  const directory = t.testdir();
  const { step, run, output } = await site(directory);
  const made = await step(`report -S ${join(directory, 'case')}`);
  t.ok(made.ok, made.said);
  const archive = join(directory, 'case.tar.gz');
  t.match(made.said, `INFO: The report is saved in ${archive}\n`);
  t.match(made.said, 'INFO: Including nodes: host\n');
  t.match(made.said, 'WARNING: Some PE/CIB/log files contain possibly sensitive data\n');
  t.equal(statSync(archive).mode & 0o777, 0o600, 'nobody else reads it');

  t.ok(await run(`history source ${archive}`), output());
  await run('history info');
  t.match(output(), /Nodes: host\n[\s\S]*Groups: g\n[\s\S]*Transitions: 7\*\n/);
  await run('history transition 7');
  t.match(output(), /Transition host:pe-input-7 .*\n\ttotal 3 actions: 3 Complete\n.*vip_start_0 on host/);
  await run('history show 7');
  t.match(output(), 'primitive vip Thing');
  await run('history log');
  t.notMatch(output(), 'long ago', 'what is before the span is left out');
  await run('history events');
  t.match(output(), 'something is wrong');

  const root = join(directory, 'case');
  const inside = (name: string) => readFileSync(join(root, name), 'utf8');
  t.match(inside('description.txt'), /^Date: .*2026.*\nBy: crm report -S .*case$/m);
  t.match(inside('events.txt'), /Initiating start operation vip_start_0/);
  t.match(inside('analysis.txt'), /Checking ha-log\.txt of host for .*:\n.*something is wrong/);
  t.match(inside('host/configure_show.txt'), 'primitive vip Thing');
  t.match(inside('host/crm_mon.txt'), 'Node List');
  t.match(inside('host/permissions.txt'), /Check perms for .*pe: Permissions or ownership/);
  t.match(inside('host/corosync.conf'), 'cluster_name: web');
  t.match(inside('host/sysinfo.txt'), 'Kernel release');
  t.ok(existsSync(join(root, 'host/RUNNING')));
  t.ok(existsSync(join(root, 'host/DC')));
  t.same(readdirSync(join(root, 'host/pengine')).sort(), ['pe-input-7.bz2', 'pe-input-7.dot']);
});

t.test('secrets are hidden on demand, everywhere', async (t) => {
  const directory = t.testdir();
  const { step } = await site(directory);
  const root = join(directory, 'masked');
  const made = await step(`report -S -s -d ${root}`);
  t.ok(made.ok, made.said);
  t.notMatch(made.said, 'sensitive');
  for (const name of readdirSync(root, { recursive: true }).map(String)) {
    const path = join(root, name);
    if (statSync(path).isFile()) t.notMatch(await readText(path), 's3cret', name);
  }
  t.match(await readText(join(root, 'host/pengine/pe-input-7.bz2')), 'name="passwd" value="******"');
  t.match(readFileSync(join(root, 'host/ha-log.txt'), 'utf8'), 'passwd=****** changed');
});

t.test('options', async (t) => {
  const directory = t.testdir();
  const { step } = await site(directory, ([name, ...args]) => {
    if (name === 'journalctl')
      return { stdout: args.includes('-u') ? '' : `-- Journal begins --\n${stamp(NOON)} host x: y\n` };
    return name === 'xz' ? {} : undefined;
  });
  const root = join(directory, 'r');
  const extra = join(directory, 'extra.conf');
  writeFileSync(extra, 'setting = 1\n');
  t.ok((await step(`report -d -S -Q -f 40H -t 20H -E ${extra} -e sys* -L "long ago" ${root}`)).ok);
  const names = readdirSync(join(root, 'host'));
  t.notOk(names.includes('sysinfo.txt'), 'left out');
  t.ok(names.includes('extra.conf'));
  t.match(readFileSync(join(root, 'host/ha-log.txt'), 'utf8'), /^.*long ago\n$/, 'that span only');
  t.match(readFileSync(join(root, 'host/journal.log'), 'utf8'), /^2026.* x: y\n$/);
  t.same(readdirSync(join(root, 'host/pengine')), ['pe-input-1.bz2'], 'quick: no graphs');
  t.match(readFileSync(join(root, 'analysis.txt'), 'utf8'), 'for long ago:');
  t.match(await step(`report -d -S ${root}`), { ok: false, said: /Destination directory .* exists/ });
  t.ok((await step(`report -d -S -Z ${root}`)).ok);
  for (const [line, said] of [
    ['-f 1H -t 2H x', /The start time must be before the finish time/],
    ['-f nonsense x', /parse_time nonsense: unknown string format/],
    ['-p [ x', /bad regex \[/],
    ['-S /no/such/x', /Directory \/no\/such does not exist/],
    [`-S ${directory}/a*b`, /a\*b is invalid file name/],
    ['-y x', /Unknown option -y/],
    ['x y', /one name for a report, not 2/],
    ['__collector nonsense', /not what a node is asked/],
  ] as const)
    t.match(await step(`report ${line}`), { ok: false, said }, line);
  t.match(await step('report -V'), { ok: true, said: /crm report of metronome/ });
});

t.test('options of the user', async (t) => {
  const directory = t.testdir();
  const { step } = await site(directory, undefined, [
    ['report.from_time', '2d'],
    ['report.compress', 'no'],
    ['report.single_node', 'yes'],
    ['report.speed_up', 'yes'],
    ['report.sanitize_rule', 'pass.*|user'],
    ['report.remove_exist_dest', 'yes'],
    ['report.collect_extra_logs', `${directory}/extra.log`],
    ['report.verbosity', '1'],
  ]);
  writeFileSync(join(directory, 'extra.log'), `${stamp(NOON - HOUR)} host extra\n`);
  const root = join(directory, 'r');
  const made = await step(`report -s ${root}`);
  t.ok(made.ok, made.said);
  t.match(made.said, 'INFO: Collecting from host\n');
  t.ok((await step(`report -s ${root}`)).ok, 'overwritten');
  t.match(readFileSync(join(root, 'host/ha-log.txt'), 'utf8'), 'long ago');
  t.match(readFileSync(join(root, 'host/extra.log'), 'utf8'), 'extra');
  t.notOk(existsSync(join(root, 'host/pengine/pe-input-7.dot')));
  const packed = await site(t.testdir(), ([name]) => (name === 'xz' ? undefined : {}), [
    ['report.compress_prog', 'xz'],
  ]);
  t.match(await packed.step(`report -S ${directory}/packed`), { ok: false, said: /xz is not installed/ });
  const odd = await site(t.testdir(), undefined, [['report.compress_prog', 'rar']]);
  t.match(await odd.step(`report -S ${directory}/odd`), { ok: false, said: /rar is none of gzip, bzip2, xz/ });
});

t.test('other nodes collect for themselves', async (t) => {
  const directory = t.testdir();
  const asked: string[] = [];
  // Each is asked in its own words, and answers with what it found.
  const program: Program = ([name, command, word, wish = ''], node) => {
    if (name !== 'crm' || command !== 'report' || word !== '__collector') return undefined;
    asked.push(wish);
    return { stdout: node.name === 'beta' ? answer : 'noise\n' };
  };
  let answer = '';
  const { step, node } = await site(directory, program);
  const other = await site(t.testdir());
  t.ok(
    await other.run(
      // As a command line of words reaches the shell there.
      lineOf(['report', '__collector', encodeWish({ from: 0, to: NOON, extra: [], without: ['a b"*'], quick: true })]),
    ),
  );
  answer = other.output();
  t.match(answer, /^REPORT:\S+\n$/);
  const root = join(directory, 'r');
  const made = await step(`report -d -n "host beta" -n gamma ${root}`);
  t.ok(made.ok, made.said);
  t.match(made.said, /WARNING: gamma: cannot collect there/);
  t.match(made.said, 'Including nodes: host beta\n');
  t.match(readFileSync(join(root, 'beta/cib.xml'), 'utf8'), '<cib ');
  t.match(readFileSync(join(root, 'analysis.txt'), 'utf8'), 'Checking cib.xml: the same on all nodes');
  t.match(decodeWish(asked[0] as string), { from: NOON - 12 * HOUR, to: NOON, quick: false });
  node('beta').down = true;
  t.match(await step(`report -d -n beta ${join(directory, 's')}`), { ok: false, said: /no node could be told of/ });
  const local = await site(t.testdir(), undefined, [['core.no_ssh', 'yes']]);
  const alone = await local.step(`report -d ${join(directory, 'u')}`);
  t.match(alone.said, /this node only[\s\S]*Including nodes: host\n/);
});

t.test('history looks at the cluster itself', async (t) => {
  const directory = join(t.testdir({ one: {}, two: {}, three: {} }), 'one');
  const first = await site(directory);
  t.match(await first.step('history source'), { ok: true, said: 'Current source: live\n' });
  const events = await first.step('history setnodes host');
  t.ok(events.ok, events.said);
  const shown = await first.step('history events');
  t.match(shown.said, /INFO: Retrieving information from cluster nodes, please wait\.\.\.\n[\s\S]*something is wrong/);
  t.notMatch(shown.said, 'long ago');
  t.match((await first.step('history info')).said, /^Source: live$/m);
  t.match((await first.step('history source')).said, 'Current source: live\n');
  t.notMatch((await first.step('history peinputs')).said, 'Retrieving', 'it is looked at, not made again');

  const next = await site(join(directory, '../two'), undefined, [['path.cache', join(directory, 'cache')]]);
  t.notMatch((await next.step('history peinputs')).said, 'Retrieving', 'what was made lately will do');
  const back = await next.step('history limit "2026-03-20"');
  t.ok(back.ok, back.said);
  t.match((await next.step('history events')).said, 'long ago', 'made again, further back');
  t.match(
    (await next.step('history refresh force')).said,
    /Retrieving[\s\S]*Refreshing log data\.\.\.\n\d+ transitions/,
  );
  t.match((await next.step('history latest')).said, /Calculated transition 1/);
  t.match((await next.step('history diff 7 live')).said, '');
  const lost = await site(join(directory, '../three'), undefined, [['path.cache', '/proc/none']]);
  t.match(await lost.step('history events'), {
    ok: false,
    said: /path\.cache names another place|Directory not found/,
  });
});

t.test('graphs of transitions', async (t) => {
  const directory = t.testdir();
  const { step } = await site(directory);
  await step('history setnodes host');
  const file = join(directory, 'graph.dot');
  t.ok((await step(`history graph 7 dot ${file}`)).ok);
  t.match(readFileSync(file, 'utf8'), /^digraph G \{[\s\S]*vip/);
  t.match(await step('history graph 7 pie'), { ok: false, said: /unknown graph type pie/ });
  t.match(await step('history transition showdot 7'), { ok: false, said: /dotty not found|no display/ });
});
