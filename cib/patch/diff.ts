import { contentDigest } from '../digest/digest.js';
import type { Element, Node } from '../xml/element.js';
import { diffAttributes } from './attributes.js';
import { matchChildren } from './match.js';
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
  const changes = new Comparison(options).run(before, target);
  // Pacemaker takes 1 for a part that was never there, and what it was for one that has gone.
  const source = versionOf(before, [1, 1, 1]);
  return {
    ...(!ignoreVersion && { source, target: versionOf(after, source) }),
    ...(digest && { digest: contentDigest(after) }),
    changes,
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

class Comparison {
  private readonly exact: boolean;
  private readonly orderMatters: boolean;
  /** In the order of the old document, as the format has it. */
  private readonly deletes: Delete[] = [];
  /** New elements from the root to the one at hand: paths are built only for what changed. */
  private readonly chain: Element[] = [];

  constructor(options: DiffOptions) {
    this.exact = options.exact ?? false;
    this.orderMatters = this.exact || !options.ignoreAttributeOrder;
  }

  run(before: Element, after: Element): readonly Change[] {
    const changes: Change[] = [];
    this.compare(before, after, changes);
    return [...this.deletes, ...changes];
  }

  /** Add what differs to `changes`, other than deletions: own attributes, then children in new order. */
  private compare(before: Element, after: Element, changes: Change[]): void {
    if (before === after) return;
    this.chain.push(after);
    const attributes = diffAttributes(before.flat, after.flat, this.orderMatters);
    if (attributes.length > 0) {
      changes.push({ operation: 'modify', path: formatPath(this.chain), attributes, result: after.cloneShallow() });
    }
    if (before.children.length > 0 || after.children.length > 0) this.compareChildren(before, after, changes);
    this.chain.pop();
  }

  private compareChildren(before: Element, after: Element, changes: Change[]): void {
    const { toNew, toOld, prefix, ambiguous } = matchChildren(before.children, after.children, this.exact);
    if (prefix === before.children.length && prefix === after.children.length) {
      for (let i = 0; i < prefix; i++)
        this.compareNodes(before.children[i] as Node, after.children[i] as Node, changes);
      return;
    }
    // Deletions are listed in old order and the rest in new order, so nested changes wait for their turn.
    const nested: Change[][] = [];
    for (let i = 0, kept = 0; i < before.children.length; i++) {
      const j = toNew[i] as number;
      const child = before.children[i] as Node;
      if (j < 0) {
        this.delete(child, kept, ambiguous);
        continue;
      }
      kept++;
      const own: Change[] = [];
      this.compareNodes(child, after.children[j] as Node, own);
      if (own.length > 0) nested[j] = own;
    }
    const moved = findMoved(toNew, toOld);
    const parent = formatPath(this.chain);
    for (let j = 0; j < after.children.length; j++) {
      const child = after.children[j] as Node;
      if (child.kind === 'text') continue;
      if ((toOld[j] as number) < 0)
        changes.push({ operation: 'create', path: parent, position: j, node: child.clone() });
      for (const change of nested[j] ?? []) changes.push(change);
      if (moved[j]) changes.push({ operation: 'move', path: parent + stepTo(child), position: j });
    }
  }

  private compareNodes(before: Node, after: Node, changes: Change[]): void {
    if (before.kind === 'element' && after.kind === 'element') this.compare(before, after, changes);
  }

  private delete(child: Node, position: number, ambiguous: ReadonlySet<string>): void {
    if (child.kind === 'text') return;
    const parent = formatPath(this.chain);
    if (child.kind === 'comment') this.deletes.push({ operation: 'delete', path: `${parent}/comment`, position });
    else if (ambiguous.has(child.name))
      this.deletes.push({ operation: 'delete', path: parent + formatStep(child.name, undefined) });
    else this.deletes.push({ operation: 'delete', path: parent + stepTo(child) });
  }
}

const stepTo = (node: Node): string => (node.kind === 'element' ? formatStep(node.name, node.id) : '/comment');
