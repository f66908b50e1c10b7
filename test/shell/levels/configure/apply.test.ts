import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { diff } from '../../../../cib/patch/diff.js';
import { parseXml } from '../../../../cib/xml/parse.js';
import { makeWanted } from '../../../../shell/plan/wanted.js';
import { readText } from '../../../../shell/syntax/read.js';
import { showAll } from '../../../../shell/syntax/show.js';
import { Workspace } from '../../../../shell/workspace/workspace.js';
import { conformanceCibs } from '../../../cib/conformance.js';
import { bench } from '../../harness.js';

const WANTED = `primitive vip IPaddr2 params ip=10.0.0.9 op monitor interval=10s timeout=20s
primitive web systemd:nginx
primitive db Thing
location vip-on-alpha vip 100: alpha
property stonith-enabled=false
`;

t.test('a file is applied once, and again to no effect', async (t) => {
  const directory = t.testdir();
  const { run, output, saved, session } = bench(directory);
  const file = join(directory, 'wanted.crm');
  writeFileSync(file, WANTED);
  const before = saved();
  t.ok(await run(`configure apply ${file} --plan`));
  t.equal(session.status, 2, 'there is something to do');
  const plan = output();
  for (const line of ['+ primitive db', '~ primitive vip', '    - \tparams ip=10.0.0.1', '- colocation web-with-vip']) {
    t.ok(plan.includes(`${line}\n`), line);
  }
  t.equal(saved(), before, 'a plan changes nothing');
  t.ok(await run(`configure apply ${file}`));
  t.match(saved(), 'value="10.0.0.9"');
  t.notMatch(saved(), 'web-with-vip');
  t.match(saved(), 'uname="beta"', 'nodes stay');
  const after = saved();
  output();
  t.ok(await run(`configure apply ${file}`, `configure apply ${file} --plan`));
  t.equal(session.status, undefined);
  t.equal(output(), 'Nothing to change.\nNothing to change.\n');
  t.equal(saved(), after);
});

t.test('a part is applied, and the rest is left alone', async (t) => {
  const directory = t.testdir();
  const { run, output, saved } = bench(directory);
  const file = join(directory, 'part.xml');
  writeFileSync(
    file,
    '<cib><configuration><constraints><rsc_location id="l1" rsc="web" node="beta" score="5"/></constraints></configuration></cib>',
  );
  t.ok(await run(`configure apply ${file} type:location`));
  t.match(saved(), 'id="l1"', output());
  t.notMatch(saved(), 'vip-on-alpha');
  t.match(saved(), 'web-with-vip');
});

t.test('what is wrong with a file is told, and nothing is done', async (t) => {
  const directory = t.testdir();
  const { run, output, saved } = bench(directory);
  const before = saved();
  for (const [text, fault] of [
    ['primitive', 'wrong.crm:1'],
    ['order o1 Mandatory: vip nosuch', 'nosuch'],
    ['<cib', 'wrong.crm:1'],
  ] as const) {
    const file = join(directory, 'wrong.crm');
    writeFileSync(file, text);
    t.notOk(await run(`configure apply ${file}`), text);
    t.match(output(), fault, text);
  }
  t.notOk(await run('configure apply /no/such/file'));
  t.equal(saved(), before);
});

const samples = conformanceCibs();
t.test('what show prints changes nothing when it is applied', { skip: samples.length === 0 }, async (t) => {
  for (const { name, text } of samples) {
    // Comments stand for themselves in crm syntax, before what they were in.
    if (text.includes('<!--')) continue;
    const cib = parseXml(text);
    for (const status of cib.elements('status')) status.children.length = 0;
    const workspace = new Workspace(cib);
    makeWanted(workspace, readText(showAll(cib), workspace.reading), workspace.objects);
    t.same(diff(cib, workspace.cib, { ignoreVersion: true, exact: true }).changes, [], name);
  }
});
