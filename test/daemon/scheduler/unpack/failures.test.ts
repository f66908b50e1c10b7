import t from 'tap';
import { failures } from '../../../../daemon/scheduler/unpack/failcounts.js';
import { cluster, dummy, meta, resourceIn, SECONDS, type Small } from './small.js';

const CLONE = `<clone id="C">${dummy('A')}</clone>`;

const countOf = (small: Small, id: string, effective = false) => {
  const found = cluster(small);
  return failures(resourceIn(found, id), found.nodesByName.get('n1') as never, { effective });
};

t.test('fail counts are the sum over operations', (t) => {
  const transient = {
    n1: {
      'fail-count-A#start_0': '2',
      'fail-count-A#monitor_10000': '3',
      'last-failure-A#start_0': '100',
      'last-failure-A#monitor_10000': '50',
      'fail-count-B#start_0': '9',
      'fail-count-A': '1',
    },
  };
  t.same(countOf({ resources: dummy('A'), transient }, 'A'), { failCount: 5, lastFailure: 100 });
  t.end();
});

t.test('infinity stays infinity', (t) => {
  const transient = { n1: { 'fail-count-A#start_0': 'INFINITY', 'fail-count-A#stop_0': '3' } };
  t.equal(countOf({ resources: dummy('A'), transient }, 'A').failCount, 1_000_000);
  t.end();
});

t.test('instances of an anonymous clone share theirs, unique ones do not', (t) => {
  const transient = { n1: { 'fail-count-A#start_0': '2', 'fail-count-A:1#start_0': '1' } };
  t.equal(countOf({ resources: CLONE, transient }, 'A:0').failCount, 3);
  const unique = CLONE.replace('<clone id="C">', `<clone id="C">${meta('C', { 'globally-unique': 'true' })}`);
  t.equal(countOf({ resources: unique, transient }, 'A:1').failCount, 1);
  t.end();
});

t.test('failures expire', (t) => {
  const resources = dummy('A', meta('A', { 'failure-timeout': '60s' }));
  const at = (age: number) => ({
    resources,
    transient: { n1: { 'fail-count-A#start_0': '2', 'last-failure-A#start_0': String(SECONDS - age) } },
  });
  t.equal(countOf(at(61), 'A', true).failCount, 0);
  t.equal(countOf(at(60), 'A', true).failCount, 2);
  t.equal(countOf(at(61), 'A').failCount, 2, 'but are still there for those who ask');
  t.end();
});

t.test('a failure to be left for people does not expire', (t) => {
  const operations = '<operations><op id="A-m" name="monitor" interval="10s" on-fail="block"/></operations>';
  const small: Small = {
    resources: dummy('A', meta('A', { 'failure-timeout': '60s' }) + operations),
    transient: { n1: { 'fail-count-A#monitor_10000': '1', 'last-failure-A#monitor_10000': '1' } },
    history: { n1: { A: [{ task: 'start' }, { task: 'monitor', interval: 10_000, exit: 1 }] } },
  };
  t.equal(countOf(small, 'A', true).failCount, 1);
  t.end();
});
