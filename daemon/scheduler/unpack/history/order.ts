import { int, int32 } from '../../../../cib/number/int.js';
import type { Element } from '../../../../cib/xml/element.js';
import { configError, type Journal } from '../../log.js';
import { sortAsList } from '../../place/sort.js';

/**
 * Which of two entries of the history is newer: negative if the second is, positive if the first is,
 * 0 if that cannot be told. Call numbers tell it on one node; times, across nodes; transitions, where
 * one is still pending.
 */
export function compareAge(a: Element, b: Element, journal: Journal): number {
  const [nodeA, nodeB] = [a.get('on_node'), b.get('on_node')];
  const sameNode = nodeA === nodeB || nodeA?.toLowerCase() === nodeB?.toLowerCase();
  if (sameNode && a.id === b.id) {
    configError(journal, 'pe__is_newer_op', `Duplicate lrm_rsc_op entries named ${a.id}`);
    return 0;
  }
  const callA = int32(a.get('call-id'), -1);
  const callB = int32(b.get('call-id'), -1);
  if (callA === -1 && callB === -1) return 0;
  if (sameNode && callA >= 0 && callA < callB) return -1;
  if (sameNode && callB >= 0 && callA > callB) return 1;
  if (callA >= 0 && callB >= 0) return compareTime(a, b);
  return compareTransition(a, b, callA, callB);
}

function compareTime(a: Element, b: Element): number {
  const timeA = int(a.get('last-rc-change'), -1);
  const timeB = int(b.get('last-rc-change'), -1);
  if (timeA >= 0 && timeA < timeB) return -1;
  return timeB >= 0 && timeA > timeB ? 1 : 0;
}

function compareTransition(a: Element, b: Element, callA: number, callB: number): number {
  const first = transitionOf(a);
  const second = transitionOf(b);
  if (!first || !second) return 0;
  if (first.graph.toLowerCase() !== second.graph.toLowerCase() || first.number === second.number) {
    if (callB === -1) return -1;
    return callA === -1 ? 1 : 0;
  }
  if ((first.number >= 0 && first.number < second.number) || second.number === -1) return -1;
  if ((second.number >= 0 && first.number > second.number) || first.number === -1) return 1;
  return 0;
}

/** Which transition of which graph an entry is from. */
function transitionOf(entry: Element): { graph: string; number: number } | undefined {
  const magic = /^\s*-?\d+:-?\d+;(-?\d+):(-?\d+):(-?\d+):(\S{1,36})/.exec(entry.get('transition-magic') ?? '');
  return magic ? { number: Number(magic[2]), graph: magic[4] as string } : undefined;
}

/** Entries from the oldest to the newest. */
export function byAge(entries: Iterable<Element>, journal: Journal): Element[] {
  const list = [...entries];
  if (list.length < 2) return list;
  // Of two that cannot be told apart, the one that stands later comes first.
  return sortAsList(list.reverse(), (a, b) => compareAge(a, b, journal));
}

/**
 * Where in a list by age the operations begin that tell of the present: the last start (or what
 * implies one), and the last stop; -1 if there is none.
 */
export function activeSpan(entries: readonly Element[]): { readonly start: number; readonly stop: number } {
  let start = -1;
  let stop = -1;
  let monitor = -1;
  let promotion = -1;
  entries.forEach((entry, at) => {
    const task = entry.get('operation')?.toLowerCase();
    if (task === 'stop' && entry.get('op-status') === '0') stop = at;
    else if (task === 'start' || task === 'migrate_from') start = at;
    else if (task === 'monitor' && monitor <= stop) {
      const exit = entry.get('rc-code');
      if (exit === '0' || exit === '8') monitor = at;
    } else if (task === 'promote' || task === 'demote') promotion = at;
  });
  if (start === -1) start = promotion !== -1 ? promotion : monitor;
  return { start, stop };
}
