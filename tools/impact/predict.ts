import { CibError } from '../../cib/result/error.js';
import type { Element } from '../../cib/xml/element.js';
import { schedule } from '../../daemon/scheduler/schedule.js';
import { type Change, changesOf, type Verb } from '../../daemon/scheduler/serialise/changes.js';
import type { Effect, Predict } from './impact.js';

/** What runs goes on meanwhile. */
const HARMLESS: ReadonlySet<Verb> = new Set(['Start', 'Promote', 'Migrate', 'Reload']);

/** Ask the scheduler about both configurations: what only the new one leads to is the impact. */
export const predict: Predict = (before, after, now) => {
  try {
    const wanted = effectsOf(after, now);
    // What would happen anyway is nobody's impact.
    const anyway = new Set(areAllNew(wanted, before, after) ? [] : effectsOf(before, now).map(keyOf));
    const effects = wanted.filter((effect) => !anyway.has(keyOf(effect)));
    return { effects, interrupts: effects.some(({ interrupts, blocked }) => interrupts && !blocked) };
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    return { effects: [], interrupts: false, unknown: error.message };
  }
};

/** Is all of it about resources that are configured now, and were not before? */
function areAllNew(effects: readonly Effect[], before: Element, after: Element): boolean {
  const subjects = new Set(effects.map(({ subject }) => subject.replace(/:\d+$/, '')));
  const known = (cib: Element): number => {
    const found = new Set<string>();
    for (const { id } of cib.child('configuration')?.walk() ?? []) {
      if (id !== undefined && subjects.has(id)) found.add(id);
    }
    return found.size;
  };
  return subjects.size === 0 || (known(before) === 0 && known(after) === subjects.size);
}

const keyOf = ({ what, subject, from, to }: Effect): string => [what, subject, from, to].join('\u0000');

const effectsOf = (cib: Element, now: number): Effect[] => changesOf(schedule(cib, { now })).map(effectOf);

function effectOf(change: Change): Effect {
  const reason = change.reason === undefined ? {} : { reason: change.reason };
  if (change.kind === 'node') {
    return { what: change.task, subject: change.node ?? '', ...reason, blocked: false, interrupts: true };
  }
  const { resource, origin, destination, blocked } = change;
  return {
    what: change.change,
    subject: resource,
    ...(origin === undefined ? {} : { from: origin }),
    ...(destination === undefined ? {} : { to: destination }),
    ...reason,
    blocked,
    interrupts: !HARMLESS.has(change.change),
  };
}
