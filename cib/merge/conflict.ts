import type { Element } from '../xml/element.js';

/** A place that both sides changed, each in its own way. */
export interface Conflict {
  /** The element, by the names and ids on the way to it. */
  readonly path: string;
  /** Id of the element, or of the nearest one around it that has one. */
  readonly id: string | undefined;
  /** The attribute; the element as a whole, or its place, if absent. */
  readonly attribute?: string;
  readonly base: Side;
  readonly mine: Side;
  readonly theirs: Side;
}

/** What one side has there: a value, an element, the order of ids; undefined if nothing. */
export type Side = string | Element | readonly string[] | undefined;

/** The way to an element: `/cib/configuration/resources/primitive[@id='a']`. */
export function pathTo(element: Element): string {
  const id = element.get('id');
  const step = `/${element.name}${id === undefined ? '' : `[@id='${id}']`}`;
  return element.parent ? pathTo(element.parent) + step : step;
}

export function nearestId(element: Element): string | undefined {
  for (let at: Element | null = element; at; at = at.parent) {
    const id = at.get('id');
    if (id !== undefined) return id;
  }
  return undefined;
}
