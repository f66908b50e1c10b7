import { PassThrough } from 'node:stream';
import t from 'tap';
import { converse } from '../../../shell/terminal/repl.js';
import { type Bench, bench, SMALL } from '../harness.js';

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const CTRL_G = '\u0007';
const CTRL_R = '\u0012';
const TAB = '\t';
const ENTER = '\r';

/** A person at a terminal who types when the screen shows what they wait for. */
async function person(
  on: Bench,
  script: readonly (readonly [waitFor: string | RegExp, type: string])[],
  lines: string[] = [],
): Promise<{ status: number; screen: string; typed: string[] }> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let screen = '';
  let unread = '';
  const typed: string[] = [];
  const steps = [...script];
  const next = () => {
    const [step] = steps;
    if (!step || !(typeof step[0] === 'string' ? unread.includes(step[0]) : step[0].test(unread))) return;
    steps.shift();
    unread = '';
    // One key at a time, as a terminal sends them.
    for (const key of step[1].match(/\u001b\[.|./gsu) ?? []) input.write(key);
    setImmediate(next);
  };
  output.on('data', (chunk) => {
    screen += chunk;
    unread += chunk;
    setImmediate(next);
  });
  const status = await converse(on.session, { input, output }, { lines, add: (line) => typed.push(line) });
  t.same(steps, [], 'everything waited for has been seen');
  return { status, screen, typed };
}

t.test('a conversation', async (t) => {
  const on = bench(t.testdir());
  const { status, typed } = await person(on, [
    ['crm(live/host)# ', `conf${TAB}${ENTER}`],
    ['crm(live/host)configure# ', `prim${TAB}d Dummy${ENTER}`],
    ['configure# ', `commit${ENTER}`],
    ['configure# ', `show d${ENTER}`],
    ['configure# ', `quit${ENTER}`],
  ]);
  t.equal(status, 0);
  t.same(typed, ['configure ', 'primitive d Dummy', 'commit', 'show d', 'quit']);
  t.match(on.output(), 'primitive d Dummy\n');
  t.match(on.saved(), /id="d"/);
});

t.test('Ctrl-C drops the line, not the edits', async (t) => {
  const on = bench(t.testdir());
  const { typed } = await person(on, [
    ['# ', `configure${ENTER}`],
    ['configure# ', `primitive d Dummy${ENTER}`],
    ['configure# ', `delete everyth${CTRL_C}`],
    [/\^C.*configure# /s, `show changed${ENTER}`],
    ['configure# ', `quit${ENTER}`],
    ['pending', `x${ENTER}`],
    ['pending', `n${ENTER}`],
  ]);
  t.same(typed, ['configure', 'primitive d Dummy', 'show changed', 'quit']);
  t.equal(on.output(), 'primitive d Dummy\nINFO: the edits are kept: they will be offered when you come back\n');
  t.equal(on.saved(), SMALL);
});

t.test('a line goes on after a backslash', async (t) => {
  const on = bench(t.testdir());
  const { typed } = await person(on, [
    ['# ', `configure primitive d \\${ENTER}`],
    ['> ', `Dummy${ENTER}`],
    ['crm(live/host)# ', CTRL_D],
  ]);
  t.same(typed, ['configure primitive d  Dummy']);
  t.match(on.saved(), /id="d"/);
});

t.test('Tab lists what there is', async (t) => {
  const on = bench(t.testdir());
  const { screen } = await person(on, [
    ['# ', `configure show v${TAB}${TAB}`],
    [/vip-on-alpha.*# /s, `${CTRL_C}`],
    [/\^C.*# /s, `quit${ENTER}`],
  ]);
  t.match(screen, /vip\s+vip-on-alpha/);
});

t.test('the prompt names the shadow copy', async (t) => {
  const on = bench(t.testdir());
  await person(on, [
    ['crm(live/host)# ', `cib new test${ENTER}`],
    ['crm(test/host)# ', `quit${ENTER}`],
  ]);
});

t.test('a question mark tells what could stand there', async (t) => {
  const { screen, typed } = await person(bench(t.testdir()), [
    ['(live/host)# ', '?'],
    [/configure +The configuration[\s\S]*host\)# /, 'configure show ?'],
    [/vip-on-alpha[\s\S]*host\)# /, `vi?${ENTER}`],
    ['(live/host)# ', `quit${ENTER}`],
  ]);
  t.match(screen, /status +\S/);
  t.same(typed, ['configure show vi?', 'quit'], 'within a word it is what was typed');
});

t.test('what was typed before is searched backwards', async (t) => {
  const { typed } = await person(
    bench(t.testdir()),
    [
      ['(live/host)# ', `${CTRL_R}show v`],
      ["'show v': configure show vip", CTRL_R],
      ["'show v': configure show vip xml", ENTER],
      // The line that was found is drawn behind a prompt, too: wait for an empty one.
      [/\(live\/host\)# \r\u001b\[\d+C$/, `${CTRL_R}nothing`],
      ["(failed reverse-i-search)'nothing'", `${CTRL_G}${CTRL_R}web`],
      ["'web': configure show web", `${CTRL_C}quit${ENTER}`],
    ],
    ['configure show vip', 'configure show vip xml', 'configure show web'],
  );
  t.same(typed, ['configure show vip xml', 'quit']);
});

t.test('a command that was left does not go on', async (t) => {
  let waits = 0;
  const directory = t.testdir();
  const on = bench(directory, {
    // Where no daemon is.
    env: { CIB_file: '', METRONOME_DIR: directory },
    outside: {
      async sleep() {
        if (++waits === 3) process.emit('SIGINT', 'SIGINT');
        await new Promise((resolve) => setImmediate(resolve));
      },
    },
  });
  const { typed } = await person(on, [
    ['(live/host)# ', `cluster wait_for_startup 1000000${ENTER}`],
    [/\(live\/host\)# /, `ls${ENTER}`],
    [/\(live\/host\)# /, `quit${ENTER}`],
  ]);
  t.same(typed, ['cluster wait_for_startup 1000000', 'ls', 'quit']);
  t.match(on.output(), /^audit .*configure/s);
  t.equal(waits, 3);
});
