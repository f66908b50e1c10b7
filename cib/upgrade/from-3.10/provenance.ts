import type { Element } from '../../xml/element.js';

/** Begins the ids of what an upgrade from 3.10 adds; no CIB may use it for anything else. */
export const ID_PREFIX = 'pcmk__3_10_upgrade-';

/**
 * What is known of elements beside the tree while a CIB passes through the steps of this upgrade:
 * references are replaced by copies at its start, and put back at its end where a copy still
 * duplicates something.
 */
export class Provenance {
  /** Copies and additions: not part of the document as it was given. */
  readonly #derived = new WeakSet<Element>();
  readonly #changed = new WeakSet<Element>();

  isDerived(element: Element): boolean {
    return this.#derived.has(element);
  }

  isChanged(element: Element): boolean {
    return this.#changed.has(element);
  }

  /** Returns the element. */
  derive(element: Element): Element {
    this.#derived.add(element);
    return element;
  }

  /** This element and all below it. Returns the element. */
  deriveAll(element: Element): Element {
    for (const each of element.walk()) this.#derived.add(each);
    return element;
  }

  /** An attribute is not as it was given. Returns the element. */
  change(element: Element): Element {
    this.#changed.add(element);
    return element;
  }

  /** Usable as the `copied` of rewriting rules. */
  readonly inherit = (from: Element, to: Element): void => {
    if (this.#derived.has(from)) this.#derived.add(to);
    if (this.#changed.has(from)) this.#changed.add(to);
  };
}
