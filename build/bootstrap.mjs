/**
 * Makes a fresh clone ready: installs the dependencies of package-lock.json where they are missing
 * or of another version, and has tap assemble its test class from the plugins package.json names.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const at = (...parts) => join(root, ...parts);

/** Run a command in the root of the project; ends this process with its status if it fails. */
export function run(command, args, options = {}) {
  const { status, error, signal } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (error) throw error;
  if (status !== 0) {
    if (signal) console.error(`${command}: ended by ${signal}`);
    process.exit(status ?? 1);
  }
}

const marker = at('node_modules', '.metronome');

/** What is installed depends on these; a marker in node_modules holds their digest. */
function wanted() {
  const hash = createHash('sha256');
  for (const name of ['package.json', 'package-lock.json']) hash.update(readFileSync(at(name)));
  return hash.digest('hex');
}

/** Install what is missing. Output goes to stderr, so that what comes after may be piped. */
export function bootstrap() {
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted()) return;
  console.error('Installing dependencies …');
  const stdio = ['ignore', 2, 2];
  // Not `npm ci`: it fails where a registry lacks the binaries of other platforms that the lock leaves out.
  run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], { stdio });
  run(process.execPath, [at('node_modules', 'tap', 'dist', 'esm', 'run.mjs'), 'build'], { stdio });
  writeFileSync(marker, wanted());
}

/** Bun's executable, or undefined where there is none for this machine. */
export function findBun() {
  const candidates = [
    at('node_modules', 'bun', 'bin', 'bun.exe'),
    at('node_modules', '@oven', `bun-linux-${process.arch}`, 'bin', 'bun'),
    at('node_modules', '@oven', `bun-linux-${process.arch}-baseline`, 'bin', 'bun'),
    'bun',
  ];
  return candidates.find((candidate) => spawnSync(candidate, ['--version'], { stdio: 'ignore' }).status === 0);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) bootstrap();
