import t from 'tap';
import { clusterBench, found } from './cluster.js';

const attribute = (saved: string, name: string) =>
  found(saved, 'nvpair', { name }).map((pair) => [pair.parent?.parent?.id, pair.get('value')]);

t.test('each command changes what it says', async (t) => {
  const cases: [line: string, name: string, result: [string, string][]][] = [
    ['node standby alpha', 'standby', [['1', 'on']]],
    [
      'node standby --all',
      'standby',
      [
        ['1', 'on'],
        ['2', 'on'],
      ],
    ],
    ['node standby alpha reboot', 'standby', [['1', 'on']]],
    ['node maintenance beta', 'maintenance', [['2', 'true']]],
    ['node ready beta', 'maintenance', [['2', 'off']]],
    ['node attribute alpha set rack 5', 'rack', [['1', '5']]],
    ['node attribute alpha delete rack', 'rack', []],
    ['node utilization beta set cpu 8', 'cpu', [['2', '8']]],
  ];
  for (const [line, name, result] of cases) {
    const { run, saved, output } = clusterBench(t.testdir());
    t.ok(await run(line), `${line}: ${output()}`);
    t.same(attribute(saved(), name), result, line);
  }
});

t.test('standby lasts as long as is said, and ends', async (t) => {
  const { run, saved, output } = clusterBench(t.testdir());
  await run('node standby alpha');
  t.equal(output(), 'INFO: standby node alpha\n');
  await run('node standby alpha reboot');
  const [pair, ...others] = found(saved(), 'nvpair', { name: 'standby' });
  t.same(others, [], 'one takes the place of the other');
  t.equal(pair?.parent?.parent?.name, 'transient_attributes');
  await run('node online alpha');
  t.equal(found(saved(), 'nvpair', { name: 'standby' })[0]?.get('value'), 'off');
});

t.test('maintenance of a node goes before that of its resources, if the user agrees', async (t) => {
  const { run, saved, output } = clusterBench(t.testdir(), { options: { force: true } });
  await run('resource maintenance vip', 'node maintenance alpha');
  t.match(output(), "INFO: 'maintenance' attribute already exists in vip. Remove it? [YES]");
  t.same(attribute(saved(), 'maintenance'), [['1', 'true']]);
});

t.test('nodes are shown', async (t) => {
  const { run, output } = clusterBench(t.testdir());
  t.ok(await run('node show'));
  t.equal(output(), 'alpha(1): member\n\track=4\nbeta(2): member(offline)\n');
  t.ok(await run('node show beta'));
  t.equal(output(), 'beta(2): member(offline)\n');
  t.ok(await run('node attribute alpha show rack'));
  t.equal(output(), 'scope=nodes name=rack value=4\n');
  t.ok(await run('node server'));
  t.equal(output(), 'alpha\nbeta\n');
  const json = clusterBench(t.testdir(), { options: { format: 'json' } });
  await json.run('node show beta');
  t.match(JSON.parse(json.output()).result, [{ name: 'beta', online: false }]);
});

t.test('a node that is down can be deleted', async (t) => {
  const { run, saved, output } = clusterBench(t.testdir());
  t.equal(await run('node delete alpha'), false);
  t.match(output(), 'node alpha is still active');
  t.ok(await run('node delete beta'));
  t.same(
    found(saved(), 'node').map((node) => node.get('uname')),
    ['alpha'],
  );
});

t.test('what cannot be done is told', async (t) => {
  const cases: [line: string, message: RegExp][] = [
    ['node standby gamma', /^ERROR: Node "gamma" is not in the cluster\n/],
    ['node standby --all alpha', /Should either use --all or specific node\(s\)/],
    ['node maintenance gamma', /Node 'gamma' not found in CIB/],
    ['node fence alpha', /needs a running cluster/],
    ['node clearstate alpha', /this has to be confirmed/],
    ['node attribute alpha set rack', /Missing value argument/],
    ['node attribute', /Expected <node>/],
  ];
  for (const [line, message] of cases) {
    const { run, saved, output } = clusterBench(t.testdir());
    const before = saved();
    t.equal(await run(line), false, line);
    t.match(output(), message, line);
    t.equal(saved(), before, `${line}: the CIB is untouched`);
  }
});
