/**
 * npm run build: dist/js for Node, dist/metronome (one executable, by Bun), dist/bin with every
 * command under its own name, dist/share with completions and man pages.
 * `node build/build.mjs js` makes dist/js alone.
 */
import { bootstrap } from './bootstrap.mjs';
import { buildExecutables, buildJs, generate } from './compile.mjs';

bootstrap();
buildJs();
if (process.argv[2] !== 'js') {
  await buildExecutables();
  await generate();
}
