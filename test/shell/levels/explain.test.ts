import t from 'tap';
import { bench, SMALL } from '../harness.js';

const NOW = Date.UTC(2026, 0, 1);
const STATE = (id: string, name: string): string =>
  `<node_state id="${id}" uname="${name}" in_ccm="true" crmd="online" join="member" expected="member"/>`;
const UP = SMALL.replace('<status/>', `<status>${STATE('1', 'alpha')}${STATE('2', 'beta')}</status>`).replace(
  '<cib ',
  '<cib have-quorum="1" ',
);

t.test('why', async (t) => {
  const { run, output } = bench(t.testdir(), { cib: UP, now: NOW });
  t.ok(await run('resource why vip'));
  const text = output();
  t.match(text, 'vip is not running yet; it will be.');
  t.match(text, /alpha: 100, chosen \(vip\)\n +\+100 {2}location constraint vip-on-alpha\n/);

  await run('resource why web beta');
  t.match(output(), /web is not running on beta, and will not be\.[\s\S]*-INFINITY {2}colocation with vip/);
  t.equal(await run('resource why nothing'), false);
  t.match(output(), 'there is no resource nothing');
});

t.test('why, for programs', async (t) => {
  const { run, output } = bench(t.testdir(), { cib: UP, now: NOW, options: { format: 'json' } });
  await run('resource why web beta');
  t.match(JSON.parse(output()).result, { resource: 'web', node: 'beta', runs: false, kind: 'primitive' });
});

t.test('audit', async (t) => {
  const lonely = UP.replace(
    'score="100"',
    'score="100"/><rsc_location id="no" rsc="vip" node="beta" score="-INFINITY"',
  );
  const { run, output } = bench(t.testdir(), { cib: lonely, now: NOW });
  t.equal(await run('audit nodes'), false, 'it fails if anything would go down');
  t.match(
    output(),
    /^If node alpha fails:\n {2}vip goes down\n {2}web goes down\n[\s\S]*2 failures simulated: 1 of them/,
  );
  const json = bench(t.testdir({}), { cib: UP, now: NOW, options: { format: 'json' } });
  await json.run('audit nodes');
  t.match(JSON.parse(json.output()).result, [
    {
      failure: { kind: 'node', node: 'alpha' },
      down: [],
      moved: [{ resource: 'vip', from: ['alpha'], to: ['beta'] }, {}],
    },
    {},
  ]);
});
