import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  linkSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { writeClusterFile } from '../../../cib/client/cluster-file.js';
import { compressed, readText } from '../../../cib/client/compress.js';
import { withLock } from '../../../cib/client/lock.js';
import { openCib } from '../../../cib/client/open.js';
import { shadowFile } from '../../../cib/client/shadow.js';
import { writeDurably } from '../../../cib/client/write.js';
import { diskDigest } from '../../../cib/digest/digest.js';
import type { Request } from '../../../cib/operations/request.js';
import { CibError } from '../../../cib/result/error.js';
import { parseXml } from '../../../cib/xml/parse.js';

const directory = mkdtempSync(join(tmpdir(), 'metronome-file-'));
t.teardown(() => rmSync(directory, { recursive: true }));

const CIB = `<cib validate-with="pacemaker-3.9" admin_epoch="0" epoch="4" num_updates="7">
  <configuration>
    <crm_config/>
    <nodes/>
    <resources/>
    <constraints/>
  </configuration>
  <status/>
</cib>
`;
const AFTER = CIB.replace('epoch="4" num_updates="7"', 'epoch="5" num_updates="0"').replace(
  '<resources/>',
  '<resources>\n      <primitive id="a" class="ocf" provider="pacemaker" type="Dummy"/>\n    </resources>',
);
const PRIMITIVE = parseXml('<primitive id="a" class="ocf" provider="pacemaker" type="Dummy"/>');
const CREATE: Request = { operation: 'create', section: 'resources', input: PRIMITIVE };

let number = 0;
function file(text: string, suffix = '.xml'): string {
  const path = join(directory, `cib${number++}${suffix}`);
  writeFileSync(path, text);
  return path;
}

const open = (path: string) => openCib({ CIB_file: path }, 'test');
const failure = (promise: Promise<unknown>): Promise<CibError> =>
  promise.then(
    () => {
      throw new Error('it did not fail');
    },
    (error) => error as CibError,
  );
/** Names in the directory that start as the file's do: locks and temporary files would be among them. */
const traces = (path: string): string[] =>
  readdirSync(directory).filter((name) => name.includes(path.split('/').at(-1) as string));

t.test('a change is written, and nothing else is left behind', async (t) => {
  const path = file(CIB);
  chmodSync(path, 0o640);
  const client = await open(path);
  t.same((await client.call(CREATE)).version, { adminEpoch: 0, epoch: 5, numUpdates: 0 });
  t.equal(readFileSync(path, 'utf8'), AFTER);
  t.equal(statSync(path).mode & 0o777, 0o640);
  t.equal(traces(path).length, 1);
  t.equal(await client.queryText({ operation: 'query' }), AFTER);
});

t.test('changes by others in between are not lost', async (t) => {
  const path = file(CIB);
  const [one, two] = [await open(path), await open(path)];
  await one.call(CREATE);
  await two.call({ operation: 'modify', section: 'nodes', input: parseXml('<nodes><node id="1" uname="n"/></nodes>') });
  const text = readFileSync(path, 'utf8');
  t.match(text, '<primitive id="a"');
  t.match(text, '<node id="1"');
  t.match(text, 'epoch="6"');
});

t.test('a refused change leaves the file as it is', async (t) => {
  const path = file(CIB);
  const client = await open(path);
  const invalid = await failure(client.call({ ...CREATE, input: parseXml('<primitive id="b" bogus="1"/>') }));
  t.equal(invalid.code, 'schema_validation');
  t.match(invalid.details.join(), /primitive\[@id='b'\]/);
  t.equal(readFileSync(path, 'utf8'), CIB);
  t.equal(traces(path).length, 1);
  await client.call(CREATE);
  t.equal(readFileSync(path, 'utf8'), AFTER, 'and the client is as good as before');
});

t.test('a write that fails leaves the old content', async (t) => {
  const path = file('old');
  const huge = {
    length: 5,
    get byteLength(): number {
      throw new Error('no such bytes');
    },
  } as unknown as Uint8Array;
  t.throws(() => writeDurably(path, huge));
  t.equal(readFileSync(path, 'utf8'), 'old');
  t.equal(traces(path).length, 1);
  t.throws(() => writeDurably(join(directory, 'nowhere', 'cib.xml'), 'new'), { code: 'ENOENT' });
});

t.test('a full disk leaves the old content', { skip: !existsSync('/bin/sh') }, async (t) => {
  const path = file('old');
  const module = new URL('../../../cib/client/write.js', import.meta.url).href;
  const script = `import('${module}').then(({ writeDurably }) => {
    try { writeDurably(${JSON.stringify(path)}, 'x'.repeat(100000)); } catch (error) { process.stdout.write(error.code); }
  })`;
  // A limit on the size of files stands in for the disk.
  const { stdout } = spawnSync(
    '/bin/sh',
    ['-c', `trap '' XFSZ; ulimit -f 8; exec "$0" -e "$1"`, process.execPath, script],
    {
      encoding: 'utf8',
    },
  );
  t.equal(stdout, 'EFBIG');
  t.equal(readFileSync(path, 'utf8'), 'old');
  t.equal(traces(path).length, 1);
});

