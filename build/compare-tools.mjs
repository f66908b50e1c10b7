/**
 * npm run compare-tools -- --ref DIR: our tools and Pacemaker's, on command lines made at random and
 * CIBs of the conformance suite. Standard output, messages, exit status and the resulting CIB must
 * be the same.
 *
 *   --ref DIR       the executables to compare with
 *   --ours DIR      our executables by name (default dist/bin)
 *   --tools A,B     which (default: all; see compare/lines/generate.mjs)
 *   --inputs DIR    CIBs (default: the conformance cases beside the repository)
 *   --bundles       also CIBs with bundles: a reference that was not built for /usr names other paths there
 *   --count N       how many command lines of each tool (default 200)
 *   --seed S        of the first (default 1); a number from a report repeats that one with --count 1
 *   --verbose       show both outputs of what differs
 */
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { at } from './bootstrap.mjs';
import { Dice } from './compare/dice.mjs';
import { MAKERS } from './compare/lines/generate.mjs';
import { namesOf } from './compare/lines/names.mjs';

const { values } = parseArgs({
  options: {
    ref: { type: 'string' },
    ours: { type: 'string', default: at('dist', 'bin') },
    tools: { type: 'string', default: Object.keys(MAKERS).join(',') },
    inputs: { type: 'string', default: at('..', 'shared', 'conformance', 'scheduler', 'xml') },
    bundles: { type: 'boolean', default: false },
    count: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    verbose: { type: 'boolean', default: false },
    js: { type: 'string', default: at('dist', 'js') },
  },
});
if (values.ref === undefined) {
  console.error('usage: npm run compare-tools -- --ref DIR [--tools A,B] [--count N] [--seed S] [--verbose]');
  process.exit(1);
}

const { parseXml } = await import(resolve(values.js, 'cib/xml/parse.js'));
const temporary = mkdtempSync(join(tmpdir(), 'metronome-tools-'));
// Containers of a reference that was not built for /usr are others
const inputs = readdirSync(values.inputs)
  .filter((name) => name.endsWith('.xml'))
  .filter((name) => values.bundles || !readFileSync(join(values.inputs, name), 'utf8').includes('<bundle '));
const PARTS = ['status', 'stdout', 'stderr', 'cib'];
const PATIENCE_MS = 60_000;
const DAY_S = 86_400;

/** Run one side in a folder of its own, where the CIB is cib.xml. */
function run(side, folder, tool, words, input) {
  const cwd = join(temporary, folder);
  rmSync(cwd, { recursive: true, force: true });
  mkdirSync(cwd);
  copyFileSync(input, join(cwd, 'cib.xml'));
  const path = resolve(side);
  const env = {
    PATH: `${path}:/usr/sbin:/usr/bin:/sbin:/bin`,
    CIB_file: join(cwd, 'cib.xml'),
    LC_ALL: 'C.UTF-8',
    TZ: 'UTC',
  };
  return new Promise((done) => {
    const child = spawn(join(path, tool), words, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], argv0: tool });
    const result = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr']) {
      child[name].setEncoding('utf8').on('data', (text) => {
        result[name] += text;
      });
    }
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      done({ ...result, status: String(code ?? signal), cib: readFileSync(join(cwd, 'cib.xml'), 'utf8'), folder: cwd });
    });
  });
}

const now = Math.floor(Date.now() / 1000);
const isNow = (seconds) => Math.abs(seconds - now) < 2 * DAY_S;

/** Without what depends on the hour or the folder. */
const masked = ({ folder, ...parts }) => {
  const mask = (text) =>
    text
      .replaceAll(folder, 'FOLDER')
      .replace(/\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) +\w{3} +\d+ \d\d:\d\d:\d\d \d{4}(?: [+-]\d\d:\d\d)?/g, (date) =>
        isNow(Date.parse(date.replace(/ [+-]\d\d:\d\d$/, '')) / 1000) ? 'NOW' : date,
      )
      .replace(/\b\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d ?Z/g, (date) => (isNow(Date.parse(date) / 1000) ? 'NOW' : date))
      .replace(/\b\d{10}\b/g, (seconds) => (isNow(Number(seconds)) ? 'NOW' : seconds))
      .replace(/ cib-last-written="[^"]*"/g, '');
  // Help is worded differently
  const helpless = (text) => text.replace(/^Usage:[\s\S]*?(?=^crm_\w+: |(?![\s\S]))/m, '<help>\n');
  return Object.fromEntries(
    PARTS.map((part) => [part, part === 'cib' ? mask(parts[part]) : helpless(mask(parts[part]))]),
  );
};

const quote = (word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
const totals = Object.fromEntries(values.tools.split(',').map((tool) => [tool, { lines: 0, same: 0 }]));

async function compare(tool, seed) {
  const dice = new Dice(seed);
  const input = join(values.inputs, dice.pick(inputs));
  const words = MAKERS[tool](dice, namesOf(parseXml(readFileSync(input, 'utf8'))));
  const [theirs, ours] = [
    masked(await run(values.ref, 'run', tool, words, input)),
    masked(await run(values.ours, 'run', tool, words, input)),
  ];
  const total = totals[tool];
  // Where the reference crashes there is nothing to compare with; 139 is what a shell makes of it
  if (/^SIG|^139$/.test(theirs.status) || theirs.stderr.includes('Triggered fatal assertion')) return;
  total.lines++;
  const wrong = PARTS.filter((part) => theirs[part] !== ours[part]);
  if (wrong.length === 0) {
    total.same++;
    return;
  }
  console.log(
    `${tool} ${seed}: ${input.split('/').at(-1)}: ${[tool, ...words].map(quote).join(' ')}: differs in ${wrong.join(', ')}`,
  );
  if (!values.verbose) return;
  for (const part of wrong) {
    writeFileSync(join(temporary, 'theirs'), `${theirs[part]}\n`);
    writeFileSync(join(temporary, 'ours'), `${ours[part]}\n`);
    const { stdout } = spawnSync('diff', ['-U1', 'theirs', 'ours'], { cwd: temporary, encoding: 'utf8' });
    console.log(stdout.split('\n').slice(2, 42).join('\n'));
  }
}

try {
  for (const tool of Object.keys(totals)) {
    for (let i = 0; i < Number(values.count); i++) await compare(tool, Number(values.seed) + i);
    const { lines, same } = totals[tool];
    console.log(
      `${tool}: ${same} of ${lines} command lines give the same (${((100 * same) / Math.max(1, lines)).toFixed(1)} %)`,
    );
  }
} finally {
  rmSync(temporary, { recursive: true });
}
