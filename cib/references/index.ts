import { type Finding, findingAt } from '../schema/finding.js';
import { type Identifiers, identifiersIn } from '../schema/identifiers.js';
import type { Version } from '../schema/versions.js';
import type { Element } from '../xml/element.js';

/**
 * Who has which id in a configuration, and who refers to it. Kept up to date with `add` and
 * `remove`, it tells after every change whether ids are unique and references resolve, at the cost
 * of the change, not of the document.
 */
export class ReferenceIndex {
  private readonly identifiers: ReadonlyMap<string, Identifiers>;
  private readonly owners = new Map<string, Set<Element>>();
  private readonly referrers = new Map<string, Map<Element, Set<string>>>();
  private readonly duplicated = new Set<string>();
  private readonly dangling = new Set<string>();

  constructor(version: Version) {
    this.identifiers = identifiersIn(version);
  }

  /** Index of the configuration of a whole CIB. */
  static of(root: Element, version: Version): ReferenceIndex {
    const index = new ReferenceIndex(version);
    index.add(root);
    return index;
  }

  /** Take in an element that is in its place in the tree, and everything below it. */
  add(subtree: Element): void {
    for (const element of configurationOf(subtree)) this.note(element);
  }

  /** Forget an element and everything below it, while it is still in its place. */
  remove(subtree: Element): void {
    for (const element of configurationOf(subtree)) this.forget(element);
  }

  /** The attributes of one element have been changed. */
  addOne(element: Element): void {
    if (!isStatus(element)) this.note(element);
  }

  /** The attributes of one element are about to be changed. */
  removeOne(element: Element): void {
    if (!isStatus(element)) this.forget(element);
  }

  /** The element with that id; the first one added, should there be several. */
  find(id: string): Element | undefined {
    return this.owners.get(id)?.values().next().value;
  }

  /** Elements that refer to an id. */
  *referringTo(id: string): IterableIterator<Element> {
    yield* this.referrers.get(id)?.keys() ?? [];
  }

  /** True if every id is unique and every reference resolves. */
  get sound(): boolean {
    return this.duplicated.size === 0 && this.dangling.size === 0;
  }

  /** One finding per element whose id another one has had first. */
  duplicates(): Finding[] {
    return [...this.duplicated].flatMap((id) =>
      [...(this.owners.get(id) ?? [])].slice(1).map((element) => findingAt(element, `ID ${id} redefined`, 'id')),
    );
  }

  /** One finding per attribute that names an id nobody has. */
  unresolved(): Finding[] {
    return [...this.dangling].flatMap((id) =>
      [...(this.referrers.get(id) ?? [])].flatMap(([element, attributes]) =>
        [...attributes].map((attribute) =>
          findingAt(element, `IDREF attribute ${attribute} references an unknown ID "${id}"`, attribute),
        ),
      ),
    );
  }

  private note(element: Element): void {
    const typed = this.identifiers.get(element.name);
    if (!typed) return;
    for (const name of typed.ids) this.own(element, element.get(name)?.trim());
    for (const name of typed.references) this.refer(element, name, element.get(name)?.trim());
  }

  private forget(element: Element): void {
    const typed = this.identifiers.get(element.name);
    if (!typed) return;
    for (const name of typed.ids) this.disown(element, element.get(name)?.trim());
    for (const name of typed.references) this.unrefer(element, element.get(name)?.trim());
  }

  private own(element: Element, id: string | undefined): void {
    if (id === undefined) return;
    const owners = this.owners.get(id) ?? new Set();
    this.owners.set(id, owners.add(element));
    if (owners.size > 1) this.duplicated.add(id);
    this.dangling.delete(id);
  }

  private disown(element: Element, id: string | undefined): void {
    if (id === undefined) return;
    const owners = this.owners.get(id);
    if (!owners?.delete(element)) return;
    if (owners.size < 2) this.duplicated.delete(id);
    if (owners.size > 0) return;
    this.owners.delete(id);
    if (this.referrers.has(id)) this.dangling.add(id);
  }

  private refer(element: Element, attribute: string, id: string | undefined): void {
    if (id === undefined) return;
    const referrers = this.referrers.get(id) ?? new Map<Element, Set<string>>();
    this.referrers.set(id, referrers.set(element, (referrers.get(element) ?? new Set()).add(attribute)));
    if (!this.owners.has(id)) this.dangling.add(id);
  }

  private unrefer(element: Element, id: string | undefined): void {
    if (id === undefined) return;
    const referrers = this.referrers.get(id);
    if (!referrers) return;
    referrers.delete(element);
    if (referrers.size > 0) return;
    this.referrers.delete(id);
    this.dangling.delete(id);
  }
}

/** The part of a subtree that ids and references matter in: all but the status section. */
function* configurationOf(subtree: Element): IterableIterator<Element> {
  if (!subtree.parent && subtree.name === 'cib') {
    for (const section of subtree.elements()) yield* configurationOf(section);
  } else if (!isStatus(subtree)) {
    yield* subtree.walk();
  }
}

/** True for the status section and anything in it. */
export function isStatus(element: Element): boolean {
  for (let at = element; at.parent; at = at.parent) {
    if (at.name === 'status' && !at.parent.parent) return true;
  }
  return false;
}
