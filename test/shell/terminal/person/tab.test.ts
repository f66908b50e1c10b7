/** What Tab does, on a terminal, at every kind of place. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeReport } from '../../levels/commands/fixtures.js';
import { CONFIGURE, ctrl, ENTER, PROMPT, scene, TAB } from './person.js';

/** What is typed, and what Tab makes of it: the line, if all candidates agree on more of it. */
const COMPLETED: [typed: string, line: string][] = [
  ['conf', 'configure '],
  ['configure prim', 'configure primitive '],
  ['help RuleE', 'help RuleExpressions '],
  ['help configure prim', 'help configure primitive '],
  ['cd conf', 'cd configure'],
  ['options check-m', 'options check-mode '],
  ['options set core.check_m', 'options set core.check_mode '],
  ['options check-mode r', 'options check-mode relaxed '],
  ['resource stop v', 'resource stop vip '],
  ['resource param vip set i', 'resource param vip set ip '],
  ['resource move vip b', 'resource move vip beta '],
  ['node standby al', 'node standby alpha '],
  ['node attribute alpha set ra', 'node attribute alpha set rack '],
  ['maintenance action vip val', 'maintenance action vip validate-all '],
  ['ra info Thi', 'ra info Thing '],
  ['configure show tag:', 'configure show tag:both '],
  ['configure show type:prim', 'configure show type:primitive '],
  ['configure show ta', 'configure show tag:'],
  ['configure set vip.monitor.t', 'configure set vip.monitor.timeout '],
  ['configure primitive x Thi', 'configure primitive x Thing '],
  ['configure primitive x ocf:h', 'configure primitive x ocf:heartbeat:'],
  ['configure primitive x Thing params sp', 'configure primitive x Thing params speed='],
  ['configure primitive x Thing params speed=', 'configure primitive x Thing params speed=3 '],
  ['configure primitive x Thing op mon', 'configure primitive x Thing op monitor '],
  ['configure primitive x Thing op monitor int', 'configure primitive x Thing op monitor interval='],
  ['configure primitive x Thing op monitor interval=', 'configure primitive x Thing op monitor interval=10s '],
  ['configure primitive x Thing op monitor on-fail=st', 'configure primitive x Thing op monitor on-fail=st'],
  ['configure primitive x Thing meta target-r', 'configure primitive x Thing meta target-role='],
  [
    'configure primitive f stonith:fence_x params pcmk_host_c',
    'configure primitive f stonith:fence_x params pcmk_host_check=',
  ],
  ['configure location l vip rule ra', 'configure location l vip rule rack '],
  ['configure location l vip rule #uname eq al', 'configure location l vip rule #uname eq alpha '],
  ['configure location l vip 10: be', 'configure location l vip 10: beta '],
  ['configure colocation c inf: p:Pro', 'configure colocation c inf: p:Promoted '],
  ['configure order o Man', 'configure order o Mandatory: '],
  ['configure order o Mandatory: vip:pr', 'configure order o Mandatory: vip:promote '],
  ['configure property no-q', 'configure property no-quorum-policy='],
  ['configure property no-quorum-policy=fr', 'configure property no-quorum-policy=freeze '],
  ['configure load replace fil', 'configure load replace file-one '],
  ['configure template lo', 'configure template load '],
  ['cib use te', 'cib use test '],
  ['history source rep', 'history source report/'],
  ['configure show nosuch', 'configure show nosuch'],
];

scene('Tab completes', async (t, person) => {
  await writeReport(person.home);
  writeFileSync(join(person.home, 'file-one'), '');
  writeFileSync(join(person.home, 'shadow', 'shadow.test'), '');
  const terminal = await person.begin({ columns: 120 });
  for (const [typed, line] of COMPLETED) {
    // What is typed behind the completed line tells that the completion is over.
    const shown = await terminal.dialogue([`${typed}${TAB}~`, /~$/]);
    t.equal(shown.replace(/^crm\(.*?\)# /, ''), `${line}~`, typed);
    await terminal.dialogue([ctrl('c'), PROMPT]);
  }
});

/** What is typed, and what two Tabs list below it. */
const LISTED: [typed: string, list: RegExp][] = [
  ['', /^ {2}configure +The configuration of the cluster$/m],
  ['configure delete ', /^a +alpha +b +beta +both +c +d +e +g +p +vip$/m],
  ['configure primitive x Thing params ', /^ {2}ip= +Address \(required\)\n(.*\n)* {2}speed= +Speed$/m],
  ['configure primitive x Thing op ', /^demote .*monitor .*\nstart +stop$/ms],
  ['configure primitive x Thing op monitor ', /^ {2}interval= +how often the operation is repeated/m],
  ['configure location l vip ', /^-inf: +advisory: +inf: +resource-discovery=\nrole= +rule$/m],
  ['configure location l vip rule ', /^ {2}#uname +name of the node$/m],
  ['configure property ', /^ {2}batch-limit= +\S/m],
  ['configure commit ', /^confirm +force +mine +replace +theirs$/m],
  ['resource ', /^ {2}ban +\S.*$/m],
  ['help ', /^ {2}RuleExpressions +\S/m],
  ['cd ', /^ {2}configure +The configuration of the cluster$/m],
];

scene('Tab twice lists, with what is known of each; so does a question mark', async (t, person) => {
  const terminal = await person.begin({ columns: 100, rows: 60 });
  for (const [typed, list] of LISTED) {
    const prompt = (await terminal.shows(PROMPT)).split('\n').at(-1) as string;
    for (const keys of [`${typed}${TAB}${TAB}`, `${typed}?`]) {
      const again = `\n${prompt}${typed}`;
      await terminal.dialogue([`${keys}~`, /\n(.*\n)*.*~$/]);
      t.match(terminal.shown, list, `${typed} ${keys.endsWith('?') ? '?' : 'Tab'}`);
      t.ok(terminal.shown.endsWith(`${again}~`), 'the line is there again below it');
      t.ok(terminal.drawn.every((line) => line.length <= 100));
      await terminal.dialogue([ctrl('c'), PROMPT]);
    }
  }
});

scene('a line that goes on is completed with what was before', async (t, person) => {
  const terminal = await person.begin();
  await terminal.dialogue(
    [`configure${ENTER}`, CONFIGURE],
    [`primitive x Thing \\${ENTER}`, /\n> $/],
    [`params sp${TAB}`, /> params speed=$/],
    [`5${ENTER}`, CONFIGURE],
  );
  t.match(await terminal.dialogue([`show x${ENTER}`, /speed=5.*configure# $/s]), /primitive x Thing/);
});

scene('within quotes a question mark is a character', async (t, person) => {
  const terminal = await person.begin();
  await terminal.dialogue(['configure filter "a ?', /filter "a \?$/], [ctrl('c'), PROMPT], ['show vip?', /vip\?$/]);
  t.pass();
});
