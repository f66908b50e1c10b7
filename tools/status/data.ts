import type { Element } from '../../cib/xml/element.js';

/**
 * Elements as plain data: lists by name, with the attributes of each, and its text. If names take
 * turns, `order` has them as they come, with blanks between them: lists alone would not tell.
 */
export function asData(elements: readonly Element[]): Record<string, unknown> {
  const data: Record<string, unknown[]> = {};
  for (const element of elements) {
    const text = textIn(element);
    const entry = {
      ...Object.fromEntries(element.attributes()),
      ...(text !== '' && { text }),
      ...asData([...element.elements()]),
    };
    const list = data[element.name] ?? [];
    list.push(entry);
    data[element.name] = list;
  }
  const names = elements.map(({ name }) => name);
  return takeTurns(names) ? { ...data, order: names.join(' ') } : data;
}

const textIn = ({ children }: Element): string =>
  children.map((child) => (child.kind === 'text' ? child.text : '')).join('');

/** One comes again after another has come. */
const takeTurns = (names: readonly string[]): boolean =>
  names.some((name, at) => at > 0 && names[at - 1] !== name && names.indexOf(name) < at);
