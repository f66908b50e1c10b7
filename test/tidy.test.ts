/** Style as a test: import direction, file sizes, and what only the runtime may touch. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';

const root = findRoot(dirname(fileURLToPath(import.meta.url)));
const FOLDERS = ['cib', 'daemon', 'tools', 'shell', 'completions'];
const MAX_LINES = 400;

/** Who may import whom, beside itself. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  cib: [],
  daemon: ['cib'],
  tools: ['cib', 'daemon/scheduler'],
  shell: ['tools', 'cib', 'daemon/scheduler'],
  completions: ['tools', 'shell', 'cib'],
};

/** Places that are the edge to the world; everything else gets clock and randomness handed in. */
const EDGES = ['daemon/runtime/', 'tools/command/process.ts', 'shell/main.ts', 'shell/terminal/', 'cib/client/'];

interface Source {
  readonly path: string;
  readonly text: string;
}

function findRoot(from: string): string {
  for (let at = from; ; at = dirname(at)) {
    if (readdirSync(at).includes('ARCHITECTURE.md')) return at;
    if (at === dirname(at)) throw new Error('no root found');
  }
}

function sources(folder: string): Source[] {
  return readdirSync(join(root, folder), { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({
      path: `${folder}/${file.split(sep).join('/')}`,
      text: readFileSync(join(root, folder, file), 'utf8'),
    }));
}

const all = FOLDERS.flatMap(sources);
const imports = (source: Source): string[] =>
  [...source.text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, target]) =>
    relative(root, join(root, dirname(source.path), target as string))
      .split(sep)
      .join('/'),
  );

t.test('imports go one way', async (t) => {
  for (const source of all) {
    const [folder] = source.path.split('/') as [string];
    const wrong = imports(source).filter((target) => {
      const allowed = [folder as string, ...(MAY_IMPORT[folder as string] ?? [])];
      return !allowed.some((to) => target.startsWith(`${to}/`));
    });
    t.same(wrong, [], source.path);
  }
});

t.test('no file outgrows its room', async (t) => {
  for (const source of all)
    t.ok(source.text.split('\n').length <= MAX_LINES, `${source.path} has at most ${MAX_LINES} lines`);
});

t.test('clock and randomness are handed in', async (t) => {
  for (const source of all) {
    if (EDGES.some((edge) => source.path.startsWith(edge))) continue;
    t.notMatch(source.text, /Date\.now\(|new Date\(\)|Math\.random\(|\bBun\./, source.path);
  }
});

t.test('no file is dead', async (t) => {
  const imported = new Set([...all, ...sources('test')].flatMap(imports).map((path) => path.replace(/\.js$/, '.ts')));
  for (const target of imports({ path: 'main.ts', text: readFileSync(join(root, 'main.ts'), 'utf8') }))
    imported.add(target.replace(/\.js$/, '.ts'));
  imported.add('completions/main.ts');
  for (const source of all) {
    if (!source.path.endsWith('.d.ts')) t.ok(imported.has(source.path), `${source.path} is imported by something`);
  }
});

t.test('nothing names a place of one machine', async (t) => {
  for (const source of [...all, ...sources('test')]) t.notMatch(source.text, /['"`]\/(work|opt\/ref)\//, source.path);
});
