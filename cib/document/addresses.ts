import type { Element } from '../xml/element.js';
import type { TreeIndex } from './ids.js';

/** Elements remembered at a time. */
const MOST = 4096;

/**
 * Paths of elements, remembered for those that change again and again. A path is made of names and
 * ids: while no element comes or goes and no id changes it holds, and so does that it leads there.
 */
export class Addresses implements TreeIndex {
  readonly attribute = 'id';
  private readonly known = new Map<Element, string | undefined>();

  /** What `find` says, or said. */
  of(element: Element, find: (element: Element) => string | undefined): string | undefined {
    const known = this.known.get(element);
    if (known !== undefined || this.known.has(element)) return known;
    const path = find(element);
    if (this.known.size >= MOST) this.known.clear();
    this.known.set(element, path);
    return path;
  }

  add(): void {
    this.forget();
  }

  remove(): void {
    this.forget();
  }

  addOne(): void {
    this.forget();
  }

  removeOne(): void {
    this.forget();
  }

  private forget(): void {
    if (this.known.size > 0) this.known.clear();
  }
}
