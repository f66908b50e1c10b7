import type { Version } from '../versions.js';

/**
 * Building blocks of the CIB's grammar. A pattern is what an element may contain: attributes and
 * child elements, in RELAX NG's algebra. Any pattern and any value can be limited to a range of
 * schema versions, so that one table describes all of them.
 */

/** Schema versions in which something exists, both ends included. */
export interface Range {
  readonly from?: Version;
  readonly to?: Version;
}

export type Pattern =
  | { readonly kind: 'element'; readonly name: string; readonly content: readonly Pattern[] }
  | { readonly kind: 'attribute'; readonly name: string; readonly value: Value }
  | { readonly kind: 'optional' | 'zeroOrMore' | 'oneOrMore'; readonly of: readonly Pattern[] }
  | { readonly kind: 'group' | 'choice' | 'interleave'; readonly of: readonly Pattern[] }
  | { readonly kind: 'use'; readonly definition: Definition }
  | { readonly kind: 'anything' }
  | { readonly kind: 'ranged'; readonly range: Range; readonly of: Pattern };

/** What an attribute may hold. */
export type Value =
  | { readonly kind: 'text' }
  | { readonly kind: 'type'; readonly type: Datatype; readonly limits?: Readonly<Record<string, string>> }
  | { readonly kind: 'words'; readonly words: readonly Ranged<string>[]; readonly or?: Datatype }
  | { readonly kind: 'exactly'; readonly word: string }
  | { readonly kind: 'except'; readonly words: readonly Ranged<string>[] }
  | { readonly kind: 'ranged'; readonly range: Range; readonly of: Value; readonly otherwise: Value };

/** W3C XML Schema datatypes the CIB uses. An IDREF names the ID of another element. */
export type Datatype = 'ID' | 'IDREF' | 'boolean' | 'integer' | 'nonNegativeInteger' | 'positiveInteger' | 'string';

export type Ranged<T> = T | { readonly range: Range; readonly of: T };

/** A pattern with a name, for what is used in many places or contains itself. */
export interface Definition {
  readonly name: string;
  readonly pattern: () => Pattern;
}

export const element = (name: string, ...content: Pattern[]): Pattern => ({ kind: 'element', name, content });
export const attribute = (name: string, value: Value = TEXT): Pattern => ({ kind: 'attribute', name, value });
export const optional = (...of: Pattern[]): Pattern => ({ kind: 'optional', of });
export const any = (...of: Pattern[]): Pattern => ({ kind: 'zeroOrMore', of });
export const some = (...of: Pattern[]): Pattern => ({ kind: 'oneOrMore', of });
export const group = (...of: Pattern[]): Pattern => ({ kind: 'group', of });
export const choice = (...of: Pattern[]): Pattern => ({ kind: 'choice', of });
export const interleave = (...of: Pattern[]): Pattern => ({ kind: 'interleave', of });

/** Every attribute, element and text, to any depth. */
export const ANYTHING: Pattern = { kind: 'anything' };

/** An attribute that may be left out. */
export const may = (name: string, value: Value = TEXT): Pattern => optional(attribute(name, value));

export function define(name: string, pattern: () => Pattern): Pattern {
  return { kind: 'use', definition: { name, pattern } };
}

export const TEXT: Value = { kind: 'text' };
export const type = (name: Datatype, limits?: Readonly<Record<string, string>>): Value =>
  limits ? { kind: 'type', type: name, limits } : { kind: 'type', type: name };
export const ID = type('ID');
export const IDREF = type('IDREF');
export const BOOLEAN = type('boolean');
export const INTEGER = type('integer');
export const COUNT = type('nonNegativeInteger');

export const words = (...list: Ranged<string>[]): Value => ({ kind: 'words', words: list });
export const exactly = (word: string): Value => ({ kind: 'exactly', word });
/** Any text but these. */
export const except = (list: readonly Ranged<string>[]): Value => ({ kind: 'except', words: list });

/** A pattern or a word that exists in some versions only. */
export function ranged<T extends Pattern | string>(range: Range, of: T): T extends string ? Ranged<string> : Pattern;
export function ranged(range: Range, of: Pattern | string): Pattern | Ranged<string> {
  return typeof of === 'string' ? { range, of } : { kind: 'ranged', range, of };
}
export const since = <T extends Pattern | string>(from: Version, of: T) => ranged({ from }, of);
export const until = <T extends Pattern | string>(to: Version, of: T) => ranged({ to }, of);
export const between = <T extends Pattern | string>(from: Version, to: Version, of: T) => ranged({ from, to }, of);

/** One value up to and including a version, another after it. */
export const valueUntil = (to: Version, of: Value, otherwise: Value): Value => ({
  kind: 'ranged',
  range: { to },
  of,
  otherwise,
});
