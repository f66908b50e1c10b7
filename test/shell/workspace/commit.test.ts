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

t.test('changes that others made to other parts of the same thing are kept', async (t) => {
  const directory = t.testdir();
  const mine = bench(directory);
  await mine.run('configure', 'set vip.ip 10.0.0.2');
  await otherEdit(directory, mine.saved(), 'configure set vip.monitor.timeout 99s');
  t.ok(await mine.run('commit'), mine.output());
  t.match(mine.saved(), /timeout="99s"/);
  t.match(mine.saved(), /value="10.0.0.2"/);
});

t.test('a resource that others changed can be put into a group', async (t) => {
  const directory = t.testdir();
  const mine = bench(directory);
  await mine.run('configure', 'group g vip web');
  await otherEdit(directory, mine.saved(), 'configure set vip.ip 10.0.0.9');
  t.ok(await mine.run('commit'), mine.output());
  t.match(mine.saved(), /<group id="g">\s*<primitive id="vip"[\s\S]*value="10.0.0.9"[\s\S]*<\/group>/);
});

t.test('changes that others made to the same thing are not overwritten', async (t) => {
  const directory = t.testdir();
  const mine = bench(directory);
  await mine.run('configure', 'set vip.ip 10.0.0.2', 'delete web-with-vip');
  const theirs = await otherEdit(directory, mine.saved(), 'configure set vip.ip 10.0.0.3');
  mine.output();
  t.equal(await mine.run('commit'), false);
  const told = mine.output();
  t.match(told, /changed in the same place by someone else/);
  t.match(told, 'vip-instance_attributes-ip value: was 10.0.0.1, mine is 10.0.0.2, theirs is 10.0.0.3');
  t.equal(mine.saved(), theirs, 'theirs is untouched');
  t.equal(mine.session.openWorkspace?.isChanged, true, 'mine is not lost');
  t.ok(await mine.run('commit theirs'), mine.output());
  t.match(mine.saved(), 'value="10.0.0.3"');
  t.notMatch(mine.saved(), 'web-with-vip', 'what is not in conflict is merged');
});

t.test('mine may be preferred, too', async (t) => {
  const directory = t.testdir();
  const mine = bench(directory);
  await mine.run('configure', 'set vip.ip 10.0.0.2');
  await otherEdit(directory, mine.saved(), 'configure set vip.ip 10.0.0.3');
  t.ok(await mine.run('commit mine'), mine.output());
  t.match(mine.saved(), 'value="10.0.0.2"');
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
