import { Element } from './element.js';

/** Characters of a name, and among them those that it may start with; ASCII only. */
const NAME = 1;
const NAME_START = 2;
const CLASS = new Uint8Array(128);
for (const char of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_')
  CLASS[char.charCodeAt(0)] = NAME | NAME_START;
for (const char of '0123456789-.') CLASS[char.charCodeAt(0)] = NAME;

/** What an attribute's value may not hold here. */
const SPECIAL = /[<&\u0000-\u001f\u007f-\uffff]/;

const [TAB, NEWLINE, RETURN, SPACE, QUOTE, APOSTROPHE, SLASH, LESS, EQUALS, GREATER] = [
  ...[9, 10, 13, 32, 34, 39, 47, 60, 61, 62],
] as [number, number, number, number, number, number, number, number, number, number];

/**
 * Parse a document of elements and attributes in plain ASCII, with white space between them: what
 * nearly every CIB is, and every request to change one. Undefined for anything else, be it comments,
 * references and declarations, or mistakes: that is for the parser of the whole language, which also
 * says what is wrong.
 */
export function parsePlain(text: string, maxDepth: number): Element | undefined {
  return new Scanner(text).document(maxDepth);
}

class Scanner {
  private at = 0;
  private line = 1;

  constructor(private readonly text: string) {}

  document(maxDepth: number): Element | undefined {
    const { text } = this;
    let parent: Element | undefined;
    let depth = 0;
    for (;;) {
      this.space();
      if (text.charCodeAt(this.at) !== LESS) return undefined;
      this.at++;
      if (text.charCodeAt(this.at) === SLASH) {
        this.at++;
        if (!parent || !this.closes(parent.name)) return undefined;
        depth--;
        if (!parent.parent) return this.isEnd() ? parent : undefined;
        parent = parent.parent;
        continue;
      }
      const element = this.element();
      if (!element) return undefined;
      const empty = text.charCodeAt(this.at) === SLASH;
      if (empty) this.at++;
      if (text.charCodeAt(this.at) !== GREATER) return undefined;
      this.at++;
      if (depth >= maxDepth) return undefined;
      parent?.append(element);
      if (!empty) {
        parent = element;
        depth++;
      } else if (!parent) {
        return this.isEnd() ? element : undefined;
      }
    }
  }

  /** Name and attributes. */
  private element(): Element | undefined {
    const { text } = this;
    const name = this.name();
    if (name === undefined) return undefined;
    const element = new Element(name);
    for (;;) {
      const spaced = this.space();
      const char = text.charCodeAt(this.at);
      if (char === GREATER || char === SLASH) {
        element.line = this.line;
        return element;
      }
      if (!spaced || !this.attribute(element)) return undefined;
    }
  }

  private attribute(element: Element): boolean {
    const { text } = this;
    const name = this.name();
    if (name === undefined || element.has(name) || text.charCodeAt(this.at) !== EQUALS) return false;
    const quote = text.charCodeAt(this.at + 1);
    if (quote !== QUOTE && quote !== APOSTROPHE) return false;
    const start = this.at + 2;
    const end = text.indexOf(quote === QUOTE ? '"' : "'", start);
    if (end < 0) return false;
    const value = text.slice(start, end);
    if (SPECIAL.test(value)) return false;
    element.flat.push(name, value);
    this.at = end + 1;
    return true;
  }

  private name(): string | undefined {
    const { text } = this;
    const start = this.at;
    if (((CLASS[text.charCodeAt(start)] ?? 0) & NAME_START) === 0) return undefined;
    let { at } = this;
    while (((CLASS[text.charCodeAt(at)] ?? 0) & NAME) !== 0) at++;
    this.at = at;
    return text.slice(start, at);
  }

  /** The rest of an end tag. */
  private closes(name: string): boolean {
    if (!this.text.startsWith(name, this.at)) return false;
    this.at += name.length;
    this.space();
    if (this.text.charCodeAt(this.at) !== GREATER) return false;
    this.at++;
    return true;
  }

  private isEnd(): boolean {
    this.space();
    return this.at === this.text.length;
  }

  /** Skip white space; true if there was any. A lone carriage return is left to who knows what it means. */
  private space(): boolean {
    const { text } = this;
    const start = this.at;
    for (;;) {
      const char = text.charCodeAt(this.at);
      if (char === NEWLINE) this.line++;
      else if (char !== SPACE && char !== TAB && !(char === RETURN && text.charCodeAt(this.at + 1) === NEWLINE)) break;
      this.at++;
    }
    return this.at > start;
  }
}
