import type { JournalEntry } from '../../cib/client/client.js';
import type { Element } from '../../cib/xml/element.js';
import { type Author, authorOf } from '../workspace/merge-conflict.js';
import { touchedBy } from './touched.js';

/** A part of an object, and who changed it last. */
export interface Blamed {
  readonly element: string;
  readonly id: string;
  /** For an attribute: its name and value. */
  readonly name?: string;
  readonly value?: string;
  /** Absent if it was not changed since the journal begins. */
  readonly by?: Author;
}

/** Who changed each part of an object last, in document order. */
export function blame(object: Element, journal: readonly JournalEntry[]): Blamed[] {
  const parts = [...object.walk()].filter(({ id }) => id !== undefined);
  return parts.map((part) => {
    const id = part.id as string;
    const entry = journal.findLast((change) => touchedBy(change).has(id));
    const [name, value] = [part.get('name'), part.get('value')];
    return {
      element: part.name,
      id,
      ...(name === undefined ? {} : { name }),
      ...(value === undefined ? {} : { value }),
      ...(entry ? { by: authorOf(entry) } : {}),
    };
  });
}
