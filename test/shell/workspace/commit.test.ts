import t from 'tap';
import { bench } from '../harness.js';

t.test('changes that others made elsewhere are kept', async (t) => {
  const directory = t.testdir();
  const mine = bench(directory);
  await mine.run('configure', 'primitive a Dummy', 'property batch-limit=7');
  const theirs = await otherEdit(directory, mine.saved(), 'configure location l web 1: beta');
  t.ok(await mine.run('commit'), mine.output());
  t.match(mine.saved(), /id="l"/);
  t.match(mine.saved(), /id="a"/);
  t.not(mine.saved(), theirs);
});

t.test('changes that others made to the same thing are not overwritten', async (t) => {
  const directory = t.testdir();
  const mine = bench(directory);
  await mine.run('configure', 'location vip-on-beta vip 5: beta', 'delete vip-on-alpha');
  const theirs = await otherEdit(directory, mine.saved(), 'configure rename vip-on-alpha vip-prefers-alpha');
  mine.output();
  t.equal(await mine.run('commit'), false);
  t.match(mine.output(), /changed in the same place by someone else/);
  t.equal(mine.saved(), theirs, 'theirs is untouched');
  t.equal(mine.session.openWorkspace?.isChanged, true, 'mine is not lost');
});

t.test('status may change all the time', async (t) => {
  const directory = t.testdir();
  const mine = bench(directory);
  await mine.run('configure', 'primitive a Dummy');
  bench(directory, {
    cib: mine
      .saved()
      .replace('num_updates="0"', 'num_updates="4"')
      .replace('<status/>', '<status><node_state id="1" uname="alpha"/></status>'),
  });
  t.ok(await mine.run('commit'), mine.output());
  t.match(mine.saved(), /node_state/);
  t.match(mine.saved(), /id="a"/);
});

/** Another session commits something to the same file. */
async function otherEdit(directory: string, cib: string, command: string): Promise<string> {
  const other = bench(directory, { cib });
  await other.run(command);
  return other.saved();
}
