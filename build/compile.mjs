/** The steps of a build: JavaScript for Node, the executables, completions and man pages. */
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { at, findBun, run } from './bootstrap.mjs';

/** Commands that are no tools of `tools/registry.ts`. */
const OTHER_COMMANDS = ['crm', 'pacemaker-based', 'metronome'];

export function buildJs() {
  console.error('Compiling for Node …');
  run(process.execPath, [at('node_modules', 'typescript', 'bin', 'tsc'), '-p', '.'], { stdio: ['ignore', 2, 2] });
}

/** A command that runs on Node, where Bun cannot compile an executable. */
const nodeScript = (name) => `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
METRONOME_ARGV0=${name} exec node "$here/../js/main.js" "$@"
`;

export async function buildExecutables() {
  const { TOOLS } = await import('../dist/js/tools/registry.js');
  const names = [...Object.keys(TOOLS), ...OTHER_COMMANDS];
  rmSync(at('dist', 'bin'), { recursive: true, force: true });
  mkdirSync(at('dist', 'bin'), { recursive: true });
  const bun = findBun();
  if (bun) {
    console.error('Compiling the executable …');
    // ESM, because libxml2-wasm awaits at its top level; split, so that what is imported later is loaded later.
    const format = ['--bytecode', '--format=esm', '--splitting'];
    const flags = ['--compile', ...format, '--minify-syntax', '--minify-whitespace'];
    run(bun, ['build', ...flags, 'main.ts', '--outfile', 'dist/metronome'], { stdio: ['ignore', 'ignore', 2] });
    for (const name of names) symlinkSync('../metronome', at('dist', 'bin', name));
  } else {
    console.error('Bun is missing: the commands will run on Node.');
    for (const name of names) {
      writeFileSync(at('dist', 'bin', name), nodeScript(name));
      chmodSync(at('dist', 'bin', name), 0o755);
    }
  }
}

/** Completions for bash, zsh and fish, and man pages, from the tables of the commands. */
export async function generate() {
  const { writeGenerated } = await import('../dist/js/completions/main.js');
  await writeGenerated(at('dist', 'share'));
}
