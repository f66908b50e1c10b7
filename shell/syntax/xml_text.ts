import type { Element } from '../../cib/xml/element.js';

const ENTITY: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Attribute values in ASCII, as crmsh prints XML. */
const escaped = (value: string): string =>
  value.replace(/[&<>"]|[^\u0020-\u007e]/gu, (char) => ENTITY[char] ?? `&#${char.codePointAt(0)};`);

/**
 * Lines of an element in XML, indented by two blanks a level. crmsh prints what it has kept of the
 * document's white space, which is that after comments: an element that holds a comment is not
 * indented, but broken where the document is.
 */
export function xmlLines(element: Element): string[] {
  let level = 0;
  for (let at = element.parent; at; at = at.parent) level++;
  const text = write(element, 0, level, true);
  return text.split('\n').filter((line) => line !== '');
}

function write(element: Element, depth: number, level: number, indented: boolean): string {
  const indent = indented ? '  '.repeat(depth) : '';
  const end = indented ? '\n' : '';
  let text = `${indent}<${element.name}`;
  for (const [name, value] of element.attributes()) text += ` ${name}="${escaped(value)}"`;
  const { children } = element;
  if (children.length === 0) return `${text}/>${end}`;
  const inner = indented && children.every(({ kind }) => kind === 'element');
  text += inner ? '>\n' : '>';
  for (const [at, child] of children.entries()) {
    if (child.kind === 'element') text += write(child, depth + 1, level + 1, inner);
    if (child.kind !== 'comment') continue;
    const next = at === children.length - 1 ? level : level + 1;
    text += `<!--${child.text}-->\n${'  '.repeat(next)}`;
  }
  return `${text}${inner ? indent : ''}</${element.name}>${end}`;
}
