import { contentDigest } from '../digest/digest.js';
import type { Element, Node } from '../xml/element.js';
import { diffAttributes } from './attributes.js';
import { commonPrefix, type Matching, matchChildren } from './match.js';
import { findMoved } from './moves.js';
import { type Change, type Delete, type Patchset, VERSION_ATTRIBUTES, versionOf } from './patchset.js';
import { formatPath, formatStep } from './path.js';

export interface DiffOptions {
  /** An attribute that merely moved among its fellows is no change. */
  readonly ignoreAttributeOrder?: boolean;
  /** Leave out versions, and changes to them. */
  readonly ignoreVersion?: boolean;
  /** Add the digest of the new document. */
  readonly digest?: boolean;
  /**
   * Make the patchset reproduce the new document to the letter. Pacemaker's own patchsets, which are
   * made otherwise, do not tell comments that differ in case only or have moved, and address a
   * sibling of the same name and id (or without any id) by a path that finds the first of them.
   * Exact ones delete and create these instead, at the price of being larger. Text nodes stay out.
   */
  readonly exact?: boolean;
}

/**
 * The patchset that turns `before` into `after`, neither of which is touched. Equal documents give
 * no changes. Subtrees that are the same object on both sides are skipped, so a copy that shares
 * what did not change is compared at the cost of what did.
 */
export function diff(before: Element, after: Element, options: DiffOptions = {}): Patchset {
  const { digest, ignoreVersion = false } = options;
  const target = ignoreVersion ? withVersionOf(after, before) : after;
  const found = new Comparison(options).compare(before, target);
  // Pacemaker takes 1 for a part that was never there, and what it was for one that has gone.
  const source = versionOf(before, [1, 1, 1]);
  return {
    ...(!ignoreVersion && { source, target: versionOf(after, source) }),
    ...(digest && { digest: contentDigest(after) }),
    changes: found ? [...found.deletes, ...found.others] : [],
  };
}

/** `root` with the version of `from` where that has one; children are shared. */
function withVersionOf(root: Element, from: Element): Element {
  const copy = root.cloneShallow();
  for (const name of VERSION_ATTRIBUTES) {
    const value = from.get(name);
    if (value !== undefined) copy.set(name, value);
  }
  for (const child of root.children) copy.children.push(child);
  return copy;
}

/** What differs below some element: the format lists deletions, in old order, before the rest, in new order. */
interface Difference {
  readonly deletes: Delete[];
  readonly others: Change[];
}

class Comparison {
  private readonly exact: boolean;
  private readonly orderMatters: boolean;
  /** New elements from the root to the one at hand: paths are built only for what changed. */
  private readonly chain: Element[] = [];

  constructor(options: DiffOptions) {
    this.exact = options.exact ?? false;
    this.orderMatters = this.exact || !options.ignoreAttributeOrder;
  }

  compare(before: Node, after: Node): Difference | undefined {
    if (before === after || before.kind !== 'element' || after.kind !== 'element') return undefined;
    this.chain.push(after);
    const attributes = diffAttributes(before.flat, after.flat, this.orderMatters);
    const below = this.compareChildren(before.children, after.children);
    const path = attributes.length > 0 ? formatPath(this.chain) : '';
    this.chain.pop();
    if (attributes.length === 0) return below;
    const own: Change = { operation: 'modify', path, attributes, result: after.cloneShallow() };
    return { deletes: below?.deletes ?? [], others: [own, ...(below?.others ?? [])] };
  }

  private compareChildren(before: readonly Node[], after: readonly Node[]): Difference | undefined {
    const prefix = commonPrefix(before, after, this.exact);
    /** By old index. */
    let nested: (Difference | undefined)[] | undefined;
    for (let i = 0; i < prefix; i++) {
      const difference = this.compare(before[i] as Node, after[i] as Node);
      if (difference) (nested ??= [])[i] = difference;
    }
    const aligned = prefix === before.length && prefix === after.length;
    if (aligned && !nested) return undefined;
    const matching = matchChildren(before, after, prefix, this.exact);
    nested ??= [];
    for (let i = prefix; i < before.length; i++) {
      const j = matching.toNew[i] as number;
      if (j >= 0) nested[i] = this.compare(before[i] as Node, after[j] as Node);
    }
    return { deletes: this.deletes(before, matching, nested), others: this.others(after, matching, nested) };
  }

  private deletes(before: readonly Node[], { toNew, ambiguous }: Matching, nested: Nested): Delete[] {
    const deletes: Delete[] = [];
    const parent = formatPath(this.chain);
    let kept = 0;
    for (const [i, child] of before.entries()) {
      if ((toNew[i] as number) >= 0) {
        kept++;
        for (const change of nested[i]?.deletes ?? []) deletes.push(change);
      } else if (child.kind === 'comment') {
        deletes.push({ operation: 'delete', path: parent + stepTo(child), position: kept });
      } else if (child.kind === 'element') {
        const step = ambiguous.has(child.name) ? formatStep(child.name, undefined) : stepTo(child);
        deletes.push({ operation: 'delete', path: parent + step });
      }
    }
    return deletes;
  }

  private others(after: readonly Node[], { toNew, toOld }: Matching, nested: Nested): Change[] {
    const others: Change[] = [];
    const parent = formatPath(this.chain);
    const moved = findMoved(toNew, toOld);
    for (const [j, child] of after.entries()) {
      const i = toOld[j] as number;
      if (child.kind === 'text') continue;
      if (i < 0) others.push({ operation: 'create', path: parent, position: j, node: child.clone() });
      else for (const change of nested[i]?.others ?? []) others.push(change);
      if (moved[j]) others.push({ operation: 'move', path: parent + stepTo(child), position: j });
    }
    return others;
  }
}

type Nested = readonly (Difference | undefined)[];

const stepTo = (node: Node): string => (node.kind === 'element' ? formatStep(node.name, node.id) : '/comment');
