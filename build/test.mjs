/**
 * npm test: lint, build, then every test, or `npm test -- NAME…` those whose path contains a NAME.
 */
import { readdirSync } from 'node:fs';
import { at, bootstrap, run } from './bootstrap.mjs';
import { buildExecutables, buildJs, generate } from './compile.mjs';

const names = process.argv.slice(2);

bootstrap();
run(process.execPath, [at('node_modules', '@biomejs', 'biome', 'bin', 'biome'), 'check', '.']);
buildJs();
await buildExecutables();
await generate();

const tests = readdirSync(at('dist', 'js', 'test'), { recursive: true })
  .filter((file) => file.endsWith('.test.js') && (names.length === 0 || names.some((name) => file.includes(name))))
  .map((file) => at('dist', 'js', 'test', file))
  .sort();
if (tests.length === 0) {
  console.error(`no test file matches ${names.join(' ')}`);
  process.exit(1);
}
run(process.execPath, [
  at('node_modules', 'tap', 'dist', 'esm', 'run.mjs'),
  '--reporter=terse',
  '--jobs=2',
  '--timeout=600',
  ...tests,
]);
