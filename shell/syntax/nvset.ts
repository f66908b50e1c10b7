import { Element } from '../../cib/xml/element.js';
import { type Expectation, free } from '../grammar/expectation.js';
import type { Reader } from '../grammar/reader.js';
import type { Reading } from './kind.js';
import { IDSPEC, SCORE } from './patterns.js';
import { readRules, writeRule } from './rule.js';
import { pair, type Writing } from './text.js';
import { roleName } from './vocabulary.js';

/** Words that end a list of attributes. */
export const SET_WORDS: readonly string[] = [
  'params',
  'meta',
  'utilization',
  'operations',
  'op',
  'op_params',
  'op_meta',
  'rule',
  'attributes',
];

/** Which element each word of crm syntax stands for. */
export type SetWords = Readonly<Record<string, string>>;

export const RESOURCE_SETS: SetWords = {
  params: 'instance_attributes',
  meta: 'meta_attributes',
  utilization: 'utilization',
};
export const CONTAINER_SETS: SetWords = { params: 'instance_attributes', meta: 'meta_attributes' };
export const OPERATION_SETS: SetWords = { op_params: 'instance_attributes', op_meta: 'meta_attributes' };
export const NODE_SETS: SetWords = { attributes: 'instance_attributes', utilization: 'utilization' };
export const ALERT_SETS: SetWords = { attributes: 'instance_attributes', meta: 'meta_attributes' };

const SECRET = '******';

export function writePair(nvpair: Element, { paint, isSecret }: Writing): string {
  const reference = nvpair.get('id-ref');
  const [name, value] = [nvpair.get('name'), nvpair.get('value')];
  if (reference === undefined) {
    return pair(name ?? '', value !== undefined && isSecret(name ?? '') ? SECRET : value, paint);
  }
  return name === undefined ? `@${reference}` : `@${reference}:${name}`;
}

/** What follows the word of a set: references, score, rules, pairs; each with a blank before it. */
export function writeSetContent(set: Element, writing: Writing): string {
  let text = '';
  const reference = set.get('id-ref');
  if (reference !== undefined)
    text += ` ${pair('$id-ref', reference, { ...writing.paint, value: writing.paint.reference })}`;
  const score = set.get('score');
  if (score) text += ` ${writing.paint.score(score)}:`;
  let pairs = '';
  for (const child of set.children) {
    if (child.kind !== 'element') continue;
    if (child.name === 'nvpair') pairs += ` ${writePair(child, writing)}`;
    else if (child.name === 'rule') text += ` ${writing.paint.keyword('rule')} ${writeRule(child, writing)}`;
  }
  return text + pairs;
}

export const writeSet = (word: string, set: Element, writing: Writing): string =>
  writing.paint.keyword(word) + writeSetContent(set, writing);

/** The word for an element, if it is one of these sets. */
export const wordFor = (words: SetWords, element: string): string | undefined =>
  Object.keys(words).find((word) => words[word] === element);

/** Parts for those children of an element that are sets. */
export function writeSets(element: Element, words: SetWords, writing: Writing): string[] {
  return [...element.elements()].flatMap((child) => {
    const word = wordFor(words, child.name);
    return word === undefined ? [] : [writeSet(word, child, writing)];
  });
}

const REFERENCE_PAIR = /@([^:]+)(?::(.+))?/;
const ID_PAIR = /\$([^:=]+)(?::(.+))?=(.*)/;
const NAME_ONLY = /([^:=]+)/;

export interface PairOptions {
  /** Words that end the list; if there are none, a name without a value is no attribute. */
  readonly until?: readonly string[];
  /** A value must not be empty. */
  readonly filled?: boolean;
}

