import { Element } from '../../../cib/xml/element.js';

type Value = string | number | boolean | undefined;

/** An element with the attributes that have a value. */
export function element(
  name: string,
  attributes: Readonly<Record<string, Value>>,
  children: readonly Element[] = [],
): Element {
  const made = new Element(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.set(key, String(value));
  for (const child of children) made.append(child);
  return made;
}

/** An element around others; none if there are none. */
export const around = (name: string, children: readonly Element[]): Element[] =>
  children.length > 0 ? [element(name, {}, children)] : [];
