import type { Version } from '../operations/request.js';
import { VERSION_ATTRIBUTES, versionOf } from '../patch/patchset.js';
import { type Element, positionOf } from '../xml/element.js';
import { pathOf } from '../xml/path.js';
import { Addresses } from './addresses.js';
import { IdIndex, type TreeIndex } from './ids.js';
import { sectionOf } from './sections.js';

/** A CIB held in memory. Only an Editor changes it, and one at a time. */
export class Cib {
  private ids: IdIndex | undefined;
  private addresses: Addresses | undefined;
  /** The version as it was last read, and the texts it was read from. */
  private known: { readonly texts: readonly (string | undefined)[]; readonly version: Version } | undefined;
  private readonly observers: TreeIndex[] = [];

  constructor(readonly root: Element) {}

  /** What is missing or no number counts as 0. The same object as long as it does not change. */
  get version(): Version {
    const { root, known } = this;
    const a = root.get(VERSION_ATTRIBUTES[0]);
    const b = root.get(VERSION_ATTRIBUTES[1]);
    const c = root.get(VERSION_ATTRIBUTES[2]);
    if (known && known.texts[2] === c && known.texts[1] === b && known.texts[0] === a) return known.version;
    const [adminEpoch, epoch, numUpdates] = versionOf(root, [0, 0, 0]);
    const version = { adminEpoch, epoch, numUpdates };
    this.known = { texts: [a, b, c], version };
    return version;
  }

  /** Name of the schema the CIB is to conform to. */
  get schema(): string | undefined {
    return this.root.get('validate-with');
  }

  /** The element of a section by name (`resources`, `status` …); the root if there is no name. */
  section(name?: string): Element | undefined {
    return sectionOf(this.root, name);
  }

  /** Elements with an id, in document order. The first call indexes the document. */
  byId(id: string): readonly Element[] {
    const found = this.idIndex().find(id);
    // Nearly always there is one, of just this id.
    if (found.length === 1 && found[0]?.id === id) return found;
    return inOrder(found.filter((element) => element.id === id));
  }

  /** The same for ids that equal the given one if letter case is ignored. */
  byFoldedId(id: string): readonly Element[] {
    return inOrder(this.idIndex().find(id));
  }

  /** First child of that name and id, found by the index. */
  childOf(parent: Element, name: string, id: string): Element | undefined {
    const fits = this.idIndex()
      .find(id)
      .filter((element) => element.parent === parent && element.name === name && element.id === id);
    return fits.length > 1 ? parent.child(name, id) : fits[0];
  }

  /** Is there no other child of the same name and id (or, without an id, of the same name at all)? */
  isDistinct(element: Element): boolean {
    const { name, id, parent } = element;
    return !parent || !this.hasChild(parent, name, id, element);
  }

  /** Has an element a child of that name and, if one is given, that id, other than the one excepted? */
  hasChild(parent: Element, name: string, id: string | undefined, except?: Element): boolean {
    const candidates = id === undefined ? parent.elements(name) : this.idIndex().find(id);
    for (const other of candidates) {
      if (other === except || other.parent !== parent || other.name !== name) continue;
      if (id === undefined || other.id === id) return true;
    }
    return false;
  }

  /** Path that leads to an element and, however it is walked, to no other; undefined if there is none. */
  addressOf(element: Element): string | undefined {
    if (!this.addresses) {
      this.addresses = new Addresses();
      this.observe(this.addresses);
    }
    return this.addresses.of(element, (it) => this.findAddress(it));
  }

  /** Keep something derived from the tree up to date from now on. */
  observe(index: TreeIndex): void {
    this.observers.push(index);
  }

  unobserve(index: TreeIndex): void {
    const at = this.observers.indexOf(index);
    if (at >= 0) this.observers.splice(at, 1);
  }

  /** What an Editor has to keep up to date. */
  get indexes(): readonly TreeIndex[] {
    return this.observers;
  }

  private findAddress(element: Element): string | undefined {
    for (let at = element; at.parent; at = at.parent) if (hasAwkwardId(at) || !this.isDistinct(at)) return undefined;
    return pathOf(element);
  }

  private idIndex(): IdIndex {
    if (!this.ids) {
      this.ids = new IdIndex();
      this.ids.add(this.root);
      this.observe(this.ids);
    }
    return this.ids;
  }
}

/** Would the id, in a path, end where it does not? */
export const hasAwkwardId = ({ id }: Element): boolean => id !== undefined && /['/]/.test(id);

const inOrder = (elements: readonly Element[]): readonly Element[] =>
  elements.length > 1 ? [...elements].sort(inDocumentOrder) : elements;

/** Negative if `a` comes before `b`; an ancestor comes before what is in it. */
export function inDocumentOrder(a: Element, b: Element): number {
  if (a === b) return 0;
  const [above, below] = [chainTo(a), chainTo(b)];
  let i = 0;
  while (i < above.length && i < below.length && above[i] === below[i]) i++;
  if (i === above.length || i === below.length) return above.length - below.length;
  return positionOf(above[i] as Element) - positionOf(below[i] as Element);
}

function chainTo(element: Element): Element[] {
  const chain: Element[] = [];
  for (let at: Element | null = element; at; at = at.parent) chain.push(at);
  return chain.reverse();
}

/** Is `element` the ancestor itself or below it? */
export function isWithin(element: Element, ancestor: Element): boolean {
  for (let at: Element | null = element; at; at = at.parent) if (at === ancestor) return true;
  return false;
}
