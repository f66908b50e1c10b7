import { diff } from '../patch/diff.js';
import { type Patchset, versionIn, versionOf } from '../patch/patchset.js';
import { Transaction } from '../patch/transaction.js';
import type { Comment, Element, Node } from '../xml/element.js';
import type { Cib } from './cib.js';
import { fold } from './fold.js';
import type { TreeIndex } from './ids.js';
import { merge } from './merge.js';

/** What an editor did to the elements that were there before and still are. */
export interface ChangeSet {
  /** Elements with other attributes than before, and what those were (name, value, name, value …). */
  readonly modified: ReadonlyMap<Element, readonly string[]>;
  /** New nodes, each with all that is in it. */
  readonly created: readonly Node[];
  /** Nodes taken out, with the element they were in. */
  readonly removed: readonly { readonly node: Node; readonly parent: Element }[];
  /** Elements whose children may have changed places among each other. */
  readonly reordered: ReadonlySet<Element>;
}

/**
 * The one way to change a CIB. Every edit is logged, so that its cost, and that of taking it back,
 * of describing it as a patchset and of keeping indexes, is the cost of what changed.
 */
export class Editor extends Transaction {
  private readonly undo: (() => void)[] = [];
  private configuration = false;
  private touched = false;
  private readonly created = new Set<Node>();
  /** What was taken out, and where it was. */
  private readonly removed = new Map<Node, Element>();
  private readonly reordered = new Set<Element>();

  constructor(readonly cib: Cib) {
    super(cib.root);
  }

  /** Has anything been edited (even if it came to nothing in the end)? */
  get dirty(): boolean {
    return this.touched || this.undo.length > 0;
  }

  /** Has anything in the configuration section been edited, or the section itself? */
  get changesConfiguration(): boolean {
    return this.configuration;
  }

  setAttribute(element: Element, name: string, value: string): void {
    const { flat } = element;
    for (let i = 0; i < flat.length; i += 2) {
      if (flat[i] === name) {
        if (flat[i + 1] !== value) this.setValue(element, i + 1, value);
        return;
      }
    }
    this.setAttributes(element, [...flat, name, value]);
  }

  removeAttribute(element: Element, name: string): void {
    const { flat } = element;
    for (let i = 0; i < flat.length; i += 2) {
      if (flat[i] === name) this.setAttributes(element, flat.toSpliced(i, 2));
    }
  }

  /** Give an element these attributes in this order, and no others. */
  override setAttributes(element: Element, flat: readonly string[]): void {
    const before = [...element.flat];
    if (before.length === flat.length && before.every((item, i) => item === flat[i])) return;
    const concerned = ({ attribute }: TreeIndex) =>
      attribute === undefined || valueIn(before, attribute) !== valueIn(flat, attribute);
    const assign = (items: readonly string[]) => {
      for (const index of this.cib.indexes) if (concerned(index)) index.removeOne(element);
      super.setAttributes(element, items);
      for (const index of this.cib.indexes) if (concerned(index)) index.addOne(element);
    };
    this.note(element);
    assign(flat);
    this.undo.push(() => assign(before));
  }

  /** Change the value at one place of the flat list: what most changes come down to. */
  private setValue(element: Element, place: number, value: string): void {
    this.note(element);
    this.keepAttributes(element);
    const before = element.flat[place] as string;
    this.putValue(element, place, value);
    this.undo.push(() => this.putValue(element, place, before));
  }

  private putValue(element: Element, place: number, value: string): void {
    const name = element.flat[place - 1];
    const concerned = ({ attribute }: TreeIndex) => attribute === undefined || attribute === name;
    for (const index of this.cib.indexes) if (concerned(index)) index.removeOne(element);
    element.flat[place] = value;
    for (const index of this.cib.indexes) if (concerned(index)) index.addOne(element);
  }

  setText(comment: Comment, text: string): void {
    const { parent } = comment;
    const copy = comment.clone();
    copy.text = text;
    if (!parent) throw new Error('a comment outside the tree cannot be edited');
    const index = parent.children.indexOf(comment);
    this.removeAt(parent, index);
    this.insertAt(parent, index, copy);
  }

  /** Put in a node, which is not copied; at the end if no position is given. */
  insert<T extends Node>(parent: Element, node: T, position = parent.children.length): T {
    this.insertAt(parent, position, node);
    return node;
  }

  /** Take out a node. @returns false if it is the root, which stays */
  remove(node: Node): boolean {
    const { parent } = node;
    if (!parent) return false;
    this.removeAt(parent, parent.children.indexOf(node));
    return true;
  }

