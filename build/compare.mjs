/**
 * npm run compare -- --ref PATH: our scheduler and Pacemaker's crm_simulate on inputs made at random.
 * Status, summary, scores, graph, drawing, resulting CIB and messages must be the same.
 *
 *   --ref PATH         the crm_simulate to compare with
 *   --generators A,B   how inputs are made (default: all; see compare/generators.mjs)
 *   --inputs DIR       CIBs to begin with (default: the conformance cases beside the repository)
 *   --bundles          also inputs with bundles: a reference that was not built for /usr names other paths there
 *   --count N          how many inputs of each generator (default 100)
 *   --seed S           of the first (default 1); a number from a report repeats that one with --count 1
 *   --keep DIR         keep inputs that differ, with both outputs
 *   --js DIR           our compiled modules (default dist/js)
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { at } from './bootstrap.mjs';
import { Dice } from './compare/dice.mjs';
import { GENERATORS, generate } from './compare/generators.mjs';
import { OUTPUTS, Sides } from './compare/sides.mjs';
import { openWorkshop } from './compare/workshop.mjs';

const { values } = parseArgs({
  options: {
    ref: { type: 'string' },
    generators: { type: 'string', default: Object.keys(GENERATORS).join(',') },
    inputs: { type: 'string', default: at('..', 'shared', 'conformance', 'scheduler', 'xml') },
    bundles: { type: 'boolean', default: false },
    count: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'string' },
    js: { type: 'string', default: at('dist', 'js') },
  },
});
if (values.ref === undefined) {
  console.error('usage: npm run compare -- --ref /path/to/crm_simulate [--generators A,B] [--count N] [--seed S]');
  process.exit(1);
}

const load = (path) => import(resolve(values.js, path));
const { serializePretty } = await load('cib/xml/serialize.js');
const { runCommand } = await load('tools/command/run.js');
const { crmSimulate: command } = await load('tools/crm_simulate.js');
const folder = mkdtempSync(join(tmpdir(), 'metronome-compare-'));
const sides = new Sides({ reference: resolve(values.ref), folder, command, runCommand });
const workshop = await openWorkshop(load, values.inputs);

const hasBundle = (root) => [...root.walk()].some(({ name }) => name === 'bundle');

/** Compare one input: what came of it, and in what the two differ. */
async function compare(name, seed) {
  const { root, notes, options } = generate(name, new Dice(seed), workshop);
  if (!values.bundles && hasBundle(root)) return { verdict: 'left out' };
  const input = serializePretty(root);
  writeFileSync(sides.file('input.xml'), input);
  let theirs;
  let ours;
  let wrong = [];
  // The clock may strike between the two
  for (let tries = 2; tries > 0; tries--) {
    theirs = await sides.theirs(options);
    if (theirs === undefined) return { verdict: 'crashed' };
    ours = await sides.ours(options);
    wrong = differences(theirs, ours);
    if (wrong.length === 0) return { verdict: theirs.status === '0' ? 'same' : 'refused' };
  }
  return { verdict: 'differs', wrong, notes, options, input, theirs, ours };
}

function differences(theirs, ours) {
  // After a failed assertion the peer goes on, says more than it otherwise would, and records what it should not
  const excused = theirs.stderr.includes('assertion') ? ['stderr', 'cib'] : [];
  return OUTPUTS.filter((output) => theirs[output] !== ours[output] && !excused.includes(output));
}

function report(name, seed, { wrong, notes, options, input, theirs, ours }) {
  const status = theirs.status === ours.status ? '' : `: ${ours.status.slice(0, 300)}, not ${theirs.status}`;
  console.log(`${name} ${seed} (${notes.join(', ')}; ${options.join(' ')}) differs in ${wrong.join(', ')}${status}`);
  if (values.keep === undefined) return;
  const home = join(values.keep, `${name}-${seed}`);
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'input.xml'), input);
  writeFileSync(join(home, 'options.json'), JSON.stringify(options));
  for (const output of OUTPUTS) {
    writeFileSync(join(home, `${output}.theirs`), `${theirs[output]}\n`);
    writeFileSync(join(home, `${output}.ours`), `${ours[output]}\n`);
  }
}

const all = { same: 0, differs: 0 };
for (const name of values.generators.split(',')) {
  const counts = { same: 0, differs: 0, refused: 0, crashed: 0, 'left out': 0 };
  for (let i = 0; i < Number(values.count); i++) {
    const seed = Number(values.seed) + i;
    const result = await compare(name, seed);
    counts[result.verdict]++;
    if (result.verdict === 'differs') report(name, seed, result);
  }
  for (const verdict of Object.keys(all)) all[verdict] += counts[verdict];
  console.log(
    `${name}: ${Object.entries(counts)
      .map(([verdict, count]) => `${verdict} ${count}`)
      .join(', ')}`,
  );
}
rmSync(folder, { recursive: true });
const compared = all.same + all.differs;
const rate = ((100 * all.same) / Math.max(1, compared)).toFixed(2);
console.log(`compare: ${all.same} of ${compared} inputs that are taken give the same (${rate} %)`);