t.test('links', async (t) => {
  const path = file('old');
  const symbolic = join(directory, 'symbolic');
  symlinkSync(path, symbolic);
  writeDurably(symbolic, 'new');
  t.equal(readFileSync(path, 'utf8'), 'new', 'the target of a symbolic link is replaced');
  const backup = join(directory, 'backup');
  linkSync(path, backup);
  writeDurably(path, 'newer');
  t.equal(readFileSync(backup, 'utf8'), 'new', 'a hard link is a backup');
});

t.test('who has the file open sees the new content', async (t) => {
  const path = file('old and long');
  const fd = openSync(path, 'r');
  writeDurably(path, 'new');
  const buffer = Buffer.alloc(20);
  t.equal(buffer.toString('utf8', 0, readSync(fd, buffer, 0, 20, 0)), 'new');
  closeSync(fd);
});

t.test('files that cannot be used', async (t) => {
  const cases: [name: string, path: string, code: string, detail: RegExp][] = [
    ['missing', join(directory, 'missing'), 'ENXIO', /^$/],
    ['not XML', file('<cib>\n <x'), 'schema_validation', /cib\d+\.xml:2:/],
    ['empty', file(''), 'schema_validation', /cib\d+\.xml/],
    ['invalid', file(CIB.replace('<nodes/>', '<nodes><bogus/></nodes>')), 'schema_validation', /^4: .*bogus/],
    ['unknown schema', file(CIB.replace('3.9', '99')), 'schema_validation', /validate-with/],
    ['a directory', directory, 'schema_validation', /./],
  ];
  for (const [name, path, code, detail] of cases) {
    const error = await failure(open(path));
    t.ok(error instanceof CibError, name);
    t.equal(error.code, code, name);
    t.match(error.details[0] ?? '', detail, name);
  }
});

t.test('a status section is added, text is not kept', async (t) => {
  const path = file(CIB.replace('  <status/>\n', 'text'));
  await (await open(path)).call(CREATE);
  t.equal(readFileSync(path, 'utf8'), AFTER);
});

t.test('compressed files', { skip: spawnSync('bzip2', ['--help']).error !== undefined }, async (t) => {
  const path = join(directory, 'cib.xml.bz2');
  writeFileSync(path, await compressed(CIB, path));
  await (await open(path)).call(CREATE);
  t.equal(readFileSync(path).toString('latin1', 0, 3), 'BZh');
  t.equal(await readText(path), AFTER);
  const broken = await failure(open(file('BZh9 broken', '.bz2')));
  t.equal(broken.code, 'schema_validation');
});

t.test("the cluster's own file", async (t) => {
  const place = mkdtempSync(join(directory, 'cluster-'));
  const path = join(place, 'cib.xml');
  const root = parseXml(CIB);
  writeClusterFile(path, root, Date.UTC(2026, 6, 1, 12));
  const stored = readFileSync(path, 'utf8');
  t.match(stored, / epoch="4" num_updates="0" cib-last-written="Wed Jul {2}1 \d\d:00:00 2026">/);
  t.notMatch(stored, 'status');
  t.equal(readFileSync(`${path}.sig`, 'utf8'), diskDigest(parseXml(stored)));
  t.equal(root.get('num_updates'), '7', 'the tree given is left alone');

  writeClusterFile(path, root.set('epoch', '5'), 0);
  t.match(readFileSync(path, 'utf8'), 'epoch="5"');
  t.equal(readFileSync(join(place, 'cib-0.raw'), 'utf8'), stored, 'the one before is kept');
  t.equal(readFileSync(join(place, 'cib-0.raw.sig'), 'utf8'), diskDigest(parseXml(stored)));
  t.equal(readFileSync(join(place, 'cib.last'), 'utf8'), '1');

  writeFileSync(path, stored);
  t.throws(() => writeClusterFile(path, root, 0), { code: 'cib_modified' });
  t.equal(readFileSync(path, 'utf8'), stored, 'what somebody wrote by hand is not lost');
});

t.test('one at a time', async (t) => {
  const path = file('');
  const order: string[] = [];
  let release = (): void => {};
  const first = withLock(path, () => {
    order.push('first begins');
    return new Promise<void>((resolve) => {
      release = () => {
        order.push('first ends');
        resolve();
      };
    });
  });
  const second = withLock(path, async () => order.push('second'));
  release();
  await Promise.all([first, second]);
  t.same(order, ['first begins', 'first ends', 'second']);
  const lock = join(directory, `.${path.split('/').at(-1)}.lock`);
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  writeFileSync(lock, String(pid));
  t.equal(await withLock(path, async () => 'done'), 'done', 'the lock of a dead process does not count');
  t.equal(existsSync(lock), false);
});

t.test('shadow copies', async (t) => {
  t.equal(shadowFile('test', { CIB_shadow_dir: '/some/where' }), '/some/where/shadow.test');
  writeFileSync(join(directory, 'shadow.test'), CIB);
  const env = { CIB_shadow: 'test', CIB_shadow_dir: directory, CIB_file: '/no/such/file' };
  const client = await openCib(env, 'test');
  t.equal(client.backend, 'shadow', 'a shadow copy goes before a file');
  t.equal(await client.queryText({ operation: 'query' }), CIB);
});
