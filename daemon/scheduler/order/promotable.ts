import { Relation } from '../model/action.js';
import type { Resource } from '../model/resource.js';
import { orderActions } from './new.js';

/** What is done with a promotable clone, or the bundle around it: demote, stop, start, promote. */
export function orderRestart(resource: Resource): void {
  for (const [first, then] of [
    ['stopped', 'start'],
    ['stopped', 'promote'],
    ['demoted', 'stop'],
    ['demoted', 'start'],
    ['demoted', 'promote'],
    ['running', 'promote'],
    ['demote', 'demoted'],
  ] as const) {
    orderActions(resource, first, resource, then, Relation.ordered);
  }
}
