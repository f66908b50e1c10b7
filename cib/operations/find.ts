import { type Cib, isWithin } from '../document/cib.js';
import type { Element } from '../xml/element.js';
import { equalIgnoringCase } from './operation.js';

/**
 * First element, at or below `top`, of that name and id (no id means one that has none).
 */
export function findSame(cib: Cib, top: Element, name: string, id: string | undefined): Element | undefined {
  if (top.name === name && top.id === id) return top;
  if (id !== undefined) return cib.byId(id).find((element) => element.name === name && isWithin(element, top));
  return first(top, (element) => element !== top && element.name === name && element.id === undefined);
}

/** First element below `top` of that name and, if one is given, that id. */
export function findBelow(cib: Cib, top: Element, name: string, id: string | undefined): Element | undefined {
  if (id === undefined) return first(top, (element) => element !== top && element.name === name);
  return cib.byId(id).find((element) => element.name === name && element !== top && isWithin(element, top));
}

/** First element below `top` of the name, and with all the attributes, of another, letter case ignored. */
export function findLike(cib: Cib, top: Element, search: Element): Element | undefined {
  const fits = (element: Element): boolean => {
    if (element === top || element.name !== search.name) return false;
    for (const [name, value] of search.attributes()) {
      if (!equalIgnoringCase(value, element.get(name))) return false;
    }
    return true;
  };
  if (search.id === undefined) return first(top, fits);
  return cib.byFoldedId(search.id).find((element) => fits(element) && isWithin(element, top));
}

function first(top: Element, fits: (element: Element) => boolean): Element | undefined {
  for (const element of top.walk()) if (fits(element)) return element;
  return undefined;
}
