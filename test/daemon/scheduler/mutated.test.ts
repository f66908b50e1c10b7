/**
 * Whatever a CIB says, the scheduler comes to a transition, or says what is wrong with the CIB.
 *
 *   SEED=n   that one alone
 *   CIBS=n   so many
 */
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import t from 'tap';
import { CibError } from '../../../cib/result/error.js';
import { Element } from '../../../cib/xml/element.js';
import { serializePretty } from '../../../cib/xml/serialize.js';
import { dotGraph } from '../../../daemon/scheduler/serialise/dot.js';
import { graphXml } from '../../../daemon/scheduler/serialise/graph-xml.js';
import type { Context } from '../../../tools/command/context.js';
import { prepare } from '../../../tools/simulation/input.js';
import { type Result, simulate, type Wish } from '../../../tools/simulation/simulate.js';
import { simulationText } from '../../../tools/simulation/text.js';
import { statusText } from '../../../tools/status/text/status.js';
import { repository } from '../../harness/repository.js';
import { NO_INJECTIONS } from './cases.js';

const SEED = process.env['SEED'];
const FIRST = Number(SEED ?? 1);
const COUNT = SEED ? 1 : Number(process.env['CIBS'] ?? 10_000);
const NOW = new Date(1_700_000_000_000);
/** CIBs that are changed from the same one. */
const ROW = 10;

const generators = join(repository(fileURLToPath(import.meta.url)), 'build', 'compare');
const load = (path: string) => import(pathToFileURL(join(generators, path)).href);

const context = { program: 'test', env: {}, verbosity: 0, warn() {}, log() {} } as unknown as Context;

const WISH: Wish = {
  quiet: true,
  process: true,
  execute: true,
  scores: false,
  utilization: false,
  sanitized: true,
  sections: ['attributes', 'failcounts', 'failures'],
  date: undefined,
  injections: NO_INJECTIONS,
  failures: [],
};

/** Decide upon a CIB and play the decision through; now and then with all printed that there is. */
function play(root: Element, printed = false): Result {
  const result = simulate(
    root,
    { ...WISH, quiet: !printed, scores: printed, utilization: printed },
    {
      now: NOW,
      problem() {},
      log() {},
      show: (cluster, view) => ({ text: statusText(cluster, view) }),
      decided(cluster, graph) {
        if (!printed) return;
        dotGraph(cluster);
        serializePretty(graphXml(cluster, graph));
      },
    },
  );
  if (printed) simulationText({ parts: result.parts, fancy: true });
  return result;
}

interface Outcome {
  decided: number;
  refused: number;
  readonly crashed: string[];
}

async function run(): Promise<Outcome> {
  const { Dice } = await load('dice.mjs');
  const { synthesize } = await load('synthesis/cib.mjs');
  const { ANYWHERE, CONFIGURATION, STATUS, damage, Patient } = await load('damage/damage.mjs');

  /** Made up, and maybe after a transition. So many in a row are changed from the same one. */
  let origin: Element | undefined;
  function original(seed: number): Element {
    if (origin && seed % ROW !== 0) return origin;
    const dice = new Dice(seed - (seed % ROW));
    origin = synthesize(dice, Element, { size: 2, nodes: 3, past: dice.chance(0.5) }) as Element;
    if (dice.chance(0.4)) origin = play(origin).cib;
    return origin;
  }

  const outcome: Outcome = { decided: 0, refused: 0, crashed: [] };
  for (let seed = FIRST; seed < FIRST + COUNT; seed++) {
    try {
      const root = original(seed).clone();
      const dice = new Dice(seed);
      damage(new Patient(root, dice, Element), [CONFIGURATION, ANYWHERE, STATUS], 6);
      play(await prepare(root, context), dice.chance(0.1));
      outcome.decided++;
    } catch (error) {
      if (error instanceof CibError) outcome.refused++;
      else outcome.crashed.push(`SEED=${seed}: ${(error as Error).stack}`);
    }
  }
  return outcome;
}

t.setTimeout(600_000);

// Not within a test: what keeps track of its promises would take longer than the scheduler
const { decided, refused, crashed } = await run();

t.test('mutated CIBs', async (t) => {
  t.same(crashed.slice(0, 5), [], `${crashed.length} crash`);
  if (!SEED) t.ok(decided > COUNT / 2, `${decided} are decided upon, ${refused} refused`);
});
