import t from 'tap';
import { CONFIGURE } from '../../harness.js';
import { clusterBench } from '../cluster.js';

function configure(directory: string, answers?: boolean[]) {
  const made = clusterBench(directory, answers ? { answers } : {});
  made.session.stack.push(CONFIGURE);
  return made;
}

t.test('impact says what will happen because of the edits', async (t) => {
  const { run, output } = configure(t.testdir());
  t.ok(await run('property stonith-enabled=false', 'impact'));
  output();
  t.ok(await run('location l vip -inf: alpha', 'impact'));
  t.match(output(), /This will happen:\n[\s\S]*\* Stop +vip on alpha/);
});

t.test('what is new is told without what would happen anyway', async (t) => {
  const { run, output } = configure(t.testdir());
  t.ok(await run('property stonith-enabled=false', 'commit force', 'primitive fresh ocf:pacemaker:Dummy', 'impact'));
  t.match(output(), /This will happen:\n {2}\* Start +fresh on \w+\n$/);
});

t.test('nothing may come of an edit', async (t) => {
  const { run, output } = configure(t.testdir());
  t.ok(await run('tag both2: vip c', 'impact'));
  t.equal(output(), 'Nothing will be started, stopped or moved.\n');
});

t.test('commit asks only if something is interrupted', async (t) => {
  const { run, output, saved } = configure(t.testdir(), [false, true]);
  t.ok(await run('property stonith-enabled=false', 'commit force', 'tag both2: vip c', 'commit'), 'nobody is asked');
  t.match(saved(), 'both2');
  output();
  t.notOk(await run('delete vip', 'commit'));
  t.match(output(), /Stop +vip on alpha[\s\S]*Something that runs is interrupted\. Do you want to commit/);
  t.match(saved(), 'primitive id="vip"');
  t.ok(await run('commit'), output());
  t.notMatch(saved(), 'primitive id="vip"');
});
