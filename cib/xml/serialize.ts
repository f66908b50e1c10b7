import type { Element, Node } from './element.js';

export interface SerializeOptions {
  /** Two spaces a level, a line a node; otherwise all on one line. */
  readonly pretty?: boolean;
  /** Leave out attributes for which this says true. */
  readonly omit?: (attribute: string) => boolean;
  /** Keep text nodes (a CIB has none; agent metadata does). */
  readonly text?: boolean;
}

const ATTRIBUTE_SPECIAL = /[<>&"\u0000-\u001f\u007f]/;
const TEXT_SPECIAL = /[<>&\u0000-\u0008\u000b-\u001f\u007f]/;
const ENTITY: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };

const entityOf = (char: string): string =>
  ENTITY[char] ?? `&#x${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')};`;

export function escapeAttribute(value: string): string {
  return ATTRIBUTE_SPECIAL.test(value) ? value.replace(/[<>&"\u0000-\u001f\u007f]/g, entityOf) : value;
}

export function escapeText(value: string): string {
  return TEXT_SPECIAL.test(value) ? value.replace(/[<>&\u0000-\u0008\u000b-\u001f\u007f]/g, entityOf) : value;
}

/** Name and attributes as they stand between `<` and `>`. */
function openTag(element: Element, omit: SerializeOptions['omit']): string {
  const { flat } = element;
  let out = `<${element.name}`;
  for (let i = 0; i < flat.length; i += 2) {
    const name = flat[i] as string;
    if (omit?.(name)) continue;
    out += ` ${name}="${escapeAttribute(flat[i + 1] as string)}"`;
  }
  return out;
}

/** The form in which Pacemaker prints and digests XML; `depth` is the indentation to start at. */
export function serialize(node: Node, options: SerializeOptions = {}, depth = 0): string {
  const parts: string[] = [];
  write(node, options, depth, parts);
  return parts.join('');
}

/** Indented by two spaces a level, ending in a newline. */
export function serializePretty(node: Node, depth = 0): string {
  return serialize(node, { pretty: true }, depth);
}

function write(node: Node, options: SerializeOptions, depth: number, out: string[]): void {
  const indent = options.pretty ? '  '.repeat(depth) : '';
  const end = options.pretty ? '\n' : '';
  switch (node.kind) {
    case 'text':
      if (node.cdata) out.push(indent, '<![CDATA[', node.text, ']]>', end);
      else if (options.text) out.push(indent, escapeText(node.text), end);
      return;
    case 'comment':
      out.push(indent, '<!--', node.text, '-->', end);
      return;
    case 'element':
      if (node.children.length === 0) {
        out.push(indent, openTag(node, options.omit), '/>', end);
        return;
      }
      out.push(indent, openTag(node, options.omit), '>', end);
      for (const child of node.children) write(child, options, depth + 1, out);
      out.push(indent, '</', node.name, '>', end);
  }
}
