import type { Resource } from '../model/resource.js';

const BEGINNING = new Map([
  ['running', 'start'],
  ['stopped', 'stop'],
  ['promoted', 'promote'],
  ['demoted', 'demote'],
]);

/** Tasks that orderings between wholes and their parts know. */
const KNOWN = new Set([
  ...BEGINNING.keys(),
  ...BEGINNING.values(),
  'monitor',
  'notify',
  'notified',
  'do_shutdown',
  'stonith',
]);

/** The task of a part that belongs to one of the whole: a primitive has no actions that tell that it is done. */
export function taskOfPart(part: Resource, task: string): string {
  if (!KNOWN.has(task)) return 'no_action';
  return part.kind === 'primitive' ? (BEGINNING.get(task) ?? task) : task;
}
