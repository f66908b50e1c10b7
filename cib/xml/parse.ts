import { SaxesParser } from 'saxes';
import { CibError } from '../result/error.js';
import { Comment, Element, Text } from './element.js';
import { parsePlain } from './plain.js';

export interface ParseLimits {
  /** UTF-16 code units of input. */
  readonly maxLength: number;
  /** Nested elements. */
  readonly maxDepth: number;
}

export const DEFAULT_LIMITS: ParseLimits = { maxLength: 512 * 1024 * 1024, maxDepth: 256 };

/**
 * Parse one XML document into a tree. White space between elements is dropped, comments are kept.
 * A document type declaration is refused, so there are no external entities and no entity
 * expansion.
 * @throws CibError `bad_xml`, with line and column
 */
export function parseXml(text: string, limits: ParseLimits = DEFAULT_LIMITS): Element {
  if (text.length > limits.maxLength) {
    throw new CibError('bad_xml', `XML document is larger than ${limits.maxLength} characters`);
  }
  return parsePlain(text, limits.maxDepth) ?? parseAny(text, limits);
}

/** Parse any document, or say what is wrong with it. */
export function parseAny(text: string, limits: ParseLimits): Element {
  const parser = new SaxesParser({ position: true });
  let root: Element | undefined;
  let at: Element | null = null;
  let depth = 0;

  const fail = (message: string): never => {
    throw new CibError('bad_xml', message, { line: parser.line, column: parser.column });
  };
  parser.on('error', (error) => fail(error.message.replace(/^[^:]*?\d+:\d+: /, '').replace(/\.$/, '')));
  parser.on('doctype', () => fail('a document type declaration (DOCTYPE) is not allowed'));
  parser.on('opentag', (tag) => {
    if (++depth > limits.maxDepth) fail(`elements are nested deeper than ${limits.maxDepth}`);
    const element = new Element(tag.name);
    element.line = parser.line;
    for (const key in tag.attributes) element.flat.push(key, tag.attributes[key] as string);
    if (at) at.append(element);
    else root = element;
    at = element;
  });
  parser.on('closetag', () => {
    depth--;
    at = at?.parent ?? null;
  });
  parser.on('comment', (comment) => at?.append(new Comment(comment)));
  parser.on('cdata', (data) => at?.append(new Text(data, true)));
  parser.on('text', (data) => {
    if (at && /\S/.test(data)) at.append(new Text(data));
  });
  parser.write(text).close();
  return root ?? fail('document is empty');
}
