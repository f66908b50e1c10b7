import { spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { tar, untar } from '../../../shell/collect/files.js';
import { maskFor } from '../../../shell/collect/mask.js';

const LONG = `${'d'.repeat(90)}/${'f'.repeat(90)}`;
const FILES = new Map([
  ['r/a/empty', Buffer.alloc(0)],
  ['r/a/block', Buffer.alloc(512, 'x')],
  ['r/b/bytes', Buffer.from([0, 255, 10, 13])],
  ['r/ü', Buffer.from('text')],
  [LONG, Buffer.from('far down')],
]);

t.test('tar can read what is written, and so can we', (t) => {
  const directory = t.testdir();
  const archive = tar(FILES, 1_000_000_000_000);
  writeFileSync(join(directory, 'r.tar'), archive);
  const { status, stderr } = spawnSync('tar', ['-C', directory, '-xf', join(directory, 'r.tar')], { encoding: 'utf8' });
  t.same([status, stderr], [0, '']);
  for (const [path, content] of FILES) t.same(readFileSync(join(directory, path)), content, path);
  t.equal(statSync(join(directory, 'r/ü')).mtimeMs, 1_000_000_000_000);
  t.same([...untar(archive)], [...FILES]);
  t.throws(() => untar(archive.subarray(0, 3000)), { message: 'the archive is cut off or damaged' });
  t.throws(() => tar(new Map([['n'.repeat(300), Buffer.alloc(0)]]), 0), { message: /too long/ });
  t.end();
});

t.test('secrets are hidden, nothing else is', (t) => {
  const cib = `<a><nvpair id="1" name="passwd" value="s3cret&amp;"/><nvpair value="root" id="2" name="user"/>
<nvpair id="3" name="password" value=""/><nvpair name="token" id="4" value="abc.1"/></a>`;
  const mask = maskFor(['passw.*', 'token:raw'], cib);
  t.ok(mask.needed);
  t.equal(
    mask.hide(cib),
    `<a><nvpair id="1" name="passwd" value="******"/><nvpair value="root" id="2" name="user"/>
<nvpair id="3" name="password" value="******"/><nvpair name="token" id="4" value="******"/></a>`,
  );
  for (const [text, hidden] of [
    ['params passwd="s3cret&" user=root', 'params passwd="******" user=root'],
    ['s3cret& is a value, and passwd=s3cret& is one', 's3cret& is a value, and passwd=****** is one'],
    ['s3cret& alone', 's3cret& alone'],
    ['abc.1 anywhere, abcx1 not', '****** anywhere, abcx1 not'],
  ] as const)
    t.equal(mask.hide(text), hidden, text);
  t.notOk(maskFor(['passw.*'], '<nvpair id="1" name="user" value="x"/>').needed);
  t.end();
});
