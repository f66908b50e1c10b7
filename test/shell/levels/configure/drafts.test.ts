import t from 'tap';
import { bench } from '../../harness.js';

t.test('edits that are left are offered again', async (t) => {
  const directory = t.testdir();
  const first = bench(directory, { answers: [false] });
  await first.run('configure', 'property batch-limit=5', 'up');
  t.match(first.output(), /There are changes pending[\s\S]*the edits are kept/);
  t.notMatch(first.saved(), 'batch-limit');

  const second = bench(directory, { cib: first.saved(), answers: [true, true] });
  await second.run('configure', 'diff');
  t.match(second.output(), /There are edits of [\s\S]*Do you want to go on with them[\s\S]*batch-limit/);
  t.ok(await second.run('commit force'), second.output());
  t.match(second.saved(), 'batch-limit');

  const third = bench(directory, { cib: second.saved(), answers: [] });
  await third.run('configure');
  t.equal(third.output(), '', 'what is committed is not offered');
});

t.test('edits are merged with what has happened since', async (t) => {
  const directory = t.testdir();
  const first = bench(directory, { answers: [false] });
  await first.run('configure', 'property batch-limit=5', 'up');
  const other = bench(directory, { cib: first.saved() });
  t.ok(await other.run('configure delete web'));
  const again = bench(directory, { cib: other.saved(), answers: [true] });
  t.ok(await again.run('configure', 'commit force'), again.output());
  t.match(again.saved(), 'batch-limit');
  t.notMatch(again.saved(), 'id="web"');
});

t.test('they may be kept for another time, or dropped', async (t) => {
  const directory = t.testdir();
  const first = bench(directory, { answers: [false] });
  await first.run('configure', 'property batch-limit=5', 'up');
  const cib = first.saved();
  const later = bench(directory, { cib, answers: [false, true] });
  await later.run('configure', 'up');
  const never = bench(directory, { cib, answers: [false, false] });
  await never.run('configure', 'up');
  t.match(never.output(), 'Keep them for another time');
  const after = bench(directory, { cib, answers: [] });
  await after.run('configure');
  t.equal(after.output(), '');
});

t.test('without a terminal nothing is offered', async (t) => {
  const directory = t.testdir();
  const first = bench(directory, { answers: [false] });
  await first.run('configure', 'property batch-limit=5', 'up');
  const script = bench(directory, { cib: first.saved() });
  t.ok(await script.run('configure', 'diff'));
  t.equal(script.output(), '');
});
