import { Element, type Node, Text } from '../../../cib/xml/element.js';

/** Elements that begin no line, and those that have no end. */
const INLINE = new Set(['span', 'br']);
const VOID = new Set(['meta', 'link', 'br']);
/** Their text is not markup. */
const RAW = new Set(['style']);

export function tag(name: string, attributes: Readonly<Record<string, string>>, ...inside: (Node | string)[]): Element {
  const children = inside.map((each) => (typeof each === 'string' ? new Text(each) : each));
  return new Element(name, attributes, children);
}

/** A document, with line breaks where libxml2 puts them. */
export const htmlText = (html: Element): string => `<!DOCTYPE html>\n${elementText(html, undefined, true)}\n`;

function elementText(element: Element, next: Node | undefined, hasParent: boolean): string {
  const { name, children } = element;
  let out = `<${name}`;
  for (const [attribute, value] of element.attributes()) out += ` ${attribute}="${escaped(value, true)}"`;
  const breaksAfter = next !== undefined && next.kind !== 'text' && hasParent && !name.startsWith('p');
  if (VOID.has(name)) return `${out}>${breaksAfter ? '\n' : ''}`;
  out += '>';
  const end = `</${name}>${breaksAfter && !INLINE.has(name) ? '\n' : ''}`;
  if (children.length === 0) return out + end;
  const breaks = !INLINE.has(name) && children.length > 1 && !name.startsWith('p');
  if (breaks && children[0]?.kind !== 'text') out += '\n';
  children.forEach((child, i) => {
    if (child.kind === 'text') out += RAW.has(name) ? child.text : escaped(child.text, false);
    else if (child.kind === 'element') out += elementText(child, children[i + 1], true);
  });
  if (breaks && children.at(-1)?.kind !== 'text') out += '\n';
  return out + end;
}

function escaped(text: string, quotes: boolean): string {
  const plain = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return quotes ? plain.replaceAll('"', '&quot;') : plain;
}
