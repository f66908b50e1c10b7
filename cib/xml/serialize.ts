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
export function openTag(element: Element, omit?: SerializeOptions['omit']): string {
  const { flat } = element;
  let out = `<${element.name}`;
  for (let i = 0; i < flat.length; i += 2) {
    const name = flat[i] as string;
    if (omit?.(name)) continue;
    out += ` ${name}="${escapeAttribute(flat[i + 1] as string)}"`;
  }
  return out;
}

/** Characters handed over at a time. */
const CHUNK = 64 * 1024;

/** The form in which Pacemaker prints and digests XML; `depth` is the indentation to start at. */
export function serialize(node: Node, options: SerializeOptions = {}, depth = 0): string {
  const chunks: string[] = [];
  const keep = (chunk: string): void => {
    // V8 holds a concatenation as a tree until a character is asked for; kept so, it costs thrice the time to collect.
    if (chunk.charCodeAt(0) >= 0) chunks.push(chunk);
  };
  serializeTo(keep, node, options, depth);
  return chunks.join('');
}

/** Indented by two spaces a level, ending in a newline. */
export function serializePretty(node: Node, depth = 0): string {
  return serialize(node, { pretty: true }, depth);
}

/** As `serialize`, handing the text over in chunks: a large document never is one string. */
export function serializeTo(
  sink: (chunk: string) => void,
  node: Node,
  options: SerializeOptions = {},
  depth = 0,
): void {
  const rest = write(node, options, depth, '', sink);
  if (rest !== '') sink(rest);
}

/** Returns `out` with the node appended, less what went to the sink. */
function write(
  node: Node,
  options: SerializeOptions,
  depth: number,
  out: string,
  sink: (chunk: string) => void,
): string {
  const indent = options.pretty ? '  '.repeat(depth) : '';
  const end = options.pretty ? '\n' : '';
  if (node.kind === 'comment') return `${out}${indent}<!--${node.text}-->${end}`;
  if (node.kind === 'text') {
    if (node.cdata) return `${out}${indent}<![CDATA[${node.text}]]>${end}`;
    return options.text ? `${out}${indent}${escapeText(node.text)}${end}` : out;
  }
  const tag = `${indent}${openTag(node, options.omit)}`;
  if (node.children.length === 0) return `${out}${tag}/>${end}`;
  let text = `${out}${tag}>${end}`;
  for (const child of node.children) {
    text = write(child, options, depth + 1, text, sink);
    if (text.length > CHUNK) {
      sink(text);
      text = '';
    }
  }
  return `${text}${indent}</${node.name}>${end}`;
}
