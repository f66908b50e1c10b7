import type { Element } from '../../cib/xml/element.js';

/** Elements as plain data: lists by name, with the attributes of each. */
export function asData(elements: readonly Element[]): Record<string, unknown> {
  const data: Record<string, unknown[]> = {};
  for (const element of elements) {
    const entry = { ...Object.fromEntries(element.attributes()), ...asData([...element.elements()]) };
    const list = data[element.name] ?? [];
    list.push(entry);
    data[element.name] = list;
  }
  return data;
}
