/** Files that are damaged, hostile, not there or full: told with the place at fault, and the CIB untouched. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { CRM } from '../../harness/crm.js';
import { CLUSTER, clusterBench } from './cluster.js';

const LAUGHS = `<!DOCTYPE a [<!ENTITY b "haha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><cib><configuration/>&c;</cib>`;
const DEEP = `<cib>${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}</cib>`;
const BINARY = Buffer.from(Array.from({ length: 3000 }, (_, at) => (at * at * 31 + at) % 256));
const TORN = CLUSTER.slice(0, 900);

const CONTENTS: Record<string, string | Buffer> = {
  'quote.crm': 'primitive x Dummy\nprimitive y Dummy params a="b',
  'unknown.crm': 'primitive x Dummy\n\nprimitve y Dummy\n',
  'wrong.crm': 'primitive x Dummy\nlocation l x \\\n  100: \n',
  'binary.crm': BINARY,
  'torn.xml': TORN,
  'laughs.xml': LAUGHS,
  'deep.xml': DEEP,
  'other.xml': '<html/>\n',
  'entity.xml': '<cib>&nosuch;</cib>',
  'latin1.xml': Buffer.from([0x3c, 0x63, 0x69, 0x62, 0x20, 0xe9, 0x3e]),
};

/** What reads the file, the file, and what is told. */
const READ: [line: string, told: RegExp][] = [
  ['configure load update quote.crm', /quote\.crm:2:26: No closing quotation/],
  ['configure apply quote.crm', /quote\.crm:2:26: No closing quotation/],
  ['configure load update unknown.crm', /unknown\.crm:3:1: .*near <primitve>/],
  ['configure apply unknown.crm --plan', /unknown\.crm:3:1: .*near <primitve>/],
  ['configure load replace wrong.crm', /wrong\.crm:3:7: .*Expected identifier/],
  ['configure load push binary.crm', /binary\.crm:1:1: character U\+0000 cannot be used/],
  ['configure load xml update torn.xml', /torn\.xml:\d+:\d+: unclosed tag/],
  ['configure apply torn.xml', /torn\.xml:\d+:\d+: unclosed tag/],
  ['cib import torn.xml copy', /torn\.xml:\d+:\d+: unclosed tag/],
  ['cibstatus load torn.xml', /torn\.xml:\d+:\d+: unclosed tag/],
  ['configure load xml update laughs.xml', /laughs\.xml:1:\d+: a document type declaration \(DOCTYPE\) is not allowed/],
  ['cib import laughs.xml copy', /laughs\.xml:1:\d+: a document type declaration/],
  ['cibstatus load laughs.xml', /laughs\.xml:1:\d+: a document type declaration/],
  ['configure load xml replace deep.xml', /deep\.xml:1:\d+: elements are nested deeper than 256/],
  ['cib import deep.xml copy', /deep\.xml:1:\d+: elements are nested deeper than 256/],
  ['configure load xml replace entity.xml', /entity\.xml:1:\d+: undefined entity/],
  ['configure load xml replace latin1.xml', /latin1\.xml:1:\d+: /],
  ['configure load xml update other.xml', /other\.xml/],
  ['cib import other.xml copy', /other\.xml: not a CIB/],
  ['configure load update nosuch', /nosuch: No such file or directory/],
  ['configure apply nosuch', /nosuch: No such file or directory/],
  ['cib import nosuch copy', /nosuch: No such file or directory/],
  ['cibstatus load nosuch', /nosuch: No such file or directory/],
  ['configure load update .', /\.: Is a directory/],
  ['cib import . copy', /\.: Is a directory/],
  ['configure load update /dev/zero', /\/dev\/zero: there is no end to it/],
  ['configure save /dev/full', /\/dev\/full: No space left on device/],
  ['configure save nosuch/file', /nosuch\/file: No such file or directory/],
  ['configure save .', /\.: Is a directory/],
  ['configure graph dot .', /\.: Is a directory/],
  ["configure filter 'cat unknown.crm' vip", /3:1: .*near <primitve>/],
  ["configure filter 'cat binary.crm' vip", /1:1: character U\+0000 cannot be used/],
];

