import t from 'tap';
import { iso8601 } from '../../tools/iso8601.js';
import { invoke as run, type World } from '../harness/invoke.js';

/** With the log on standard error, as PCMK_stderr asks for. */
const invoke = (command: typeof iso8601, args: readonly string[], world: World = {}) =>
  run(command, args, { ...world, env: { PCMK_stderr: '1', ...world.env } });

const world = { now: new Date('2031-06-18T10:30:45.900Z') };

const CASES: [args: string[], stdout: string, code?: number][] = [
  [['-n'], 'Current date/time: 2031-06-18 10:30:45Z\n'],
  [['--date=NOW', '-S'], 'Current date/time: 1939545045\n'],
  [['-d', '2031-01-31 10:00+01:00'], 'Date: 2031-01-31 09:00:00Z\n'],
  [['-d', '2031-01-31 10:00+01:00', '-L'], 'Date: 2031-01-31 10:00:00 +01:00\n'],
  [['-d', '2031-01-31', '-O'], 'Date: 2031-031 00:00:00Z\n'],
  [['-d', '2031-01-31', '-W'], 'Date: 2031-W05-5 00:00:00Z\n'],
  [['-d', '0001-01-02', '-s'], 'Date: 86400\n'],
  [['-d', '0001-01-02', '-s', '-S', '-W', '-O'], 'Date: 86400\n'],
  [['-D', 'P1MT90S'], 'Duration:  1 month 90 seconds (1 minute 30 seconds)\n'],
  [['-p', '2031-01-01/P1D'], 'Period: 2031-01-01 00:00:00Z to 2031-01-02 00:00:00Z\n'],
  [
    ['-d', '2031-01-31 10:00+01:00', '-D', 'P1M'],
    'Date: 2031-01-31 09:00:00Z\nDuration:  1 month \nDuration ends at: 2031-02-28 10:00:00 +01:00\n',
  ],
  [['-d', '2031-01-31', '-E', '2031-01-31 00:00:00z'], 'Date: 2031-01-31 00:00:00Z\n'],
  [['-d', '2031-01-31', '-E', '2031-01-31'], 'Date: 2031-01-31 00:00:00Z\n', 1],
  [[], ''],
];

for (const [args, stdout, code = 0] of CASES) {
  t.test(`iso8601 ${args.join(' ')}`, async (t) => {
    t.same(await invoke(iso8601, args, world), { code, stdout, stderr: '' });
  });
}

t.test('what was expected is compared with the sum', async (t) => {
  const args = ['-d', '2031-01-31 10:00+01:00', '-D', 'P1M', '-E', '2031-02-28 09:00:00Z'];
  t.equal((await invoke(iso8601, args, world)).code, 0);
  t.equal((await invoke(iso8601, [...args, '-L'], world)).code, 1);
});

t.test('what cannot be understood', async (t) => {
  t.same(await invoke(iso8601, ['-d', '2031-13-01'], world), {
    code: 2,
    stdout: '',
    stderr:
      "(parse_date) \terror: '2031-13-01' is not a valid ISO 8601 date/time specification because '13' is not a valid month\n" +
      'iso8601: Invalid date/time specified: 2031-13-01\n',
  });
  t.match(await invoke(iso8601, ['-d', '2031-01-01', '-D', 'PX'], world), {
    code: 2,
    stdout: 'Date: 2031-01-01 00:00:00Z\n',
    stderr: /iso8601: Invalid duration specified: PX\n$/,
  });
  t.match(await invoke(iso8601, ['-p', 'P1D/P1D'], world), {
    code: 2,
    stderr: /^\(parse_period\).*two durations\niso8601: Invalid interval specified: P1D\/P1D\n$/,
  });
});

t.test('XML', async (t) => {
  const body = async (...args: string[]) => {
    const { stdout } = await invoke(iso8601, [...args, '--output-as=xml'], world);
    return stdout.split('\n').slice(1, -2).join('\n');
  };
  t.equal(
    await body('-d', '2031-01-01', '-D', 'P1D'),
    `  <date>2031-01-01 00:00:00Z</date>
  <duration> 1 day </duration>
  <duration_ends>2031-01-02 00:00:00Z</duration_ends>
  <status code="0" message="OK"/>`,
  );
  t.equal(
    await body('-p', '2031-01-01/2031-01-02', '-d', '2031-01-01', '-D', 'P1D'),
    `  <date>2031-01-01 00:00:00Z</date>
  <duration> 1 day </duration>
  <period>
    <start>2031-01-01 00:00:00Z</start>
    <end>2031-01-02 00:00:00Z</end>
    <duration_ends>2031-01-02 00:00:00Z</duration_ends>
  </period>
  <status code="0" message="OK"/>`,
  );
});

t.test('JSON', async (t) => {
  const { stdout } = await invoke(iso8601, ['-d', '2031-01-01', '-D', 'P1D', '--output-as=json'], world);
  t.match(JSON.parse(stdout), {
    result: { date: '2031-01-01 00:00:00Z', duration: ' 1 day ', ends: '2031-01-02 00:00:00Z' },
    status: { code: 0 },
  });
});
