import type { Element } from './element.js';
import { escapeAttribute } from './serialize.js';

/**
 * Prints the start tag of an element that changes again and again, mostly one and the same of its
 * many attributes: what stays is kept as text. Gives what `openTag` gives, of any element.
 */
export class RepeatedTag {
  private name = '';
  private flat: readonly string[] = [];
  /** Index in the flat list of the value that changes. */
  private place = -1;
  private head = '';
  private tail = '';

  text(element: Element): string {
    const { flat } = element;
    const other = this.name === element.name && this.flat.length === flat.length ? this.difference(flat) : 1;
    if (other >= 0) this.learn(element, other % 2 === 1 && other < flat.length ? other : 1);
    const value = flat[this.place];
    return value === undefined ? this.head : this.head + escapeAttribute(value) + this.tail;
  }

  /** Index of something that is not as it was, apart from the value that may change; -1 if all is. */
  private difference(flat: readonly string[]): number {
    for (let i = 0; i < flat.length; i++) if (flat[i] !== this.flat[i] && i !== this.place) return i;
    return -1;
  }

  private learn({ name, flat }: Element, place: number): void {
    this.name = name;
    this.flat = flat.slice();
    this.place = place;
    let [head, tail] = [`<${name}`, ''];
    for (let i = 0; i < flat.length; i += 2) {
      const before = ` ${flat[i]}="`;
      const value = escapeAttribute(flat[i + 1] as string);
      if (i + 1 < place) head += `${before}${value}"`;
      else if (i + 1 === place) [head, tail] = [head + before, '"'];
      else tail += `${before}${value}"`;
    }
    this.head = flattened(head);
    this.tail = flattened(tail);
  }
}

/** The same text as one piece: engines hold a concatenation as a tree, until they are asked for a character. */
function flattened(text: string): string {
  text.charCodeAt(0);
  return text;
}
