import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { comparable, expected, findSuite, OUTPUTS, produced } from './cases.js';

/** Nearest folder upwards with a package of ours. */
function repository(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    try {
      if (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).name === 'metronome') return folder;
    } catch {
      if (dirname(folder) === folder) throw new Error('not inside the repository');
    }
  }
}

const root = repository(dirname(fileURLToPath(import.meta.url)));
const suite = findSuite(root);

// Seconds of work, but a busy machine may take its time
const timeout = 300_000;
t.setTimeout(timeout);

t.test(
  "Pacemaker's scheduler cases",
  { timeout, skip: suite === undefined && 'they are not beside the repository' },
  async (t) => {
    if (!suite) return;
    const known = new Set(
      readFileSync(join(root, 'test/daemon/scheduler/known-failures.txt'), 'utf8').split('\n').filter(Boolean),
    );
    const passed: Record<string, number> = Object.fromEntries(OUTPUTS.map((output) => [output, 0]));
    const failed: string[] = [];
    for (const name of suite.names) {
      // Let the runner hear how long this may take
      await setImmediate();
      let wrong: string[];
      try {
        const got = await produced(suite, name);
        wrong = OUTPUTS.filter((output) => {
          const same = comparable(output, got[output]).join('\n') === expected(suite, name, output).join('\n');
          if (same) passed[output] = (passed[output] ?? 0) + 1;
          return !same;
        });
      } catch (error) {
        wrong = [String(error)];
      }
      if (wrong.length === 0) continue;
      failed.push(name);
      if (!known.has(name)) t.fail(`${name}: ${wrong.join(', ')}`);
    }
    const counts = OUTPUTS.map((output) => `${output} ${passed[output]}`).join(', ');
    // Reporters hide comments, and this is to be seen
    console.error(`${suite.names.length - failed.length} of ${suite.names.length} cases pass (${counts})`);
    const mended = [...known].filter((name) => !failed.includes(name));
    t.same(mended, [], 'what is mended is to be struck off known-failures.txt');
  },
);
