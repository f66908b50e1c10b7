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

/** A tag that has been met: names and places of its attributes, and a pattern for all of them, and the end, at once. */
interface Shape {
  /** The flat attributes, with empty values. */
  readonly flat: readonly string[];
  readonly pattern: RegExp;
}

const SLASH = '/'.charCodeAt(0);

/** As many shapes are tried for a tag, the one met last first. */
const SHAPES = 4;
/** Names and values of a tag, and tags of a document, that are worth a shape. */
const LONGEST = 80;
const MOST = 400;

function shapeOf({ flat }: Element): Shape {
  const names = flat.filter((_, i) => i % 2 === 0);
  const attributes = names.map((name) => `${SPACE}+${name.replaceAll('.', '\\.')}=${VALUE('"')}`);
  return {
    flat: names.flatMap((name) => [name, '']),
    pattern: new RegExp(`${attributes.join('')}${SPACE}*/?>`, 'y'),
  };
}

class Scanner {
  /** By the name of the tag: a CIB has few, and thousands of each. */
  private readonly shapes = new Map<string, Shape[]>();
  private learned = 0;
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
      const name = tag[2] as string;
      if (tag[1] === '/') {
        const end = this.match(END);
        if (!parent || parent.name !== name || end?.[1] !== '') return undefined;
        depth--;
        if (!parent.parent) return this.match(REST) ? parent : undefined;
        parent = parent.parent;
        continue;
      }
      const element = this.alike(name) ?? this.other(name);
      if (!element || depth >= maxDepth) return undefined;
      element.line = this.currentLine();
      parent?.append(element);
      const isOpen = this.text.charCodeAt(this.at - 2) !== SLASH;
      if (isOpen) {
        parent = element;
        depth++;
      } else if (!parent) {
        return this.match(REST) ? element : undefined;
      }
    }
  }

  /** The rest of a tag that is like an earlier one. */
  private alike(name: string): Element | undefined {
    const shapes = this.shapes.get(name);
    if (!shapes) return undefined;
    for (let i = 0; i < shapes.length; i++) {
      const shape = shapes[i] as Shape;
      const found = this.match(shape.pattern);
      if (!found) continue;
      if (i > 0) shapes.unshift(...shapes.splice(i, 1));
      const flat = shape.flat.slice();
      const plain = !found[0].includes('&');
      for (let at = 1; at < flat.length; at += 2) {
        const value = found[(at + 1) / 2] as string;
        const meant = plain ? value : resolved(value);
        if (meant === undefined) {
          // Where nothing matches any more
          this.at = this.text.length;
          return undefined;
        }
        flat[at] = meant;
      }
      return new Element(name, flat);
    }
    return undefined;
  }

  private other(name: string): Element | undefined {
    const element = new Element(name);
    for (let found = this.match(ATTRIBUTE); found; found = this.match(ATTRIBUTE)) {
      const attribute = found[1] as string;
      const meant = resolved((found[2] ?? found[3]) as string);
      if (meant === undefined || element.has(attribute)) return undefined;
      element.flat.push(attribute, meant);
    }
    if (!this.match(END)) return undefined;
    if (element.flat.length <= LONGEST && this.learned++ < MOST) {
      this.shapes.set(name, [shapeOf(element), ...(this.shapes.get(name) ?? []).slice(0, SHAPES - 1)]);
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
  if (!value.includes('&')) return value;
  let known = true;
  const text = value.replace(REFERENCE, (reference) => {
    const character = ENTITY[reference];
    known &&= character !== undefined;
    return character ?? '';
  });
  return known ? text : undefined;
}
