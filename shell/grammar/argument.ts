import type { Session } from '../session.js';
import type { Expectation } from './expectation.js';
import type { Reader } from './reader.js';

/**
 * What a command takes, as a value: it reads the words, says what may follow at each of them (so
 * that Tab can offer it) and how it is written in a usage line.
 */
export interface Grammar<T> {
  readonly usage: string;
  read(reader: Reader, session: Session): T;
}

/** One word. */
export const word = (expectation: Expectation): Grammar<string> => ({
  usage: expectation.title,
  read: (reader) => {
    reader.expect(expectation);
    if (reader.next === undefined) return reader.fail(`Expected ${expectation.title}`);
    return reader.any(expectation);
  },
});

/** One of some words. */
export const choice = <const W extends string>(...words: readonly W[]): Grammar<W> => {
  const usage = words.length === 1 ? (words[0] as string) : `{${words.join('|')}}`;
  return {
    usage,
    read: (reader) => (reader.keyword(...words) as W | undefined) ?? reader.fail(`Expected ${words.join(' or ')}`),
  };
};

/** It may be left out, if it is last. */
export const optional = <T>(grammar: Grammar<T>): Grammar<T | undefined> => ({
  usage: `[${grammar.usage}]`,
  read(reader, session) {
    if (!reader.done) return grammar.read(reader, session);
    hint(grammar, reader, session);
    return undefined;
  },
});

/** Any number, up to the end of the line; at least one if asked for. */
export const many = <T>(grammar: Grammar<T>, least: 0 | 1 = 0): Grammar<T[]> => ({
  usage: least === 0 ? `[${grammar.usage} ...]` : `${grammar.usage} [${grammar.usage} ...]`,
  read(reader, session) {
    const values: T[] = [];
    while (!reader.done || values.length < least) values.push(grammar.read(reader, session));
    hint(grammar, reader, session);
    return values;
  },
});

/** These words in any order, each at most once, wherever they are. */
export const flags = <const W extends string>(...words: readonly W[]): Grammar<ReadonlySet<W>> => ({
  usage: words.map((name) => `[${name}]`).join(' '),
  read(reader) {
    const given = new Set<W>();
    for (;;) {
      const next = reader.keyword(...words.filter((name) => !given.has(name))) as W | undefined;
      if (next === undefined) return given;
      given.add(next);
    }
  },
});

/** One after the other, as a record. */
export const sequence = <T extends Record<string, unknown>>(
  parts: { readonly [K in keyof T]: Grammar<T[K]> },
): Grammar<T> => ({
  usage: Object.values(parts)
    .map((part) => (part as Grammar<unknown>).usage)
    .join(' '),
  read(reader, session) {
    const values: Partial<T> = {};
    for (const name of Object.keys(parts) as (keyof T)[]) values[name] = parts[name].read(reader, session);
    return values as T;
  },
});

/** What a grammar reads, made into something else. @param make throws CibError if it cannot be */
export const made = <A, B>(grammar: Grammar<A>, make: (value: A) => B): Grammar<B> => ({
  usage: grammar.usage,
  read: (reader, session) => make(grammar.read(reader, session)),
});

export const nothing: Grammar<undefined> = { usage: '', read: () => undefined };

/** Let a grammar say what it would take here, where it is not needed. */
function hint(grammar: Grammar<unknown>, reader: Reader, session: Session): void {
  if (!reader.done) return;
  try {
    grammar.read(reader, session);
  } catch {
    // It found nothing to read, which is the point.
  }
}
