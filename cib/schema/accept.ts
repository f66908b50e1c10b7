import type { Element } from '../xml/element.js';
import { CIB } from './grammar/cib.js';
import type { Datatype, Definition, Pattern, Range, Ranged, Value } from './grammar/pattern.js';
import { type Content, fits, Look, type Rest, Rests } from './rest.js';
import { VERSIONS, type Version } from './versions.js';

/**
 * A quick yes. Most documents are valid, and to see that no message is needed: the grammar is applied
 * to the tree as it is, in a few milliseconds and without libxml2. Whatever is not plainly valid, such
 * as a number of 30 digits, an id with letters beyond ASCII or a word with blanks around it, gets a no,
 * and libxml2 has the last word. Ids and references are noted on the way, and not judged.
 */
export interface Acceptance {
  readonly valid: boolean;
  /** Every id is unique, and whatever is asked for is there. */
  readonly sound: boolean;
  /** For which versions this goes too. */
  covers(version: Version): boolean;
}

const ORDER = new Map<Version, number>(VERSIONS.map((version, at) => [version, at]));
const numberOf = (version: Version): number => ORDER.get(version) as number;

let compiler: Compiler | undefined;

export function accept(root: Element, version: Version): Acceptance {
  compiler ??= new Compiler();
  const look = new Look(numberOf(version));
  const [leaf] = compiler.start.child(root.name).leaves;
  const valid = leaf !== undefined && fits(leaf, root, look);
  const covers = (other: Version): boolean => look.from <= numberOf(other) && numberOf(other) <= look.to;
  return { valid, sound: look.names.sound, covers };
}

/** Makes patterns into what they ask for: ranges decided for a version, values made into tests. */
class Compiler {
  private readonly rests = new Rests();
  private readonly elements = new Map<Pattern, Rest>();
  private readonly definitions = new Map<Definition, Pattern>();
  private version = 0;
  /** Versions in which every decision made of late would have been the same. */
  private from = 0;
  private to = Number.POSITIVE_INFINITY;
  readonly start = this.pattern(CIB);

  private pattern(pattern: Pattern): Rest {
    const { rests } = this;
    switch (pattern.kind) {
      case 'ranged':
        return this.exists(pattern.range) ? this.pattern(pattern.of) : rests.nothing;
      case 'element':
        return this.element(pattern, pattern.name, pattern.content);
      case 'attribute':
        return this.attribute(pattern.name, pattern.value);
      case 'anything':
        return rests.anything;
      case 'use':
        return this.pattern(this.defined(pattern.definition));
      case 'optional':
        return rests.choice([this.list('group', pattern.of), rests.empty]);
      case 'zeroOrMore':
        return rests.many(this.list('group', pattern.of));
      case 'oneOrMore': {
        const of = this.list('group', pattern.of);
        return rests.both('group', of, rests.many(of));
      }
      default:
        return this.list(pattern.kind, pattern.of);
    }
  }

  /** One object each time, so that elements in it are the same too. */
  private defined(definition: Definition): Pattern {
    const pattern = this.definitions.get(definition) ?? definition.pattern();
    this.definitions.set(definition, pattern);
    return pattern;
  }

  /** Is it there in the version at hand? The answer narrows what else it goes for. */
  private exists({ from, to }: Range): boolean {
    const [first, last] = [from === undefined ? 0 : numberOf(from), to === undefined ? Infinity : numberOf(to)];
    if (this.version < first) this.to = Math.min(this.to, first - 1);
    else if (this.version > last) this.from = Math.max(this.from, last + 1);
    else {
      this.from = Math.max(this.from, first);
      this.to = Math.min(this.to, last);
      return true;
    }
    return false;
  }

  /** What does not exist in this version is as if it were not written. */
  private list(kind: 'group' | 'choice' | 'interleave', patterns: readonly Pattern[]): Rest {
    const parts: Rest[] = [];
    for (const pattern of patterns) {
      if (pattern.kind !== 'ranged') parts.push(this.pattern(pattern));
      else if (this.exists(pattern.range)) parts.push(this.pattern(pattern.of));
    }
    if (kind === 'choice') return this.rests.choice(parts);
    return parts.reduceRight((right, left) => this.rests.both(kind, left, right), this.rests.empty);
  }

  /** The same in all versions: its content is looked up by version. */
  private element(pattern: Pattern, name: string, patterns: readonly Pattern[]): Rest {
    const known = this.elements.get(pattern);
    if (known) return known;
    const contents: Content[] = [];
    const contentIn = (version: number): Content => {
      for (let at = 0; at < contents.length; at++) {
        const content = contents[at] as Content;
        if (content.from <= version && version <= content.to) return content;
      }
      const content = this.content(patterns, version);
      contents.push(content);
      return content;
    };
    const rest = this.rests.leaf({ kind: 'element', name, contentIn });
    this.elements.set(pattern, rest);
    return rest;
  }

  private content(patterns: readonly Pattern[], version: number): Content {
    [this.version, this.from, this.to] = [version, 0, Number.POSITIVE_INFINITY];
    const rest = this.list('group', patterns);
    return { rest, from: this.from, to: this.to };
  }

  private attribute(name: string, value: Value): Rest {
    return this.rests.leaf({ kind: 'attribute', name, names: this.names(value), accepts: this.test(value) });
  }

  private names(value: Value): 'itself' | 'another' | undefined {
    if (value.kind === 'ranged') return this.names(this.exists(value.range) ? value.of : value.otherwise);
    if (value.kind !== 'type') return undefined;
    return value.type === 'ID' ? 'itself' : value.type === 'IDREF' ? 'another' : undefined;
  }

  private words(list: readonly Ranged<string>[]): Set<string> {
    const words = new Set<string>();
    for (const word of list) {
      if (typeof word === 'string') words.add(word);
      else if (this.exists(word.range)) words.add(word.of);
    }
    return words;
  }

  private test(value: Value): (text: string) => boolean {
    switch (value.kind) {
      case 'ranged':
        return this.test(this.exists(value.range) ? value.of : value.otherwise);
      case 'text':
        return () => true;
      case 'exactly':
        return (text) => text === value.word;
      case 'words': {
        const words = this.words(value.words);
        const other = value.or === undefined ? () => false : DATATYPES[value.or];
        return (text) => words.has(text) || other(text);
      }
      case 'except': {
        const words = this.words(value.words);
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
