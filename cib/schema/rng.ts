import { CIB } from './grammar/cib.js';
import type { Definition, Pattern, Range, Ranged, Value } from './grammar/pattern.js';
import { compareVersions, type Version } from './versions.js';

/**
 * One self-contained RELAX NG grammar for a schema version, as XML text.
 *
 * An IDREF is written as NCName, which is the same lexically: whether the id exists is a question
 * about the whole document, answered by the references check, so that parts can be validated too.
 */
export function relaxNg(version: Version): string {
  const writer = new Writer(version);
  const start = writer.pattern(CIB);
  return [
    '<grammar xmlns="http://relaxng.org/ns/structure/1.0"',
    ' datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">',
    `<start>${start}</start>${writer.definitions()}</grammar>`,
  ].join('');
}

/** True if the version lies in the range, ends included. */
export function exists(range: Range, version: Version): boolean {
  const { from, to } = range;
  return (
    (from === undefined || compareVersions(from, version) <= 0) &&
    (to === undefined || compareVersions(version, to) <= 0)
  );
}

/** The words of a list that exist in a version. */
export function wordsIn(list: readonly Ranged<string>[], version: Version): string[] {
  return list.flatMap((word) => (typeof word === 'string' ? word : exists(word.range, version) ? word.of : []));
}

const ANY_CONTENT =
  '<zeroOrMore><choice><attribute><anyName/><text/></attribute>' +
  '<element><anyName/><ref name="anything"/></element><text/></choice></zeroOrMore>';

class Writer {
  /** What definitions came to, by name; a definition being written is in here as ''. */
  private readonly defined = new Map<string, string>();

  /** Names of the definitions of elements, by their text. */
  private readonly elements = new Map<string, string>();

  constructor(private readonly version: Version) {}

  definitions(): string {
    return [...this.defined].map(([name, content]) => `<define name="${name}">${content}</define>`).join('');
  }

  /** RELAX NG for a pattern; '' if it does not exist in this version. */
  pattern(pattern: Pattern): string {
    switch (pattern.kind) {
      case 'ranged':
        return exists(pattern.range, this.version) ? this.pattern(pattern.of) : '';
      case 'attribute':
        return `<attribute name="${pattern.name}">${this.value(pattern.value)}</attribute>`;
      case 'element':
        return this.shared(
          pattern.name,
          `<element name="${pattern.name}">${this.all(pattern.content).join('') || '<empty/>'}</element>`,
        );
      case 'anything':
        return this.reference('anything', () => ANY_CONTENT);
      case 'use':
        return this.use(pattern.definition);
      default:
        return combined(pattern.kind, this.all(pattern.of));
    }
  }

  private all(patterns: readonly Pattern[]): string[] {
    return patterns.map((pattern) => this.pattern(pattern)).filter((text) => text !== '');
  }

  private use({ name, pattern }: Definition): string {
    return this.reference(name, () => this.pattern(pattern()));
  }

  /** Elements that come out the same are written once: compiling the grammar is what loading waits for. */
  private shared(name: string, text: string): string {
    const known = this.elements.get(text);
    const reference = known ?? `element-${name}-${this.elements.size}`;
    if (known === undefined) {
      this.elements.set(text, reference);
      this.defined.set(reference, text);
    }
    return `<ref name="${reference}"/>`;
  }

  private reference(name: string, content: () => string): string {
    if (!this.defined.has(name)) {
      this.defined.set(name, '');
      this.defined.set(name, content());
    }
    return `<ref name="${name}"/>`;
  }

  private value(value: Value): string {
    switch (value.kind) {
      case 'ranged':
        return this.value(exists(value.range, this.version) ? value.of : value.otherwise);
      case 'text':
        return '<text/>';
      case 'exactly':
        return `<value type="string">${value.word}</value>`;
      case 'type':
        return `<data type="${value.type === 'IDREF' ? 'NCName' : value.type}">${limits(value.limits)}</data>`;
      case 'words': {
        const other = value.or === undefined ? [] : [`<data type="${value.or}"/>`];
        return combined('choice', [...other, ...this.words(value.words)]);
      }
      case 'except': {
        const words = this.words(value.words);
        return words.length === 0
          ? '<text/>'
          : `<data type="string"><except>${combined('choice', words)}</except></data>`;
      }
    }
  }

  private words(list: readonly Ranged<string>[]): string[] {
    return wordsIn(list, this.version).map((word) => `<value>${word}</value>`);
  }
}

function combined(kind: string, parts: readonly string[]): string {
  if (parts.length === 0) return '';
  const repeats = kind === 'optional' || kind === 'zeroOrMore' || kind === 'oneOrMore';
  return parts.length === 1 && !repeats ? (parts[0] as string) : `<${kind}>${parts.join('')}</${kind}>`;
}

function limits(facets: Readonly<Record<string, string>> = {}): string {
  return Object.entries(facets)
    .map(([name, value]) => `<param name="${name}">${value}</param>`)
    .join('');
}
