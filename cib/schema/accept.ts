import type { Element } from '../xml/element.js';
import { CIB } from './grammar/cib.js';
import type { Datatype, Definition, Pattern, Value } from './grammar/pattern.js';
import { fits, Names, type Rest, Rests } from './rest.js';
import { exists, wordsIn } from './rng.js';
import type { Version } from './versions.js';

/**
 * A quick yes. Most documents are valid, and to see that no message is needed: the grammar is applied
 * to the tree as it is, in a few milliseconds and without libxml2. Whatever is not plainly valid, such
 * as a number of 30 digits, an id with letters beyond ASCII or a word with blanks around it, gets a no,
 * and libxml2 has the last word. Ids and references are noted on the way, and not judged.
 */
export function acceptor(version: Version): (root: Element, names?: Names) => boolean {
  const start = new Compiler(version).pattern(CIB);
  return (root, names = new Names()) => {
    const [leaf] = start.child(root.name).leaves;
    return leaf !== undefined && fits(leaf.content, root, names);
  };
}

/** Makes the pattern of one version: ranges decided, values made into tests. */
class Compiler {
  private readonly rests = new Rests();
  private readonly known = new Map<Pattern | Definition, Rest>();

  constructor(private readonly version: Version) {}

  pattern(pattern: Pattern): Rest {
    const key = pattern.kind === 'use' ? pattern.definition : pattern;
    const rest = this.known.get(key) ?? this.compile(pattern);
    this.known.set(key, rest);
    return rest;
  }

  private compile(pattern: Pattern): Rest {
    const { rests } = this;
    switch (pattern.kind) {
      case 'ranged':
        return exists(pattern.range, this.version) ? this.pattern(pattern.of) : rests.nothing;
      case 'element':
        return this.element(pattern.name, pattern.content);
      case 'attribute':
        return this.attribute(pattern.name, pattern.value);
      case 'anything':
        return rests.anything;
      case 'use':
        return this.pattern(pattern.definition.pattern());
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

  /** What does not exist in this version is as if it were not written. */
  private list(kind: 'group' | 'choice' | 'interleave', patterns: readonly Pattern[]): Rest {
    const parts = patterns
      .filter((pattern) => pattern.kind !== 'ranged' || exists(pattern.range, this.version))
      .map((pattern) => this.pattern(pattern));
    if (kind === 'choice') return this.rests.choice(parts);
    return parts.reduceRight((right, left) => this.rests.both(kind, left, right), this.rests.empty);
  }

  private element(name: string, patterns: readonly Pattern[]): Rest {
    let content: Rest | undefined;
    const compile = (): Rest => {
      content = this.list('group', patterns);
      return content;
    };
    return this.rests.leaf({
      kind: 'element',
      name,
      get content() {
        return content ?? compile();
      },
    });
  }

  private attribute(name: string, value: Value): Rest {
    return this.rests.leaf({ kind: 'attribute', name, names: this.names(value), accepts: this.test(value) });
  }

  private names(value: Value): 'itself' | 'another' | undefined {
    if (value.kind === 'ranged') return this.names(exists(value.range, this.version) ? value.of : value.otherwise);
    if (value.kind !== 'type') return undefined;
    return value.type === 'ID' ? 'itself' : value.type === 'IDREF' ? 'another' : undefined;
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
