/**
 * The ways in which inputs are made. Each makes, of a seed, a CIB and options for crm_simulate.
 *
 * A workshop has `Element`, `inputs` (names of CIBs to begin with), `input(name, old)` (a copy of one,
 * upgraded unless `old`),
 * and `play(root, injections, failures)`, which has a CIB go through the transition that it needs.
 */

import { changes } from './changes.mjs';
import { cross } from './cross.mjs';
import { ANYWHERE, CONFIGURATION, damage, Patient, STATUS } from './damage/damage.mjs';
import { events, form } from './events.mjs';
import { synthesize } from './synthesis/cib.mjs';

const some = (dice, { inputs, input }, old = false) => {
  const name = dice.pick(inputs);
  return { name, root: input(name, old && dice.chance(0.1)) };
};

/** Operations that fail while a transition is played. */
function mishaps(root, dice) {
  const elements = [...root.walk()];
  const names = elements.filter(({ name }) => name === 'node_state').map((state) => state.get('uname'));
  const resources = elements.filter(({ name }) => name === 'primitive').map(({ id }) => id);
  if (names.length === 0 || resources.length === 0) return [];
  const tasks = [
    'start_0',
    'start_0',
    'stop_0',
    'promote_0',
    'demote_0',
    'monitor_10000',
    'migrate_to_0',
    'migrate_from_0',
  ];
  return Array.from(
    { length: dice.between(0, 3) },
    () => `${dice.pick(resources)}_${dice.pick(tasks)}@${dice.pick(names)}=${dice.pick([1, 5, 7])}`,
  );
}

/** As it is once some transitions went through. */
function settled(root, dice, { play }) {
  let at = root;
  for (let left = dice.between(1, 3); left > 0; left--) at = play(at, dice.chance(0.4) ? mishaps(at, dice) : []);
  return at;
}

/** As it is in the middle of a transition: of what it changes, some is done, some is under way, some is not begun. */
function torn(before, after, dice) {
  const old = new Map();
  for (const state of before.child('status').elements('node_state')) {
    for (const entry of state.walk()) if (entry.name === 'lrm_resource') old.set(`${state.id} ${entry.id}`, entry);
  }
  for (const state of after.child('status').elements('node_state')) {
    for (const entry of [...state.walk()].filter(({ name }) => name === 'lrm_resource')) {
      const was = old.get(`${state.id} ${entry.id}`);
      const operation = dice.pick(entry.elements('lrm_rsc_op'));
      if (dice.chance(0.35)) {
        entry.parent.insert(was?.clone() ?? entry.cloneShallow(), entry.parent.children.indexOf(entry));
        entry.remove();
      } else if (operation && dice.chance(0.2)) {
        operation.set('rc-code', '193').set('op-status', '-1');
        operation.set('transition-magic', (operation.get('transition-magic') ?? ';').replace(/^[^;]*/, '-1:193'));
      }
    }
  }
  return after;
}

export const GENERATORS = {
  /** What administrators and mishaps do to an input. */
  changes(dice, workshop) {
    const { name, root } = some(dice, workshop, true);
    return { root, notes: [name, ...changes(root, dice.next, workshop.Element, 4)], events: 0.4 };
  },
  /** An input, damaged. */
  damage(dice, workshop) {
    const { name, root } = some(dice, workshop, true);
    const tables = [CONFIGURATION, ANYWHERE, STATUS];
    return { root, notes: [name, ...damage(new Patient(root, dice, workshop.Element), tables, 8)], events: 0.3 };
  },
  /** Parts of an input put into another. */
  cross(dice, workshop) {
    const { name, root } = some(dice, workshop);
    const other = some(dice, workshop);
    const notes = [name, other.name, ...cross(root, other.root, dice, workshop.Element)];
    notes.push(...damage(new Patient(root, dice, workshop.Element), [CONFIGURATION, STATUS], 2, 0));
    return { root, notes, events: 0.3 };
  },
  /** What an input becomes when its transition goes wrong, and more happens. */
  aftermath(dice, workshop) {
    const { name, root } = some(dice, workshop);
    const played = workshop.play(root, mishaps(root, dice));
    const notes = damage(new Patient(played, dice, workshop.Element), [CONFIGURATION, STATUS, STATUS], 3);
    return { root: played, notes: [name, ...notes], events: 0.4 };
  },
  /** Caught in the middle of a transition, and a little happens. */
  torn(dice, workshop) {
    const { name, root } = dice.chance(0.5)
      ? some(dice, workshop)
      : { name: 'made up', root: settled(synthesize(dice, workshop.Element, { size: 5 }), dice, workshop) };
    const changed = root.clone();
    const notes = damage(new Patient(changed, dice, workshop.Element), [CONFIGURATION, STATUS], 2);
    const half = torn(changed, workshop.play(changed, mishaps(changed, dice)), dice);
    notes.push(...damage(new Patient(half, dice, workshop.Element), [CONFIGURATION, STATUS], 1, 0));
    return { root: half, notes: [name, ...notes], events: 0.2 };
  },
  /** Made up, and large. */
  large(dice, workshop) {
    const options = { size: 16, nodes: 7, past: dice.chance(0.1) };
    const root = settled(synthesize(dice, workshop.Element, options), dice, workshop);
    const notes = damage(new Patient(root, dice, workshop.Element), [CONFIGURATION, STATUS], 6);
    return { root, notes, events: 0.3 };
  },
  /** Made up, nothing has happened yet. */
  fresh: (dice, { Element }) => ({
    root: synthesize(dice, Element, { size: dice.pick([2, 4, 8]) }),
    notes: [],
    events: 0.5,
  }),
  /** Made up, settled, and then something happens. */
  settled(dice, workshop) {
    const root = settled(synthesize(dice, workshop.Element, { size: dice.pick([2, 4, 8]) }), dice, workshop);
    return {
      root,
      notes: damage(new Patient(root, dice, workshop.Element), [CONFIGURATION, STATUS, STATUS], 4),
      events: 0.4,
    };
  },
  /** Made up, with a past that does not fit. */
  chaos: (dice, { Element }) => ({
    root: synthesize(dice, Element, { size: dice.pick([1, 3, 6]), past: true }),
    notes: [],
    events: 0.3,
  }),
};

/** An input: its CIB, what it is made of, and options. */
export function generate(name, dice, workshop) {
  const { root, notes, events: probability } = GENERATORS[name](dice, workshop);
  const shape = form(dice);
  return { root, notes, options: [...shape, ...events(root, dice, probability, shape)] };
}
