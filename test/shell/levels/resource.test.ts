import t from 'tap';
import { clusterBench, found, installAgent } from './cluster.js';

const meta = (saved: string, owner: string, name: string): (string | undefined)[] =>
  found(saved, 'nvpair', { name })
    .filter((pair) => pair.parent?.parent?.id === owner)
    .map((pair) => pair.get('value'));

t.test('meta-attributes are set where they belong', async (t) => {
  const cases: [line: string, owner: string, name: string, value: string][] = [
    ['resource start vip', 'vip', 'target-role', 'Started'],
    ['resource stop vip', 'vip', 'target-role', 'Stopped'],
    ['resource stop a', 'a', 'target-role', 'Stopped'],
    ['resource stop d', 'c', 'target-role', 'Stopped'],
    ['resource manage g', 'g', 'is-managed', 'true'],
    ['resource unmanage c', 'c', 'is-managed', 'false'],
    ['resource maintenance vip', 'vip', 'maintenance', 'true'],
    ['resource maintenance vip off', 'vip', 'maintenance', 'false'],
    ['resource promote p', 'p', 'target-role', 'Promoted'],
    ['resource demote p', 'p', 'target-role', 'Unpromoted'],
    ['resource meta vip set priority 5', 'vip', 'priority', '5'],
    ['resource meta vip set priority=5', 'vip', 'priority', '5'],
    ['resource utilization vip set cpu 2', 'vip', 'cpu', '2'],
    ['resource param vip set ip 10.0.0.2', 'vip', 'ip', '10.0.0.2'],
  ];
  for (const [line, owner, name, value] of cases) {
    const { run, saved, output } = clusterBench(t.testdir());
    t.ok(await run(line), `${line}: ${output()}`);
    t.same(meta(saved(), owner, name), [value], line);
  }
});

t.test('a tag stands for what it names', async (t) => {
  const { run, saved } = clusterBench(t.testdir());
  t.ok(await run('resource stop both'));
  t.same([...meta(saved(), 'vip', 'target-role'), ...meta(saved(), 'c', 'target-role')], ['Stopped', 'Stopped']);
});

t.test('members that say otherwise are asked about', async (t) => {
  const asked = clusterBench(t.testdir(), { answers: [true] });
  t.ok(await asked.run('resource start g'));
  t.match(asked.output(), "Do you want to override 'target-role' for child resource b (y/n)?");
  t.same(meta(asked.saved(), 'b', 'target-role'), []);
  t.same(found(asked.saved(), 'meta_attributes', { id: 'b-meta' }), [], 'the empty set is gone');

  const refused = clusterBench(t.testdir());
  t.ok(await refused.run('resource start g'), 'nobody to ask');
  t.same(meta(refused.saved(), 'b', 'target-role'), ['Stopped']);

  const never = clusterBench(t.testdir(), { options: { settings: [['core.manage_children', 'always']] } });
  t.ok(await never.run('resource start g'));
  t.same(meta(never.saved(), 'b', 'target-role'), []);
});

t.test('opposite attributes do not stay together', async (t) => {
  const { run, saved, output } = clusterBench(t.testdir(), { options: { force: true } });
  await run('resource unmanage vip', 'resource maintenance vip');
  t.match(
    output(),
    "INFO: 'maintenance' conflicts with 'is-managed' attribute. Remove 'is-managed' for resource vip? [YES]",
  );
  t.same(meta(saved(), 'vip', 'is-managed'), []);
  t.same(meta(saved(), 'vip', 'maintenance'), ['true']);
});

t.test('moves, bans and their end', async (t) => {
  const { run, saved, output } = clusterBench(t.testdir());
  t.ok(await run('resource move vip beta'));
  t.match(output(), /^INFO: Move constraint created for vip to beta\nINFO: Use `crm resource clear vip`/);
  t.match(found(saved(), 'rsc_location')[0]?.flat, ['id', 'cli-prefer-vip', 'rsc', 'vip', 'role', 'Started']);
  t.ok(await run('resource ban vip beta'));
  t.match(output(), 'WARNING: Creating rsc_location constraint');
  t.equal(found(saved(), 'rsc_location', { id: 'cli-ban-vip-on-beta', score: '-INFINITY' }).length, 1);
  t.ok(await run('resource clear vip'));
  t.match(output(), 'INFO: Removed migration constraints for vip');
  t.same(found(saved(), 'rsc_location'), []);
  t.ok(await run('resource move vip beta PT1H'));
  t.match(found(saved(), 'date_expression')[0]?.get('end'), /^1970-01-01 \d\d:16:40/);
  t.ok(await run('resource clear vip', 'resource ban vip'), 'away from where it runs');
  t.equal(found(saved(), 'rsc_location', { id: 'cli-ban-vip-on-alpha' }).length, 1);
});