t.test('files that cannot be used', async (t) => {
  const directory = t.testdir();
  for (const [name, content] of Object.entries(CONTENTS)) writeFileSync(join(directory, name), content);
  const back = process.cwd();
  process.chdir(directory);
  t.teardown(() => process.chdir(back));
  for (const [line, told] of READ) {
    const { run, output, saved, session } = clusterBench(directory, { env: { PATH: process.env['PATH'] ?? '' } });
    t.equal(await run(line), false, line);
    const printed = output();
    t.match(printed, told, line);
    t.notMatch(printed, /\n\s+at /, line);
    t.equal(saved(), CLUSTER, `${line}: the CIB is untouched`);
    await session.disconnect();
  }
});

/** Run it as a process, with a CIB in a home of its own. */
function started(directory: string, args: readonly string[], more: Parameters<typeof spawnSync>[2] = {}) {
  const cib = join(directory, 'cib.xml');
  writeFileSync(cib, CLUSTER);
  const env = { PATH: process.env['PATH'], HOME: directory, CIB_file: cib, CIB_shadow_dir: directory, ...more.env };
  const [program, ...first] = CRM;
  const ran = spawnSync(program, [...first, ...args], {
    cwd: directory,
    ...more,
    env,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { ...ran, told: `${ran.stdout ?? ''}${ran.stderr}`, cib: readFileSync(cib, 'utf8') };
}

t.test('a disk that is full behind the standard output', async (t) => {
  const directory = t.testdir();
  const full = openSync('/dev/full', 'w');
  for (const args of [['configure', 'show'], ['-o', 'json', 'configure', 'show'], ['status'], ['help'], ['-h']]) {
    const { status, stderr } = started(directory, args, { stdio: ['ignore', full, 'pipe'] });
    t.not(status, 0, args.join(' '));
    t.match(stderr, /^.*No space left on device\n$/, args.join(' '));
  }
});

t.test('a CIB that is none', async (t) => {
  const directory = t.testdir({ folder: {}, empty: '', torn: TORN, deep: DEEP, laughs: LAUGHS, binary: BINARY });
  mkdirSync(join(directory, 'more'));
  for (const name of ['nosuch', 'folder', 'empty', 'torn', 'deep', 'laughs', 'binary']) {
    for (const line of ['configure show', 'status', 'resource stop vip', 'configure primitive x Dummy']) {
      const file = join(directory, name);
      const { status, told } = started(directory, line.split(' '), { env: { CIB_file: file } });
      t.not(status, 0, `${name}: ${line}`);
      t.notMatch(told, /\n\s+at |internal error/, `${name}: ${line}`);
      t.match(told, /\S/, `${name}: ${line}`);
    }
  }
});

t.test('scripts that are none', async (t) => {
  const directory = t.testdir({ 'binary.crm': BINARY, 'torn.crm': 'configure\nprimitive x Dummy \\\n  params a="b' });
  const binary = started(directory, [], { input: BINARY.toString('latin1') });
  t.equal(binary.status, 1);
  t.match(binary.told, /^ERROR: 1: character U\+0000 cannot be used at column 1$/m);
  t.equal(binary.cib, CLUSTER);
  t.equal(started(directory, ['-f', 'binary.crm']).status, 1);
  const torn = started(directory, ['-f', 'torn.crm']);
  t.equal(torn.status, 1);
  t.match(torn.told, /ERROR: 2: .*No closing quotation at column \d+$/m);
  t.equal(torn.cib, CLUSTER);
  t.equal(started(directory, ['-f', 'nosuch']).status, 2);
  const endless = started(directory, ['-f', '/dev/zero']);
  t.match(endless.told, /cannot read \/dev\/zero: there is no end to it/);
  t.equal(endless.status, 2);
});
