import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import t, { type Test } from 'tap';
import { connectTo } from '../../../cib/client/daemon-stream.js';

/** From dist/js/test/cib/client. */
const root = fileURLToPath(new URL('../../../../../', import.meta.url));

/** Larger than what a socket takes at once. */
const SIZE = 3_000_000;

/** A socket's path may have no more than 107 characters. */
function shortDirectory(t: Test): string {
  const directory = mkdtempSync(join(tmpdir(), 'metronome-'));
  t.teardown(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Answers with the digest of the first SIZE bytes, and the same bytes again; then closes. */
function echo(path: string): Promise<{ close(): void }> {
  const server = createServer((socket) => {
    const chunks: Buffer[] = [];
    let size = 0;
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size < SIZE) return;
      const data = Buffer.concat(chunks);
      socket.end(Buffer.concat([Buffer.from(createHash('md5').update(data).digest('hex')), data]));
    });
  });
  return new Promise((resolve) => server.listen(path, () => resolve(server)));
}

/** What both implementations are put through, as a function that can be sent to another process. */
async function exchange(connect: typeof connectTo, path: string, size: number): Promise<unknown[]> {
  const missing = await connect(`${path}.missing`);
  const stream = await connect(path);
  if (typeof stream === 'string') return [missing, stream];
  const chunks: Buffer[] = [];
  await new Promise<void>((resolve) => {
    stream.listen((chunk) => chunks.push(chunk), resolve);
    for (let at = 0; at < size; at += size / 4) stream.write(Buffer.alloc(size / 4, at % 251));
  });
  const all = Buffer.concat(chunks);
  return [missing, all.toString('latin1', 0, 32), all.length];
}

function expected(): unknown[] {
  const quarters = [0, 1, 2, 3].map((i) => Buffer.alloc(SIZE / 4, ((i * SIZE) / 4) % 251));
  return ['ENOENT', createHash('md5').update(Buffer.concat(quarters)).digest('hex'), SIZE + 32];
}

t.test('a stream carries more than fits at once, both ways, and says why there is none', async (t) => {
  const path = join(shortDirectory(t), 's');
  const server = await echo(path);
  t.same(await exchange(connectTo, path, SIZE), expected());
  server.close();
});

t.test('that of the executable does the same', async (t) => {
  const bun = join(root, 'node_modules', 'bun', 'bin', 'bun.exe');
  if (!existsSync(bun)) {
    t.pass('there is no Bun');
    return;
  }
  const directory = shortDirectory(t);
  const path = join(directory, 's');
  const server = await echo(path);
  const module = pathToFileURL(join(root, 'build', 'bun', 'daemon-stream.js')).href;
  const script = `import { connectTo } from '${module}';\nconst exchange = ${exchange};
console.log(JSON.stringify(await exchange(connectTo, '${path}', ${SIZE})));`;
  writeFileSync(join(directory, 'client.mjs'), script);
  const child = spawn(bun, [join(directory, 'client.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  await new Promise((resolve) => child.once('exit', resolve));
  server.close();
  t.same(JSON.parse(out), expected());
});
