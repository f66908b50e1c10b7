import type { Element } from '../../cib/xml/element.js';
import { asData } from '../../tools/status/data.js';
import { byName, either, list, named, type Shape, text } from './shape.js';

/** XML that is, or is part of, a value: as JSON, lists by name with the attributes of each. */
export class Elements {
  constructor(readonly list: readonly Element[]) {}

  toJSON(): unknown {
    return asData(this.list);
  }
}

const ELEMENT: Shape = named('element', () => byName(either(text(), list('element', ELEMENT))));
const SOME = list('element', ELEMENT);

/** Elements of whatever names. */
export const ELEMENTS: Shape = byName(SOME, 'Elements by name: of each its attributes, its text, and elements in it');

/** Elements of these names, as far as there are any, and what they are about. */
export const elements = (about: Readonly<Record<string, string>>): Shape => ({
  kind: 'object',
  members: Object.fromEntries(
    Object.entries(about).map(([name, text]) => [
      name,
      { ...SOME, ...(text === '' ? {} : { about: text }), optional: true },
    ]),
  ),
});