t.test('what cannot be moved is told', async (t) => {
  const cases: [line: string, message: RegExp][] = [
    ['resource move vip', /^ERROR: resource.move: No target node: Move requires either a target node or 'force'\n/],
    ['resource move vip gamma', /^ERROR: resource.move: Not our node: gamma\n/],
    ['resource move nope beta', /Resource 'nope' not found/],
    ['resource ban g', /active in 0 locations/],
    ['resource clear nope', /Resource 'nope' not found/],
    ['resource stop nope', /^ERROR: Resource not found: nope\n/],
    ['resource promote vip', /^ERROR: vip is not a promotable resource\n/],
    ['resource param vip set ip', /^ERROR: Bad usage: Missing value argument to set, command: 'param vip set ip'\n/],
    ['resource param vip show ip 3', /^ERROR: Bad usage: Too many arguments to show/],
    ['resource restart vip', /needs a running cluster/],
    ['resource start', /Expected <rsc>/],
    ['resource trace g', /^ERROR: element g is not a primitive resource\n/],
    ['resource trace vip start stop', /usage: trace/],
    ['resource untrace vip start', /Operation start not found in vip/],
    ['resource failcount vip set beta x', /value should be a non-negative integer/],
    ['resource failcount vip show gamma', /Node gamma not in this cluster/],
  ];
  for (const [line, message] of cases) {
    const { run, saved, output } = clusterBench(t.testdir());
    const before = saved();
    t.equal(await run(line), false, line);
    t.match(output(), message, line);
    t.equal(saved(), before, `${line}: the CIB is untouched`);
  }
});

t.test('attributes are shown and deleted', async (t) => {
  const { run, saved, output } = clusterBench(t.testdir());
  t.ok(await run('resource param vip show ip'));
  t.equal(output(), '10.0.0.1\n');
  t.ok(await run('resource param vip delete ip'));
  t.equal(output(), "Deleted 'vip' option: id=vip-params-ip name=ip\n");
  t.same(meta(saved(), 'vip', 'ip'), []);
});

t.test('where resources run', async (t) => {
  const { run, output } = clusterBench(t.testdir());
  t.ok(await run('resource locate vip'));
  t.equal(output(), 'resource vip is running on: alpha\n');
  await run('resource status a');
  t.equal(output(), 'resource a is NOT running\n');
});

t.test('fail counts', async (t) => {
  const { run, saved, output } = clusterBench(t.testdir());
  t.ok(await run('resource failcount vip show alpha'));
  t.equal(output(), 'scope=status  name=fail-count-vip value=3\n');
  t.ok(await run('resource failcount vip set alpha 0'), output());
  t.equal(found(saved(), 'nvpair', { name: 'fail-count-vip#monitor_10000' })[0]?.get('value'), '0');
  await run('resource failcount vip set beta 1');
  t.match(output(), 'WARNING: Should specify operation and interval');
});

t.test('operations are traced, and no longer', async (t) => {
  const { run, saved, output } = clusterBench(t.testdir());
  t.ok(await run('resource trace vip start /traces'));
  t.match(output(), 'INFO: Trace for vip:start is written to /traces/Thing\nINFO: Trace set, restart vip');
  t.same(
    found(saved(), 'nvpair', { name: 'trace_dir' }).map((pair) => pair.get('value')),
    ['/traces'],
  );
  t.ok(await run('resource untrace vip start'));
  t.same(found(saved(), 'op', { name: 'start' }), []);
  t.ok(await run('resource trace vip'));
  t.same(found(saved(), 'nvpair', { name: 'trace_ra' }).length, 3, 'start, stop and the monitor');
  t.ok(await run('resource untrace vip'));
  t.same(found(saved(), 'nvpair', { name: 'trace_ra' }), []);
  t.equal(found(saved(), 'op').length, 1, 'the monitor was there before');
});

t.test('what is edited meanwhile is not written', async (t) => {
  const { run, saved, output } = clusterBench(t.testdir());
  const before = saved();
  await run('configure', 'property no-quorum-policy=ignore');
  output();
  t.ok(await run('cd ..', 'resource'), 'leaving commits');
  t.not(saved(), before);
});

t.test('a new primitive gets what its agent advises, if that is wanted', async (t) => {
  const directory = t.testdir();
  installAgent(directory);
  const env = { PATH: process.env['PATH'] ?? '' };
  const plain = clusterBench(directory, { env });
  t.ok(await plain.run('configure primitive new Thing params ip=1 op monitor interval=5 timeout=7'), plain.output());
  const [resource] = found(plain.saved(), 'primitive', { id: 'new' });
  t.same(
    [...(resource?.child('operations')?.elements('op') ?? [])].map((op) => op.flat.slice(0, 6)),
    [['name', 'monitor', 'interval', '5s', 'timeout', '7s']],
  );
  const advised = clusterBench(directory, { env, options: { settings: [['core.has_ra_advised_op', 'yes']] } });
  t.ok(await advised.run('configure primitive new Thing params ip=1', 'configure clone cn new'), advised.output());
  t.same(
    found(advised.saved(), 'op')
      .filter((op) => op.id?.startsWith('new-'))
      .map((op) => [op.get('name'), op.get('interval'), op.get('timeout')]),
    [
      ['monitor', '10s', '20s'],
      ['start', '0s', '20s'],
      ['stop', '0s', '30s'],
      ['promote', '0s', '10s'],
      ['demote', '0s', '10s'],
    ],
  );
  t.same(
    [...meta(advised.saved(), 'cn', 'promotable'), ...meta(advised.saved(), 'cn', 'interleave')],
    ['true', 'true'],
  );
});
