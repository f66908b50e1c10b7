/**
 * npm run compare -- --ref PATH: our scheduler and Pacemaker's crm_simulate on inputs that were
 * changed at random. Status, summary, scores, graph and drawing must be the same.
 *
 *   --ref PATH      the crm_simulate to compare with
 *   --inputs DIR    CIBs to begin with (default: the conformance cases beside the repository)
 *   --bundles       also inputs with bundles: a reference that was not built for /usr names other paths there
 *   --count N       how many inputs (default 200)
 *   --changes N     at most so many changes to each (default 4)
 *   --seed S        of the changes (default 1); a number from a report repeats that one with --count 1
 *   --keep DIR      keep inputs that differ, with both outputs
 *   --js DIR        our compiled modules (default dist/js)
 */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { at } from './bootstrap.mjs';
import { events, mutate, randomFrom } from './compare/mutate.mjs';

const { values } = parseArgs({
  options: {
    ref: { type: 'string' },
    inputs: { type: 'string', default: at('..', 'shared', 'conformance', 'scheduler', 'xml') },
    bundles: { type: 'boolean', default: false },
    count: { type: 'string', default: '200' },
    changes: { type: 'string', default: '4' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'string' },
    js: { type: 'string', default: at('dist', 'js') },
  },
});
if (values.ref === undefined) {
  console.error(
    'usage: npm run compare -- --ref /path/to/crm_simulate [--inputs DIR] [--count N] [--seed S] [--keep DIR]',
  );
  process.exit(1);
}

const load = (path) => import(resolve(values.js, path));
const { parseXml } = await load('cib/xml/parse.js');
const { serializePretty } = await load('cib/xml/serialize.js');
const { Element } = await load('cib/xml/element.js');
const { runCommand } = await load('tools/command/run.js');
const { crmSimulate } = await load('tools/crm_simulate.js');
const run = promisify(execFile);
const temporary = mkdtempSync(join(tmpdir(), 'metronome-compare-'));
const file = (name) => join(temporary, name);

const files = (side) => ['-x', file('input.xml'), '-S', '-s', '-G', file(`${side}.graph`), '-D', file(`${side}.dot`)];

async function theirs(options) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:CIB_|PCMK_|PE_|OCF_|HA_)/.test(name)),
  );
  try {
    const { stdout } = await run(values.ref, [...files('theirs'), ...options], {
      env: { ...env, LC_ALL: 'C' },
      maxBuffer: 2 ** 28,
      timeout: 60_000,
    });
    return { status: 0, stdout };
  } catch (error) {
    return { status: error.code ?? error.signal, stdout: error.stdout ?? '' };
  }
}

async function ours(options) {
  let stdout = '';
  const streams = { stdout: (text) => (stdout += text), stderr() {}, redirect() {} };
  const context = (shape) => ({
    ...shape,
    env: {},
    terminal: false,
    now: () => new Date(),
    stdin: async () => '',
    write: streams.stdout,
    warn() {},
    log() {},
    cib: () => Promise.reject(new Error('no live CIB here')),
  });
  try {
    return {
      status: await runCommand(crmSimulate, 'crm_simulate', [...files('ours'), ...options], context, streams),
      stdout,
    };
  } catch (error) {
    return { status: error.stack ?? String(error), stdout };
  }
}

const read = (name) => {
  try {
    return readFileSync(file(name), 'utf8');
  } catch {
    return '';
  }
};
const clean = (text) => text.replace(/crm_feature_set="[^"]*"|batch-limit="[0-9]*"/g, '');
const sorted = (text) => [...new Set(text.split('\n'))].sort().join('\n');
const isScore = (line) => / (?:allocation|promotion) score /.test(line);
const split = (stdout) => {
  // Failures are dated by the clock
  const lines = stdout.replace(/(last-failure-\S+=)\d+/g, '$1').split('\n');
  return {
    scores: lines.filter(isScore).sort().join('\n'),
    summary: lines
      .filter((line) => !isScore(line))
      .map((line) => line.trim())
      .filter(Boolean)
      .join('\n'),
  };
};

/** What a side came to, comparable. */
function outputs(side, { status, stdout }) {
  if (status !== 0) return { status: String(status), summary: '', scores: '', graph: '', dot: '' };
  return { status: '0', ...split(stdout), graph: clean(read(`${side}.graph`)), dot: sorted(read(`${side}.dot`)) };
}

const names = readdirSync(values.inputs)
  .filter((name) => name.endsWith('.xml'))
  .sort();
const totals = { status: 0, summary: 0, scores: 0, graph: 0, dot: 0 };
let same = 0;
let crashed = 0;
let left = 0;
const count = Number(values.count);
for (let i = 0; i < count; i++) {
  const seed = Number(values.seed) + i;
  const random = randomFrom(seed);
  const name = names[Math.floor(random() * names.length)];
  const root = parseXml(readFileSync(join(values.inputs, name), 'utf8'));
  if (!values.bundles && [...root.walk()].some((element) => element.name === 'bundle')) {
    left++;
    continue;
  }
  const changes = mutate(root, random, Element, Number(values.changes));
  const options = events(root, random);
  writeFileSync(file('input.xml'), serializePretty(root));
  for (const side of ['ours', 'theirs'])
    for (const kind of ['graph', 'dot']) rmSync(file(`${side}.${kind}`), { force: true });
  const reference = await theirs(options);
  if (typeof reference.status === 'string') {
    // It crashed or hung: there is nothing to compare with
    crashed++;
    continue;
  }
  const [their, our] = [outputs('theirs', reference), outputs('ours', await ours(options))];
  const wrong = Object.keys(totals).filter((kind) => their[kind] !== our[kind]);
  for (const kind of Object.keys(totals)) totals[kind] += Number(!wrong.includes(kind));
  if (wrong.length === 0) {
    same++;
    continue;
  }
  console.log(
    `${seed}: ${name} (${[...changes, ...options].join(', ')}) differs in ${wrong.join(', ')}${wrong.includes('status') ? `: ${our.status.slice(0, 300)}, not ${their.status}` : ''}`,
  );
  if (values.keep !== undefined) {
    const folder = join(values.keep, String(seed));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'input.xml'), serializePretty(root));
    for (const kind of Object.keys(totals)) {
      writeFileSync(join(folder, `${kind}.theirs`), `${their[kind]}\n`);
      writeFileSync(join(folder, `${kind}.ours`), `${our[kind]}\n`);
    }
  }
}
rmSync(temporary, { recursive: true });
console.log(
  Object.entries(totals)
    .map(([kind, number]) => `${kind} ${number}`)
    .join('  '),
);
const compared = count - crashed - left;
const rate = ((100 * same) / Math.max(1, compared)).toFixed(1);
console.log(`compare: ${same} of ${compared} inputs give the same (${rate} %); the reference crashed on ${crashed}`);
