import { parseXml } from '../../../cib/xml/parse.js';
import type { Action } from '../../../daemon/scheduler/model/action.js';
import type { Cluster } from '../../../daemon/scheduler/model/cluster.js';
import { schedule } from '../../../daemon/scheduler/schedule.js';
import { cibOf, type Situation } from './placed.js';

const NOW = Date.UTC(2026, 0, 1);
/** A cluster when all is decided. */
export const acted = (situation: Situation): Cluster => schedule(parseXml(cibOf(situation)), { now: NOW });

/** `KEY NODE`, with `*` before it if no agent is run. */
const nameOf = ({ key, node, pseudo }: Action): string => `${pseudo ? '*' : ''}${key}${node ? ` ${node.name}` : ''}`;

/** Actions of the transition, in order of their ids. */
export function plan(situation: Situation): string[] {
  const actions = acted(situation).graph?.synapses.map(({ action }) => action) ?? [];
  return actions.sort((a, b) => a.id - b.id).map(nameOf);
}

/** The same without pseudo-actions. */
export const realPlan = (situation: Situation): string[] => plan(situation).filter((name) => !name.startsWith('*'));

type Inputs = ReadonlyMap<Action, readonly Action[]>;

const inputsOf = (situation: Situation): Inputs =>
  new Map(acted(situation).graph?.synapses.map(({ action, inputs }) => [action, inputs]));

/** What actions of the transition wait for, by action, pseudo-actions left out. */
export function directly(situation: Situation): Record<string, string[]> {
  const inputs = [...inputsOf(situation)].filter(([action]) => !action.pseudo);
  return Object.fromEntries(inputs.map(([action, before]) => [nameOf(action), realNames(before)]));
}

/** The same, with what they wait for by way of pseudo-actions; those that wait for nothing left out. */
export function waits(situation: Situation): Record<string, string[]> {
  const inputs = inputsOf(situation);
  const collect = (action: Action, found: Set<Action>): Set<Action> => {
    for (const input of inputs.get(action) ?? []) {
      if (!inputs.has(input) || found.has(input)) continue;
      found.add(input);
      if (input.pseudo) collect(input, found);
    }
    return found;
  };
  const all = [...inputs.keys()].filter(({ pseudo }) => !pseudo);
  const named = all.map((action) => [nameOf(action), realNames(collect(action, new Set()))] as const);
  return Object.fromEntries(named.filter(([, before]) => before.length > 0));
}

const realNames = (actions: Iterable<Action>): string[] =>
  [...actions]
    .filter(({ pseudo }) => !pseudo)
    .map(nameOf)
    .sort();

/** Required actions that cannot be run, with the reason. */
export function blocked(situation: Situation): string[] {
  const { actions } = acted(situation);
  const stuck = actions.filter(({ optional, runnable, resource }) => !optional && !runnable && resource);
  return stuck.map((action) => `${nameOf(action)}: ${action.reason ?? '-'}`);
}
