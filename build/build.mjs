/**
 * Builds dist/: JavaScript for Node (dist/js), one executable compiled by Bun (dist/metronome),
 * and dist/bin, which holds every command under its own name.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'node_modules', '.bin');
const at = (...parts) => join(root, ...parts);

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

const only = process.argv[2];

if (only !== 'exe') {
  console.error('Compiling for Node …');
  run(join(bin, 'tsc'), ['-p', '.']);
}
if (only !== 'js') {
  const { TOOLS } = await import('../dist/js/tools/registry.js');
  const names = [...Object.keys(TOOLS), 'crm', 'pacemaker-based'];
  rmSync(at('dist', 'bin'), { recursive: true, force: true });
  mkdirSync(at('dist', 'bin'), { recursive: true });
  if (spawnSync(join(bin, 'bun'), ['--version']).status === 0) {
    console.error('Compiling the executable …');
    const flags = ['--compile', '--minify-syntax', '--minify-whitespace', '--bytecode', '--format=cjs'];
    run(join(bin, 'bun'), ['build', ...flags, 'main.ts', '--outfile', 'dist/metronome']);
    for (const name of [...names, 'metronome']) symlinkSync('../metronome', at('dist', 'bin', name));
  } else {
    console.error('Bun is missing: the commands will run on Node.');
    for (const name of [...names, 'metronome']) {
      const file = at('dist', 'bin', name);
      const script = [
        '#!/bin/sh',
        'here=$(dirname "$(readlink -f "$0")")',
        `METRONOME_ARGV0=${name} exec node "$here/../js/main.js" "$@"`,
      ];
      writeFileSync(file, `${script.join('\n')}\n`);
      chmodSync(file, 0o755);
    }
  }
  if (!existsSync(at('dist', 'bin'))) process.exit(1);
}
