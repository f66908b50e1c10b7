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
  /** Names of elements that a path cannot tell apart, all of which are therefore left unmatched. */
  readonly ambiguous: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/** How many leading children are the same at the same index. */
export function commonPrefix(before: readonly Node[], after: readonly Node[], exact: boolean): number {
  const end = Math.min(before.length, after.length);
  let prefix = 0;
  while (prefix < end && same(before[prefix] as Node, after[prefix] as Node, exact)) prefix++;
  return prefix;
}

/**
 * @param prefix their `commonPrefix`
 * @param exact match only what a path will find again: if anything differs here, no elements that
 * share name and id with a sibling, and if the lists do, no comments
 */
export function matchChildren(
  before: readonly Node[],
  after: readonly Node[],
  prefix: number,
  exact: boolean,
): Matching {
  const toNew = new Int32Array(before.length).fill(-1);
  const toOld = new Int32Array(after.length).fill(-1);
  const aligned = prefix === before.length && prefix === after.length;
  const ambiguous = exact ? unaddressable(before, after, aligned) : NONE;
  for (let i = 0; i < prefix; i++) {
    const node = before[i] as Node;
    if (node.kind === 'element' ? ambiguous.has(node.name) : exact && !aligned) continue;
    toNew[i] = toOld[i] = i;
  }
  if (!aligned) matchRest(before, after, prefix, exact, ambiguous, toNew, toOld);
  return { toNew, toOld, ambiguous };
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
  const names = sharedNames(before);
  // Lists that correspond share the same names.
  if (!aligned) for (const name of sharedNames(after)) names.add(name);
  if (!aligned || names.size === 0) return names;
  const changed = new Set<string>();
  before.forEach((old, i) => {
    if (old.kind !== 'element' || !names.has(old.name) || changed.has(old.name)) return;
    if (!equal(old, after[i] as Node, true)) changed.add(old.name);
  });
  return changed;
}

function sharedNames(children: readonly Node[]): Set<string> {
  const shared = new Set<string>();
  if (children.length < 2) return shared;
  const keys = new Set<string>();
  /** Names of which there is one without an id, or, if not, one at all. */
  const bare = new Set<string>();
  const named = new Set<string>();
  for (const child of children) {
    if (child.kind !== 'element') continue;
    const { name } = child;
    const key = keyOf(child);
    if (keys.has(key) || bare.has(name) || (key === name && named.has(name))) shared.add(name);
    keys.add(key);
    (key === name ? bare : named).add(name);
  }
  return shared;
}
