import type { Element } from '../../../cib/xml/element.js';
import type { Outline } from '../outline.js';
import { tag } from './write.js';

/** A heading and a list below it, at the outermost level. */
export const section = (title: string, points: readonly Element[]): Element[] => [
  tag('h2', {}, title),
  tag('ul', {}, ...points),
];

/** The same inside a list. */
export const subsection = (title: string, points: readonly Element[]): Element =>
  tag('li', {}, tag('h3', {}, title), tag('ul', {}, ...points));

/** A point made of pieces: text and the class it has. */
export const point = (...pieces: readonly (readonly [text: string, mark?: string])[]): Element =>
  tag('li', {}, ...pieces.map(([text, mark]) => tag('span', mark === undefined ? {} : { class: mark }, text)));

/** Lists with their headings. */
export function sectionsOf(entries: readonly Outline[]): Element[] {
  return entries.flatMap(({ text, below }) => section(title(text), pointsOf(below ?? [])));
}

/** Points of a list; a point followed by a list without a heading is the heading of that. */
export function pointsOf(entries: readonly Outline[]): Element[] {
  const points: Element[] = [];
  for (let i = 0; i < entries.length; i++) {
    const { text, below, mark } = entries[i] as Outline;
    const next = entries[i + 1];
    if (text === undefined) points.push(...pointsOf(below ?? []));
    else if (below) points.push(subsection(title(text), pointsOf(below)));
    else if (next && next.text === undefined) {
      points.push(subsection(text, pointsOf(next.below ?? [])));
      i++;
    } else points.push(mark ? point([text, mark]) : tag('li', {}, text));
  }
  return points;
}

const title = (text = ''): string => text.replace(/:$/, '');