/** Any number of `name=value`, `name`, `@id`, `@id:name`, `$id:name=value`, as nvpair elements. */
export function readPairs(reader: Reader, reading: Reading, set: string, options: PairOptions = {}): Element[] {
  const until = options.until ?? SET_WORDS;
  const expectation = attributeOf(set);
  const pairs: Element[] = [];
  for (;;) {
    reader.expect(expectation);
    const { next } = reader;
    if (next === undefined || until.includes(next.toLowerCase())) return pairs;
    const pair = readPair(reader, reading, options.filled === true, until.length > 0);
    if (!pair) return pairs;
    pairs.push(pair);
  }
}

const NOTHING = free('');

function nvpair(attributes: Readonly<Record<string, string | undefined>>): Element {
  const made = new Element('nvpair');
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) made.flat.push(name, value);
  return made;
}

function readPair(reader: Reader, reading: Reading, filled: boolean, bare: boolean): Element | undefined {
  const next = reader.next as string;
  const [first] = next;
  if (first === '@') {
    const match = reader.take(REFERENCE_PAIR, NOTHING);
    return match && nvpair({ 'id-ref': match[1], name: match[2] });
  }
  if (first === '$') {
    const match = reader.take(ID_PAIR, NOTHING);
    return match && nvpair({ id: match[1], name: match[2] ?? match[1], value: match[3] });
  }
  const equals = next.indexOf('=');
  if (equals > 0) {
    reader.any(NOTHING);
    const [name, value] = [next.slice(0, equals), next.slice(equals + 1)];
    if (filled && value === '') reader.fail(`Empty value for ${name} is not allowed`, reader.at - 1);
    const role = name === 'role' || name === 'target-role';
    return nvpair({ name, value: role ? roleName(value, reading.vocabulary) : value });
  }
  const match = bare ? reader.take(NAME_ONLY, NOTHING) : undefined;
  return match && nvpair({ name: match[1] });
}

/** `name=value`: completes names, and behind the `=` the values. */
export const attributeOf = (set: string): Expectation => ({
  title: '<attribute>=<value>',
  complete(world, partial) {
    const equals = partial.indexOf('=');
    if (equals < 0)
      return world
        .attributes(set)
        .map(({ text, about }) => ({ text: `${text}=`, open: true, ...(about ? { about } : {}) }));
    const name = partial.slice(0, equals);
    return world.values(set, name).map((value) => ({ ...value, text: `${name}=${value.text}` }));
  },
});

/** What follows the word of a set. With `orNothing`, an empty set is no set. */
export function readSetContent(
  reader: Reader,
  reading: Reading,
  element: string,
  options: PairOptions & { readonly orNothing?: boolean } = {},
): Element | undefined {
  const set = new Element(element);
  const idspec = reader.next?.startsWith('$') ? reader.take(IDSPEC, NOTHING) : undefined;
  if (idspec) {
    set.set((idspec[1] as string).slice(1), idspec[2] as string);
    if (set.has('id-ref')) return set;
  }
  const score = reader.next?.endsWith(':') ? reader.take(SCORE, NOTHING) : undefined;
  if (score) set.set('score', score[1] as string);
  for (const rule of readRules(reader, reading)) set.append(rule);
  for (const nvpair of readPairs(reader, reading, element, options)) set.append(nvpair);
  return options.orNothing && set.flat.length === 0 && set.children.length === 0 ? undefined : set;
}

/**
 * Sets, each after its word, appended to an element.
 * @param implicit word that may be left out of the first set
 */
export function readSets(
  reader: Reader,
  reading: Reading,
  into: Element,
  words: SetWords,
  options: PairOptions & { readonly implicit?: string } = {},
): void {
  const names = Object.keys(words);
  const word = reader.keyword(...names);
  if (word === undefined && options.implicit !== undefined) {
    const set = readSetContent(reader, reading, words[options.implicit] as string, { ...options, orNothing: true });
    if (set) into.append(set);
  } else if (word !== undefined) {
    into.append(readSetContent(reader, reading, words[word] as string, options) as Element);
  }
  for (;;) {
    const next = reader.keyword(...names);
    if (next === undefined) return;
    into.append(readSetContent(reader, reading, words[next] as string, options) as Element);
  }
}
