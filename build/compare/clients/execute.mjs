/** Runs lines of clients, each in a folder and on a CIB of its own. */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at } from '../../bootstrap.mjs';

/** How many at once. */
const WIDTH = 2;
const PATIENCE_MS = 120_000;

/** The shell sees `pcs` as a client of the file. */
const PRELUDE = 'pcs() { command pcs -f cib.xml "$@"; }\n';

function runLine({ start, line }, home) {
  const folder = mkdtempSync(join(tmpdir(), 'client-'));
  const cib = join(folder, 'cib.xml');
  copyFileSync(at('build', 'compare', 'clients', `${start}.xml`), cib);
  mkdirSync(join(folder, 'shadow'));
  const env = {
    PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: home,
    TERM: 'dumb',
    LC_ALL: 'C.UTF-8',
    USER: 'root',
    TMPDIR: folder,
    CIB_file: cib,
    CIB_shadow_dir: join(folder, 'shadow'),
  };
  return new Promise((resolve) => {
    const options = { cwd: folder, env, timeout: PATIENCE_MS, maxBuffer: 2 ** 26 };
    const child = execFile('/bin/bash', ['-c', PRELUDE + line], options, (error, stdout, stderr) => {
      const result = { folder, status: error ? (error.code ?? error.signal) : 0, stdout, stderr, cib: '' };
      result.cib = readFileSync(cib, 'utf8');
      rmSync(folder, { recursive: true });
      resolve(result);
    });
    child.stdin.end();
  });
}

/** What each line came to, in their order. */
export async function execute(lines) {
  const home = mkdtempSync(join(tmpdir(), 'client-home-'));
  const results = [];
  let next = 0;
  const worker = async () => {
    while (next < lines.length) {
      const i = next++;
      results[i] = await runLine(lines[i], home);
    }
  };
  await Promise.all(Array.from({ length: WIDTH }, worker));
  rmSync(home, { recursive: true });
  return results;
}
