import { Element } from './element.js';

/** A carriage return means something by itself: that is left to who knows what. */
const SPACE = '(?:[ \\t\\n]|\\r\\n)';
const NAME = '([A-Za-z_][A-Za-z0-9_.-]*)';
/** What an attribute's value may hold here. */
const VALUE = (quote: string) => `${quote}([^${quote}<\\u0000-\\u001f\\u007f-\\uffff]*)${quote}`;

/** The beginning of a tag: whether it is an end tag, and the name. */
const TAG = new RegExp(`${SPACE}*<(/?)${NAME}`, 'y');
const ATTRIBUTE = new RegExp(`${SPACE}+${NAME}=(?:${VALUE('"')}|${VALUE("'")})`, 'y');
/** The end of a tag: whether the element is empty. */
const END = new RegExp(`${SPACE}*(/?)>`, 'y');
const REST = new RegExp(`${SPACE}*$`, 'y');

const REFERENCE = /&([a-z]*);?/g;
const ENTITY: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&apos;': "'",
};

/**
 * Parse a document of elements and attributes in plain ASCII, with white space between them: what
 * nearly every CIB is, and every request to change one. Undefined for anything else, be it comments,
 * declarations and references by number, or mistakes: that is for the parser of the whole language,
 * which also says what is wrong.
 *
 * Most commands parse one CIB and end: matching by expressions costs least before code is warm.
 */
export function parsePlain(text: string, maxDepth: number): Element | undefined {
  return new Scanner(text).document(maxDepth);
}

class Scanner {
  private at = 0;
  private line = 1;
  /** Offset of the first newline that is not counted in `line`. */
  private newline: number;

  constructor(private readonly text: string) {
    this.newline = text.indexOf('\n');
  }

  document(maxDepth: number): Element | undefined {
    let parent: Element | undefined;
    let depth = 0;
    for (;;) {
      const tag = this.match(TAG);
      if (!tag) return undefined;
      if (tag[1] === '/') {
        const end = this.match(END);
        if (!parent || parent.name !== tag[2] || end?.[1] !== '') return undefined;
        depth--;
        if (!parent.parent) return this.match(REST) ? parent : undefined;
        parent = parent.parent;
        continue;
      }
      const element = this.attributes(new Element(tag[2] as string));
      const end = element && this.match(END);
      if (!element || !end || depth >= maxDepth) return undefined;
      element.line = this.currentLine();
      parent?.append(element);
      if (end[1] === '') {
        parent = element;
        depth++;
      } else if (!parent) {
        return this.match(REST) ? element : undefined;
      }
    }
  }

  private attributes(element: Element): Element | undefined {
    for (let found = this.match(ATTRIBUTE); found; found = this.match(ATTRIBUTE)) {
      const name = found[1] as string;
      const value = (found[2] ?? found[3]) as string;
      const meant = value.includes('&') ? resolved(value) : value;
      if (meant === undefined || element.has(name)) return undefined;
      element.flat.push(name, meant);
    }
    return element;
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    return found;
  }

  /** The line of what was matched last. */
  private currentLine(): number {
    while (this.newline >= 0 && this.newline < this.at) {
      this.line++;
      this.newline = this.text.indexOf('\n', this.newline + 1);
    }
    return this.line;
  }
}

/** A value with its references replaced; undefined if one is not among the few that XML itself has. */
function resolved(value: string): string | undefined {
  let known = true;
  const text = value.replace(REFERENCE, (reference) => {
    const character = ENTITY[reference];
    known &&= character !== undefined;
    return character ?? '';
  });
  return known ? text : undefined;
}
