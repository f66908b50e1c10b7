import type { Element } from '../xml/element.js';
import { CIB } from './grammar/cib.js';
import type { Datatype, Definition, Pattern, Value } from './grammar/pattern.js';
import { exists, wordsIn } from './rng.js';
import type { Version } from './versions.js';

/**
 * A quick yes. Most documents are valid, and to see that no message is needed: the grammar is applied
 * to the tree as it is, by derivatives (what is left to be matched after an attribute or a child), in a
 * millisecond and without libxml2. Whatever is not plainly valid, such as a number of 30 digits, an id
 * with letters beyond ASCII or a word with blanks around it, gets a no, and libxml2 has the last word.
 */
export function acceptor(version: Version): (root: Element) => boolean {
  const root = new Compiler(version).pattern(CIB);
  return (element) => after(root, element) === EMPTY;
}

/** What may still come: attributes in any order, then children. */
type Rest =
  | { readonly kind: 'empty' | 'nothing' | 'anything' }
  | { readonly kind: 'element'; readonly name: string; readonly content: Rest }
  | { readonly kind: 'attribute'; readonly name: string; readonly accepts: (value: string) => boolean }
  | { readonly kind: 'group' | 'choice' | 'interleave'; readonly left: Rest; readonly right: Rest }
  | { readonly kind: 'many'; readonly of: Rest }
  | { readonly kind: 'use'; readonly get: () => Rest };

const EMPTY: Rest = { kind: 'empty' };
const NOTHING: Rest = { kind: 'nothing' };

function choice(left: Rest, right: Rest): Rest {
  if (left === NOTHING || left === right) return right;
  return right === NOTHING ? left : { kind: 'choice', left, right };
}

function both(kind: 'group' | 'interleave', left: Rest, right: Rest): Rest {
  if (left === NOTHING || right === NOTHING) return NOTHING;
  if (left === EMPTY) return right;
  return right === EMPTY ? left : { kind, left, right };
}

/** What is left of a pattern once a child has been seen; NOTHING if it does not fit. */
function after(rest: Rest, child: Element): Rest {
  switch (rest.kind) {
    case 'element':
      return rest.name === child.name && fits(rest.content, child) ? EMPTY : NOTHING;
    case 'choice':
      return choice(after(rest.left, child), after(rest.right, child));
    case 'group': {
      const left = both('group', after(rest.left, child), rest.right);
      return nullable(rest.left) ? choice(left, after(rest.right, child)) : left;
    }
    case 'interleave':
      return choice(
        both('interleave', after(rest.left, child), rest.right),
        both('interleave', rest.left, after(rest.right, child)),
      );
    case 'many':
      return both('group', after(rest.of, child), rest);
    case 'use':
      return after(rest.get(), child);
    default:
      return NOTHING;
  }
}

function fits(content: Rest, element: Element): boolean {
  if (content.kind === 'anything') return true;
  let rest = content;
  const { flat } = element;
  for (let i = 0; i < flat.length; i += 2) {
    rest = afterAttribute(rest, flat[i] as string, flat[i + 1] as string);
    if (rest === NOTHING) return false;
  }
  rest = closed(rest);
  for (const child of element.children) {
    if (child.kind === 'element') rest = after(rest, child);
    else if (child.kind === 'text' && /\S/.test(child.text)) return false;
    if (rest === NOTHING) return false;
  }
  return nullable(rest);
}

function afterAttribute(rest: Rest, name: string, value: string): Rest {
  switch (rest.kind) {
    case 'attribute':
      return rest.name === name && rest.accepts(value) ? EMPTY : NOTHING;
    case 'choice':
      return choice(afterAttribute(rest.left, name, value), afterAttribute(rest.right, name, value));
    case 'group':
    case 'interleave':
      return choice(
        both(rest.kind, afterAttribute(rest.left, name, value), rest.right),
        both(rest.kind, rest.left, afterAttribute(rest.right, name, value)),
      );
    default:
      return NOTHING;
  }
}

/** The start tag is over: what still asks for an attribute cannot be had. */
function closed(rest: Rest): Rest {
  switch (rest.kind) {
    case 'attribute':
      return NOTHING;
    case 'choice':
      return choice(closed(rest.left), closed(rest.right));
    case 'group':
    case 'interleave':
      return both(rest.kind, closed(rest.left), closed(rest.right));
    default:
      return rest;
  }
}

