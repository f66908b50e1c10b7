import type { Element } from '../../cib/xml/element.js';
import { ELEMENTS, Elements } from '../answer/elements.js';
import { list, object, type Shape, text } from '../answer/shape.js';
import type { ConfiguredObject } from '../syntax/objects.js';
import type { Sheet } from '../syntax/show.js';

/** An object of the configuration, for programs. */
export interface DescribedObject {
  readonly id: string;
  readonly kind: string;
  /** In crm syntax, or XML where that has no words for it. */
  readonly text: string;
  readonly definition: Elements;
}

/** A configuration as commands that show one describe it. */
export interface Described {
  readonly objects: readonly DescribedObject[];
}

/** What that is made of. */
export const CONFIGURATION: Shape = object({
  objects: list(
    'object',
    object({
      id: text(),
      kind: text('Command that makes it; xml for a whole CIB'),
      text: text('The command'),
      definition: { ...ELEMENTS, about: 'What it is in the CIB, in the form of all elements' },
    }),
  ),
});

/** @param secret names of attributes whose values are not shown */
export const described = (sheet: Sheet, objects: readonly ConfiguredObject[], secret?: RegExp): Described => ({
  objects: objects.map((object) => {
    const element = object.element.clone();
    if (secret) hide(element, secret);
    return { id: object.id, kind: object.kind.keyword, text: sheet.text(object), definition: new Elements([element]) };
  }),
});

/** The same of a whole CIB in XML. */
export const describedCib = (cib: Element, text: string): Described => ({
  objects: [{ id: 'cib', kind: 'xml', text, definition: new Elements([cib]) }],
});

/** Make the values of attributes of such names unreadable. */
export function hide(root: Element, secret: RegExp): void {
  for (const element of root.walk()) {
    if (element.name !== 'nvpair' || !element.has('value')) continue;
    if (secret.test(element.get('name') ?? '')) element.set('value', '******');
  }
}

/** What commands that show a configuration are as XML: the elements themselves. */
export const definitions = ({ objects }: Described): Element[] =>
  objects.flatMap(({ definition }) => definition.list.map((element) => element.clone()));
