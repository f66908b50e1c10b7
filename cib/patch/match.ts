import { type Comment, type Element, equal, type Node } from '../xml/element.js';

/**
 * Which child of the new parent is which child of the old one. An element is the same if name and
 * id are, a comment if text (whatever its case) and index are; text never is, since a patchset
 * cannot carry it.
 */
export interface Matching {
  /** For each old child the index of its new self, or -1. */
  readonly toNew: Int32Array;
  readonly toOld: Int32Array;
  /** Leading children that are the same at the same index; everything, if lists correspond fully. */
  readonly prefix: number;
  /** Names of elements that a path cannot tell apart, all of which are therefore left unmatched. */
  readonly ambiguous: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * @param exact match only what a path will find again: where the lists differ, no comments, and no
 * elements that share name and id with a sibling
 */
export function matchChildren(before: readonly Node[], after: readonly Node[], exact: boolean): Matching {
  const toNew = new Int32Array(before.length).fill(-1);
  const toOld = new Int32Array(after.length).fill(-1);
  let prefix = 0;
  while (
    prefix < before.length &&
    prefix < after.length &&
    same(before[prefix] as Node, after[prefix] as Node, exact)
  ) {
    toNew[prefix] = toOld[prefix] = prefix;
    prefix++;
  }
  const aligned = prefix === before.length && prefix === after.length;
  const ambiguous = exact ? unaddressable(before, after, aligned) : NONE;
  if (exact && (!aligned || ambiguous.size > 0)) {
    for (let i = 0; i < prefix; i++) {
      const node = before[i] as Node;
      if (node.kind === 'element' && ambiguous.has(node.name)) toNew[i] = toOld[i] = -1;
      else if (node.kind === 'comment') toNew[i] = toOld[i] = -1;
    }
  }
  if (!aligned) matchRest(before, after, prefix, exact, ambiguous, toNew, toOld);
  return { toNew, toOld, prefix: ambiguous.size > 0 || (exact && !aligned) ? 0 : prefix, ambiguous };
}

function same(before: Node, after: Node, exact: boolean): boolean {
  if (before === after) return true;
  if (before.kind === 'element' && after.kind === 'element') {
    return before.name === after.name && before.get('id') === after.get('id');
  }
  return before.kind === 'comment' && after.kind === 'comment' && sameText(before, after, exact);
}

function sameText({ text: a }: Comment, { text: b }: Comment, exact: boolean): boolean {
  return a === b || (!exact && a.length === b.length && asciiLower(a) === asciiLower(b));
}

const asciiLower = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** Pair what follows the common prefix: each old child with the first of its kind still free. */
function matchRest(
  before: readonly Node[],
  after: readonly Node[],
  prefix: number,
  exact: boolean,
  ambiguous: ReadonlySet<string>,
  toNew: Int32Array,
  toOld: Int32Array,
): void {
  const free = new Map<string, number[]>();
  for (let j = after.length - 1; j >= prefix; j--) {
    const node = after[j] as Node;
    if (node.kind !== 'element' || ambiguous.has(node.name)) continue;
    const key = keyOf(node);
    const list = free.get(key);
    if (list) list.push(j);
    else free.set(key, [j]);
  }
  for (let i = prefix; i < before.length; i++) {
    const node = before[i] as Node;
    let j: number | undefined;
    if (node.kind === 'element') j = free.get(keyOf(node))?.pop();
    else if (!exact && i < after.length && same(node, after[i] as Node, exact)) j = i;
    if (j === undefined) continue;
    toNew[i] = j;
    toOld[j] = i;
  }
}

/** `/` cannot be in a name, so no two kinds share a key; an empty id is still an id. */
function keyOf(element: Element): string {
  const id = element.get('id');
  return id === undefined ? element.name : `${element.name}/${id}`;
}

/**
 * Names whose elements cannot all be told apart by a path, and that differ: several have the same
 * id, or one has none and is not alone. Those that stay as and where they are need no path.
 */
function unaddressable(before: readonly Node[], after: readonly Node[], aligned: boolean): ReadonlySet<string> {
  const names = new Set([...sharedNames(before), ...sharedNames(after)]);
  if (!aligned || names.size === 0) return names;
  const changed = new Set<string>();
  before.forEach((old, i) => {
    if (old.kind !== 'element' || !names.has(old.name) || changed.has(old.name)) return;
    if (!equal(old, after[i] as Node, true)) changed.add(old.name);
  });
  return changed;
}

function sharedNames(children: readonly Node[]): Set<string> {
  const seen = new Map<string, Set<string | undefined>>();
  const shared = new Set<string>();
  for (const child of children) {
    if (child.kind !== 'element') continue;
    const id = child.get('id');
    const ids = seen.get(child.name);
    if (!ids) seen.set(child.name, new Set([id]));
    else if (ids.has(id) || id === undefined || ids.has(undefined)) shared.add(child.name);
    else ids.add(id);
  }
  return shared;
}
