import type { Element } from '../xml/element.js';

/**
 * Something that is derived from a tree and kept up to date by its Editor. Elements are in their
 * place in the tree when these are called.
 */
export interface TreeIndex {
  /** The one attribute that matters, if others do not: `addOne` and `removeOne` tell of that one only. */
  readonly attribute?: string;
  /** A subtree was put in. */
  add(subtree: Element): void;
  /** A subtree is about to be taken out. */
  remove(subtree: Element): void;
  /** The attributes of one element have been changed. */
  addOne(element: Element): void;
  /** The attributes of one element are about to be changed. */
  removeOne(element: Element): void;
}

/** Elements by id, letter case ignored: deletions match ids so. */
export class IdIndex implements TreeIndex {
  readonly attribute = 'id';
  private readonly elements = new Map<string, Element | Set<Element>>();

  /** Elements whose id equals the given one but for case, in no particular order. */
  find(id: string): readonly Element[] {
    const found = this.elements.get(id.toLowerCase());
    if (!found) return [];
    return found instanceof Set ? [...found] : [found];
  }

  add(subtree: Element): void {
    for (const element of subtree.walk()) this.addOne(element);
  }

  remove(subtree: Element): void {
    for (const element of subtree.walk()) this.removeOne(element);
  }

  addOne(element: Element): void {
    const key = element.id?.toLowerCase();
    if (key === undefined) return;
    const there = this.elements.get(key);
    if (!there) this.elements.set(key, element);
    else if (there instanceof Set) there.add(element);
    else if (there !== element) this.elements.set(key, new Set([there, element]));
  }

  removeOne(element: Element): void {
    const key = element.id?.toLowerCase();
    if (key === undefined) return;
    const there = this.elements.get(key);
    if (there === element) this.elements.delete(key);
    else if (there instanceof Set && there.delete(element) && there.size === 0) this.elements.delete(key);
  }
}
