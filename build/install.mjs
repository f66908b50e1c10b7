/**
 * npm run install-system -- --prefix DIR [--destdir DIR]: lays a build out for a real host.
 *
 *   PREFIX/lib/metronome/     the executable (or, without Bun, the JavaScript and its dependencies)
 *   PREFIX/sbin/NAME          every command
 *   PREFIX/share/             completions and man pages
 */
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { at, bootstrap } from './bootstrap.mjs';
import { buildExecutables, buildJs, generate } from './compile.mjs';

const { values } = parseArgs({
  options: { prefix: { type: 'string', default: '/usr/local' }, destdir: { type: 'string', default: '' } },
});
const below = (...parts) => join(values.destdir, values.prefix, ...parts);

bootstrap();
buildJs();
await buildExecutables();
await generate();

const library = below('lib', 'metronome');
rmSync(library, { recursive: true, force: true });
for (const folder of [library, below('sbin'), below('share')]) mkdirSync(folder, { recursive: true });

const compiled = existsSync(at('dist', 'metronome'));
if (compiled) cpSync(at('dist', 'metronome'), join(library, 'metronome'));
else
  for (const part of ['dist/js', 'node_modules', 'package.json'])
    cpSync(at(part), join(library, part), { recursive: true });

const names = readdirSync(at('dist', 'bin'));
for (const name of names) {
  const file = below('sbin', name);
  rmSync(file, { force: true });
  if (compiled) symlinkSync('../lib/metronome/metronome', file);
  else {
    const main = join(values.prefix, 'lib', 'metronome', 'dist', 'js', 'main.js');
    writeFileSync(file, `#!/bin/sh\nMETRONOME_ARGV0=${name} exec node ${main} "$@"\n`);
    chmodSync(file, 0o755);
  }
}
cpSync(at('dist', 'share'), below('share'), { recursive: true });
console.log(`${names.length} commands in ${below('sbin')}, completions and man pages in ${below('share')}`);
