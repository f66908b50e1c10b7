import type { Element } from '../../cib/xml/element.js';

/** Elements as plain data: lists by name, with the attributes of each, and its text. */
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
  return data;
}

const textIn = ({ children }: Element): string =>
  children.map((child) => (child.kind === 'text' ? child.text : '')).join('');