function nullable(rest: Rest): boolean {
  switch (rest.kind) {
    case 'empty':
    case 'many':
      return true;
    case 'choice':
      return nullable(rest.left) || nullable(rest.right);
    case 'group':
    case 'interleave':
      return nullable(rest.left) && nullable(rest.right);
    case 'use':
      return nullable(rest.get());
    default:
      return false;
  }
}

/** Makes the pattern of one version: ranges decided, values made into tests. */
class Compiler {
  private readonly definitions = new Map<Definition, Rest>();

  constructor(private readonly version: Version) {}

  pattern(pattern: Pattern): Rest {
    switch (pattern.kind) {
      case 'ranged':
        return exists(pattern.range, this.version) ? this.pattern(pattern.of) : NOTHING;
      case 'element':
        return { kind: 'element', name: pattern.name, content: this.list('group', pattern.content) };
      case 'attribute':
        return { kind: 'attribute', name: pattern.name, accepts: this.test(pattern.value) };
      case 'anything':
        return { kind: 'anything' };
      case 'use':
        return this.use(pattern.definition);
      case 'optional':
        return choice(this.list('group', pattern.of), EMPTY);
      case 'zeroOrMore':
        return { kind: 'many', of: this.list('group', pattern.of) };
      case 'oneOrMore': {
        const of = this.list('group', pattern.of);
        return both('group', of, { kind: 'many', of });
      }
      default:
        return this.list(pattern.kind, pattern.of);
    }
  }

  /** What does not exist in this version is as if it were not written. */
  private list(kind: 'group' | 'choice' | 'interleave', patterns: readonly Pattern[]): Rest {
    const parts = patterns
      .filter((pattern) => pattern.kind !== 'ranged' || exists(pattern.range, this.version))
      .map((pattern) => this.pattern(pattern));
    if (kind === 'choice') return parts.reduceRight((right, left) => choice(left, right), NOTHING);
    return parts.reduceRight((right, left) => both(kind, left, right), EMPTY);
  }

  /** Definitions contain themselves, so they are made when first looked into. */
  private use(definition: Definition): Rest {
    return {
      kind: 'use',
      get: () => {
        const made = this.definitions.get(definition) ?? this.pattern(definition.pattern());
        this.definitions.set(definition, made);
        return made;
      },
    };
  }

  private test(value: Value): (text: string) => boolean {
    switch (value.kind) {
      case 'ranged':
        return this.test(exists(value.range, this.version) ? value.of : value.otherwise);
      case 'text':
        return () => true;
      case 'exactly':
        return (text) => text === value.word;
      case 'words': {
        const words = new Set(wordsIn(value.words, this.version));
        const other = value.or === undefined ? () => false : DATATYPES[value.or];
        return (text) => words.has(text) || other(text);
      }
      case 'except': {
        const words = new Set(wordsIn(value.words, this.version));
        return (text) => !words.has(text.trim().replace(/\s+/g, ' '));
      }
      case 'type':
        return typeTest(value.type, value.limits);
    }
  }
}

const pattern = (expression: RegExp) => (text: string) => expression.test(text);
const name = pattern(/^[A-Za-z_][\w.-]*$/);

const DATATYPES: Readonly<Record<Datatype, (text: string) => boolean>> = {
  ID: name,
  IDREF: name,
  boolean: pattern(/^(true|false|1|0)$/),
  integer: pattern(/^[+-]?\d{1,18}$/),
  nonNegativeInteger: pattern(/^\d{1,18}$/),
  positiveInteger: pattern(/^0*[1-9]\d{0,17}$/),
  string: () => true,
};

function typeTest(type: Datatype, limits: Readonly<Record<string, string>> = {}): (text: string) => boolean {
  const tests = [DATATYPES[type]];
  const { pattern: expression, maxInclusive } = limits;
  if (expression !== undefined) tests.push(pattern(new RegExp(`^(?:${expression})$`)));
  if (maxInclusive !== undefined) tests.push((text) => Number(text) <= Number(maxInclusive));
  return tests.length === 1 ? DATATYPES[type] : (text) => tests.every((one) => one(text));
}
