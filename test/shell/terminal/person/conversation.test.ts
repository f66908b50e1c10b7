/** Typing, Ctrl-C, history and leaving, on a terminal. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIGURE, ctrl, ENTER, ESC, PROMPT, scene } from './person.js';

const [UP, LEFT, HOME] = [`${ESC}[A`, `${ESC}[D`, `${ESC}[H`];
const paste = (text: string): string => `${ESC}[200~${text}${ESC}[201~`;
const PENDING = 'There are changes pending. Do you want to commit them (y/n)? ';

scene('a line is edited', async (t, person) => {
  const terminal = await person.begin();
  await terminal.dialogue(
    ['resource show vip', /vip$/],
    [`${ESC}b${ESC}b${ctrl('w')}`, /# show vip$/],
    [`${ctrl('e')}${ctrl('w')}b${LEFT}a`, /show ab$/],
    [`${HOME}${ctrl('k')}`, /# $/],
    [ctrl('y'), /show ab$/],
    [`${ctrl('u')}configure show d`, /# configure show d$/],
    // There is no shell to go back to.
    [`${ctrl('z')}!`, /# configure show d!$/],
    ['\u007f', /show d$/],
  );
  t.match(await terminal.dialogue([ENTER, /primitive d.*# $/s]), /^primitive d Thing$/m);
});

scene('a long line is wrapped, also with wide characters and when the window changes', async (t, person) => {
  const terminal = await person.begin({ columns: 40 });
  const text = `configure primitive日本 x Thing params ip="${'0123456789'.repeat(4)}"`;
  await terminal.dialogue([text, /789"$/]);
  const rows = terminal.drawn.filter(Boolean);
  t.equal(rows.length, 3);
  t.ok(terminal.shown.endsWith(text), 'the terminal takes it for one line');
  await terminal.dialogue([`${HOME}x`, /# xconf/]);
  t.equal(terminal.drawn.filter(Boolean).length, 3, 'nothing of the old drawing is left');
  terminal.resize(70, 24);
  await terminal.dialogue([`${ctrl('e')}!`, /789"!$/]);
  t.equal(terminal.drawn.filter(Boolean).length, 2);
  await terminal.dialogue([ctrl('l'), /789"!$/]);
  t.match(terminal.drawn[0], /^crm\(live/, 'Ctrl-L leaves it at the top');
});

scene('what is pasted is entered as it is', async (t, person) => {
  const terminal = await person.begin();
  await terminal.dialogue(
    [`configure${ENTER}`, CONFIGURE],
    [paste('primitive p1 Thing \\\n\tparams ip=?\nprimitive p2 Thing params ip=2'), /ip=2$/],
    [ENTER, CONFIGURE],
    [`show p1 p2${ENTER}`, /p2 Thing.*ip=2.*configure# $/s],
  );
  t.match(terminal.shown, /^primitive p1 Thing \\\n +params ip="?\?"?$/m);
});

scene('what is typed while a command runs is for the next prompt', async (t, person) => {
  const terminal = await person.begin();
  terminal.type(`configure${ENTER}show v${'\t'}${ENTER}show d${ENTER}`);
  await terminal.shows(/primitive vip(.*)primitive d Thing\n.*configure# $/s);
  t.match(terminal.shown, /configure# show vip \n/, 'Tab was pressed at the level that had been entered by then');
});

scene('Ctrl-C leaves the line, a question and a command; the edits stay', async (t, person) => {
  const before = person.saved;
  const slow = 'filter "echo started >&2; exec sleep 600"';
  const terminal = await person.begin();
  await terminal.dialogue(
    [ctrl('c'), PROMPT],
    [`configure${ENTER}`, CONFIGURE],
    [`primitive new Thing params ip=1${ENTER}`, CONFIGURE],
    [`delete everyth${ctrl('c')}`, /\^C\n.*configure# $/],
    [`quit${ENTER}`, PENDING],
    [ctrl('c'), /\^C\n.*configure# $/],
    [`${slow} vip${ENTER}`, /^started$/m],
    [ctrl('c'), CONFIGURE],
    [`show changed${ENTER}`, /primitive new Thing.*configure# $/s],
    [`group x ${'\\'}${ENTER}`, /\n> $/],
    [ctrl('c'), CONFIGURE],
    [`up${ENTER}`, PENDING],
    [`maybe${ENTER}`, PENDING],
    [`y${ENTER}`, PROMPT],
  );
  t.not(person.saved, before);
  t.match(person.saved, '<primitive id="new"');
});

scene('quitting asks about changes; what is not committed is offered again', async (t, person) => {
  const before = person.saved;
  const first = await person.begin();
  await first.dialogue(
    [`configure${ENTER}`, CONFIGURE],
    [`primitive new Thing params ip=1${ENTER}`, CONFIGURE],
    [ctrl('d'), PENDING],
    [`n${ENTER}`, /the edits are kept.*bye$/s],
  );
  t.equal(await first.ended, 0);
  t.equal(person.saved, before);
  const second = await person.begin();
  const again = await second.dialogue(
    [`configure${ENTER}`, /There are edits of .* UTC that were not committed.*\(y\/n\)\? $/],
    [`y${ENTER}`, CONFIGURE],
    [`commit${ENTER}`, CONFIGURE],
    [`quit${ENTER}`, /bye$/],
  );
  t.notMatch(again, PENDING);
  t.match(person.saved, '<primitive id="new"');
  await (await person.begin()).dialogue([`configure${ENTER}`, /configure\n.*configure# $/]);
});

scene('when the window is closed, the edits are kept', async (t, person) => {
  const before = person.saved;
  const first = await person.begin();
  await first.dialogue([`configure${ENTER}`, CONFIGURE], [`primitive new Thing params ip=1${ENTER}`, CONFIGURE]);
  first.hangUp();
  await first.ended;
  const second = await person.begin();
  let shown = '';
  // The other is told that its terminal has gone, and takes a moment to keep what it has.
  while (!shown.includes('not committed')) {
    shown = await second.dialogue([`configure${ENTER}`, /configure# $|\(y\/n\)\? $/]);
    if (!shown.includes('not committed')) await second.dialogue([`up${ENTER}`, PROMPT]);
  }
  await second.dialogue([`y${ENTER}`, CONFIGURE]);
  t.match(await second.dialogue([`show changed${ENTER}`, /primitive.*# $/s]), /primitive new Thing/);
  t.equal(person.saved, before);
});

scene('history goes on from one session to the next', async (t, person) => {
  const first = await person.begin();
  await first.dialogue(
    [`resource locate vip${ENTER}`, /running on: alpha\n.*# $/],
    [`node server${ENTER}`, /beta\n.*# $/],
    [`${UP}${UP}`, /# resource locate vip$/],
    [`${ctrl('c')}res${ESC}[5~`, /# resource locate vip$/],
    [`${ctrl('c')}quit${ENTER}`, /bye$/],
  );
  t.equal(
    readFileSync(join(person.home, '.local/share/crmsh/history'), 'utf8'),
    'resource locate vip\nnode server\nquit\n',
  );
  const second = await person.begin();
  await second.dialogue(
    [`${ctrl('r')}loc`, /\(reverse-i-search\)'loc': resource locate vip$/],
    [ENTER, /running on: alpha\n.*# $/],
    [`${ctrl('r')}serv`, /'serv': node server$/],
    [`${ESC}[C alpha`, /# node server alpha$/],
    [ENTER, /alpha\n.*# $/],
    [`${ctrl('r')}zzz`, /\(failed reverse-i-search\)'zzz': $/],
    [ctrl('g'), PROMPT],
    [`resource stop ${ESC}.`, /stop alpha$/],
    [`${ESC}.`, /stop vip$/],
  );
  t.pass();
});

scene('mistakes are told, with a guess', async (t, person) => {
  const terminal = await person.begin();
  const told = async (line: string) => (await terminal.dialogue([`${line}${ENTER}`, /ERROR.*\n.*# $/s])).split('\n')[1];
  t.equal(await told('confgure'), 'ERROR: confgure: No such command (did you mean configure?)');
  t.equal(
    await told('configure primitve x Thing'),
    'ERROR: configure.primitve: No such command (did you mean primitive?)',
  );
  t.match(await told('resource stop'), /ERROR: syntax in stop: Expected <rsc>/);
  t.match(await told('configure show "vip'), 'ERROR: No closing quotation at column 16');
});

scene('colours are for terminals, and for those who want them', async (t, person) => {
  const show = async (env: Record<string, string>) => {
    const terminal = await person.begin({ env });
    await terminal.dialogue([`configure show vip${ENTER}`, /monitor.*# $/s], [`nonsense${ENTER}`, /ERROR.*# $/s]);
    return terminal.raw;
  };
  const plain = await show({});
  t.match(plain, 'primitive vip Thing');
  t.match(plain, 'ERROR: ');
  t.notMatch(plain, /\u001b\[\d+m/);
  const coloured = await show({ NO_COLOR: '' });
  t.match(coloured, '\u001b[33mprimitive\u001b[0m vip');
  t.match(coloured, '\u001b[31mERROR\u001b[0m: ');
  t.notMatch(await show({ NO_COLOR: '', TERM: 'dumb' }), /\u001b\[\d+m/);
});

scene('what does not fit on the screen goes to the pager', async (t, person) => {
  const pager = join(person.home, 'pager');
  writeFileSync(pager, '#!/bin/sh\nwc -l > "$HOME/paged"\necho paged\n', { mode: 0o755 });
  writeFileSync(join(person.home, 'crm.conf'), `[core]\npager = ${pager}\n`);
  const terminal = await person.begin({ rows: 10, env: { CRM_CONFIG_FILE: join(person.home, 'crm.conf') } });
  await terminal.dialogue([`configure show vip${ENTER}`, /monitor.*# $/s]);
  t.notOk(existsSync(join(person.home, 'paged')));
  await terminal.dialogue([`configure show${ENTER}`, /paged\n.*# $/]);
  t.match(readFileSync(join(person.home, 'paged'), 'utf8'), /^\s*1\d\n$/);
});
