import { contentDigest } from '../digest/digest.js';
import { CibError } from '../result/error.js';
import { Element, type Node } from '../xml/element.js';
import { applyFormat1, isFormat1, readVersions1 } from './format1.js';
import { type Found, Lookup } from './lookup.js';
import {
  type Change,
  type Create,
  type Delete,
  type Modify,
  type Move,
  type Patchset,
  readPatchset,
  type VersionTriple,
  versionOf,
} from './patchset.js';
import { type Edits, Transaction } from './transaction.js';

export interface ApplyOptions {
  /** Refuse a patchset whose source is not the version at hand, or whose target is not newer. */
  readonly checkVersion?: boolean;
  /** Compare the result with the digest in the patchset, if there is one (a pass over the whole document). */
  readonly checkDigest?: boolean;
}

/**
 * Apply a patchset in place and return `root`. Either all of it is applied or, on error, nothing.
 * The cost is that of the changes and the sibling lists they are in; nothing else is visited unless
 * a digest is to be checked. A deletion of what is not there is no error, and a position beyond the
 * end means the end: patches made against a slightly different document are in use.
 * @throws CibError `old_data` if the document is newer than the patchset's source or the patchset's
 * versions do not rise; `diff_failed` if the document is older, an element is not found, an element
 * cannot be moved to where it should be, or the digest differs; what `readPatchset` throws
 */
export function applyPatch(root: Element, patch: Patchset | Element, options: ApplyOptions = {}): Element {
  edit(root, patch, options);
  return root;
}

/** Apply as `applyPatch` does; the transaction returned can show or restore the state before. */
export function edit(
  root: Element,
  patch: Patchset | Element,
  options: ApplyOptions = {},
  transaction = new Transaction(root),
): Transaction {
  try {
    applyThrough(transaction, root, patch, options);
  } catch (error) {
    transaction.rollback();
    throw error;
  }
  return transaction;
}

/** Apply as `applyPatch` does, but by the caller's edits; on error it is for the caller to take them back. */
export function applyThrough(edits: Edits, root: Element, patch: Patchset | Element, options: ApplyOptions = {}): void {
  if (patch instanceof Element && isFormat1(patch)) {
    const { source, target } = readVersions1(patch, currentVersion(root));
    if (options.checkVersion) checkVersion(root, source, target);
    applyFormat1(root, patch, edits);
    checkDigest(root, patch.get('digest'), options);
    return;
  }
  const { source, target, digest, changes } = patch instanceof Element ? readPatchset(patch) : patch;
  if (options.checkVersion) checkVersion(root, source, target);
  new Application(root, edits).run(changes);
  checkDigest(root, digest, options);
}

function currentVersion(root: Element): VersionTriple {
  const [adminEpoch, epoch, numUpdates] = versionOf(root, [0, 0, 0]);
  return [Math.max(adminEpoch, 0), Math.max(epoch, 0), Math.max(numUpdates, 0)];
}

/** A patchset without versions fits any document. */
function checkVersion(root: Element, source: VersionTriple | undefined, target: VersionTriple | undefined): void {
  const current = currentVersion(root);
  const from = source ?? current;
  const to = target ?? [current[0], current[1], current[2] + 1];
  const place = `${from.join('.')} to ${to.join('.')}, document is ${current.join('.')}`;
  for (let i = 0; i < 3; i++) {
    const [have, want] = [current[i] as number, from[i] as number];
    if (have < want) throw new CibError('diff_failed', `document is too old for the patchset (${place})`);
    if (have > want) throw new CibError('old_data', `document is newer than the patchset (${place})`);
  }
  if (!to.some((part, i) => part > (from[i] as number))) {
    throw new CibError('old_data', `versions do not rise in the patchset (${place})`);
  }
}

function checkDigest(root: Element, expected: string | undefined, options: ApplyOptions): void {
  if (!options.checkDigest || expected === undefined) return;
  const digest = contentDigest(root);
  if (digest !== expected.toLowerCase()) {
    throw new CibError('diff_failed', `the result has digest ${digest}, the patchset says ${expected}`);
  }
}

interface Pending {
  readonly parent: Element;
  readonly node: Node;
  readonly change: Create | Move;
}

/**
 * Deletions and modifications take effect in turn. What is created or moved has the position it will
 * finally have, so these wait (the moved at the end of their list, out of the way) and are put in
 * place by rising position, when all that belongs before them is there.
 */
class Application {
  private readonly pending: Pending[] = [];

  private readonly lookup: Lookup;

  constructor(
    root: Element,
    private readonly edits: Edits,
  ) {
    this.lookup = new Lookup(root);
  }

  run(changes: readonly Change[]): void {
    for (const change of changes) {
      switch (change.operation) {
        case 'delete':
          this.delete(change);
          break;
        case 'modify':
          this.modify(change);
          break;
        case 'create':
          this.pending.push({ parent: this.element(change), node: change.node.clone(), change });
          break;
        case 'move':
          this.setAside(change);
      }
    }
    this.pending.sort((a, b) => a.change.position - b.change.position);
    for (const pending of this.pending) this.place(pending);
  }

  private modify(change: Modify): void {
    const element = this.element(change);
    if (element.id !== change.result.id) this.lookup.renamed(element);
    this.edits.setAttributes(element, change.result.flat);
  }

  private delete(change: Delete): void {
    const found = this.lookup.find(change.path, change.position);
    if (!found) return;
    if (!found.parent) throw new CibError('bad_xml_patch', 'a patchset cannot delete the root', { path: change.path });
    if (
      this.pending.length > 0 &&
      this.pending.some((pending) => pending.node === found.node || isWithin(pending.parent, found.node))
    ) {
      throw new CibError('bad_xml_patch', `${change.path} is deleted after being changed`, { path: change.path });
    }
    this.remove(found);
  }

  private remove(found: Found): void {
    if (found.parent) this.edits.removeAt(found.parent, found.parent.children.indexOf(found.node));
    this.lookup.removed(found);
  }

  private setAside(change: Move): void {
    const found = this.need(change.path);
    if (!found.parent) {
      if (change.position === 0) return;
      throw new CibError('diff_failed', 'the root cannot be moved', { path: change.path });
    }
    this.remove(found);
    this.edits.insertAt(found.parent, found.parent.children.length, found.node);
    this.lookup.putLast(found);
    this.pending.push({ parent: found.parent, node: found.node, change });
  }

  private place({ parent, node, change }: Pending): void {
    const { length } = parent.children;
    if (change.operation === 'create') {
      this.edits.insertAt(parent, Math.min(change.position, length), node);
      return;
    }
    if (change.position >= length) {
      throw new CibError('diff_failed', `${change.path} cannot move to ${change.position} of ${length}`, {
        path: change.path,
      });
    }
    const index = parent.children.lastIndexOf(node);
    if (index === change.position) return;
    this.edits.removeAt(parent, index);
    this.edits.insertAt(parent, change.position, node);
  }

  private element(change: { readonly path: string; readonly operation: string }): Element {
    const { node } = this.need(change.path);
    if (node.kind === 'element') return node;
    throw new CibError('bad_xml_patch', `${change.path} is no element (${change.operation})`, { path: change.path });
  }

  private need(path: string): Found {
    const found = this.lookup.find(path);
    if (!found) throw new CibError('diff_failed', `there is no ${path}`, { path });
    return found;
  }
}

function isWithin(node: Element, ancestor: Node): boolean {
  for (let at: Element | null = node; at; at = at.parent) if (at === ancestor) return true;
  return false;
}