  /** Put a node elsewhere among its siblings. */
  move(node: Node, position: number): void {
    const { parent } = node;
    if (!parent) return;
    const index = parent.children.indexOf(node);
    if (index === position) return;
    this.removeAt(parent, index);
    this.insertAt(parent, position, node);
  }

  /**
   * Make an element, the root included, like another one of its name, editing only what differs:
   * children are the same if name and id are.
   */
  become(element: Element, model: Element): void {
    // Pacemaker counts a replacement as a change even if it is by the same.
    this.touched = true;
    if (element.parent) this.note(element.parent);
    merge(this, element, model);
  }

  override removeAt(parent: Element, index: number): Node {
    const node = parent.children[index] as Node;
    this.note(parent, node);
    if (!this.created.delete(node) && !this.isNew(parent)) this.removed.set(node, parent);
    this.detach(parent, index);
    this.undo.push(() => this.attach(parent, index, node));
    return node;
  }

  override insertAt(parent: Element, index: number, node: Node): void {
    this.note(parent, node);
    if (this.removed.get(node) === parent) {
      this.removed.delete(node);
      this.reordered.add(parent);
    } else if (!this.isNew(parent)) this.created.add(node);
    this.attach(parent, index, node);
    this.undo.push(() => this.detach(parent, index));
  }

  /** Take back everything. */
  override rollback(): void {
    for (let undo = this.undo.pop(); undo; undo = this.undo.pop()) undo();
    this.configuration = false;
    this.touched = false;
    this.created.clear();
    this.removed.clear();
    this.reordered.clear();
    this.forget();
  }

  changes(): ChangeSet {
    if (this.children.size === 0) return { ...NOTHING_MOVED, modified: this.attributes };
    const modified = new Map<Element, readonly string[]>();
    for (const [element, before] of this.attributes) if (this.isOld(element)) modified.set(element, before);
    const created = [...this.created].filter(({ parent }) => parent && this.isOld(parent));
    const removed = [...this.removed].flatMap(([node, parent]) => (this.isOld(parent) ? [{ node, parent }] : []));
    const reordered = new Set([...this.reordered].filter((element) => this.isOld(element)));
    return { modified, created, removed, reordered };
  }

  /** What was done, as a patchset that turns the CIB before into the CIB now, to the letter. */
  patchset(): Patchset {
    const { root } = this.cib;
    const source = versionIn(this.attributes.get(root) ?? root.flat, [1, 1, 1]);
    const target = versionOf(root, source);
    const renamed =
      this.removed.size > 0 &&
      [...this.removed.keys()].some((node) => node.kind === 'element' && this.attributes.has(node));
    const folded = renamed ? undefined : fold(this.cib, this.changes());
    const changes = folded ?? diff(this.before(), root, { exact: true }).changes;
    return { source, target, changes };
  }

  /** Was it in the tree when the editor began, and is it still? */
  private isOld(element: Element): boolean {
    let at = element;
    for (; at.parent; at = at.parent) if (this.created.has(at)) return false;
    return at === this.cib.root;
  }

  /** Is an element that is in the tree, or what it is in, a creation of this editor? */
  private isNew(element: Element): boolean {
    for (let at: Element | null = element; at; at = at.parent) if (this.created.has(at)) return true;
    return false;
  }

  private attach(parent: Element, index: number, node: Node): void {
    super.insertAt(parent, index, node);
    if (node.kind === 'element') for (const observer of this.cib.indexes) observer.add(node);
  }

  private detach(parent: Element, index: number): void {
    const node = parent.children[index] as Node;
    if (node.kind === 'element') for (const observer of this.cib.indexes) observer.remove(node);
    super.removeAt(parent, index);
  }

  /** Note whether an edit of an element, or of the child of it, is one of the configuration. */
  private note(element: Element, child?: Node): void {
    if (this.configuration) return;
    let section: Node = child ?? element;
    for (let at: Element | null = element; at?.parent; at = at.parent) section = at;
    this.configuration = section.kind === 'element' && section.name === 'configuration' && section !== this.cib.root;
  }
}

const NOTHING_MOVED: Omit<ChangeSet, 'modified'> = { created: [], removed: [], reordered: new Set() };

function valueIn(flat: readonly string[], name: string): string | undefined {
  for (let i = 0; i < flat.length; i += 2) if (flat[i] === name) return flat[i + 1];
  return undefined;
}
