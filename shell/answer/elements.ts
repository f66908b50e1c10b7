import type { Element } from '../../cib/xml/element.js';
import { asData } from '../../tools/status/data.js';
import { byName, either, list, maybe, named, object, type Shape, text } from './shape.js';

/** XML that is, or is part of, a value: as JSON, lists by name with the attributes of each. */
export class Elements {
  constructor(readonly list: readonly Element[]) {}

  toJSON(): unknown {
    return asData(this.list);
  }
}

/** An element of which nothing is known beforehand. */
export const ELEMENT: Shape = named('element', () => byName(either(text(), list('element', ELEMENT))));

/** Elements of whatever names. */
export const ELEMENTS: Shape = byName(
  either(text(), list('element', ELEMENT)),
  'Elements by name: of each its attributes, its text, and elements in it',
);

/** Shapes of elements by their names; each can be there any number of times. */
type Names = Readonly<Record<string, Shape>>;

const ORDER = maybe(text('Names of these elements as they come, if they take turns'));

const lists = (names: Names): Record<string, Shape> => ({
  ...Object.fromEntries(Object.entries(names).map(([name, shape]) => [name, maybe(list(name, shape))])),
  ...(Object.keys(names).length > 1 ? { order: ORDER } : {}),
});

/** Elements of these names. */
export const elements = (names: Names): Shape => object(lists(names));

/**
 * An element.
 * @param attributes names with blanks between them; those that end in ? need not be there
 * @param within what may be in it
 */
export const element = (attributes: string, within: Names = {}): Shape =>
  object({
    ...Object.fromEntries(
      attributes
        .split(' ')
        .filter(Boolean)
        .map((name) => (name.endsWith('?') ? [name.slice(0, -1), maybe(text())] : [name, text()])),
    ),
    ...lists(within),
  });
