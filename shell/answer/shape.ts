/**
 * What a value is made of. A command says this of its own value once; its JSON Schema, the
 * description for people, its XML and the test that it is true all come from that.
 */
export type Shape = (Scalar | List | Members | Table | Either | Named) & {
  readonly about?: string;
  /** As a member, it may be absent. */
  readonly optional?: boolean;
};

type Scalar =
  | { readonly kind: 'text'; readonly values?: readonly string[] }
  | { readonly kind: 'number' | 'flag' | 'anything' };
interface List {
  readonly kind: 'list';
  /** What one of it is called. */
  readonly item: string;
  readonly of: Shape;
}
interface Members {
  readonly kind: 'object';
  readonly members: Readonly<Record<string, Shape>>;
}
/** Names that are not known beforehand, each with such a value. */
interface Table {
  readonly kind: 'byName';
  readonly of: Shape;
}
interface Either {
  readonly kind: 'either';
  readonly of: readonly Shape[];
}
/** What may hold more of its kind. */
interface Named {
  readonly kind: 'named';
  readonly name: string;
  of(): Shape;
}

const said = (about: string | undefined) => (about === undefined ? {} : { about });

export const text = (about?: string): Shape => ({ kind: 'text', ...said(about) });
export const oneOf = (values: readonly string[], about?: string): Shape => ({ kind: 'text', values, ...said(about) });
export const number = (about?: string): Shape => ({ kind: 'number', ...said(about) });
export const flag = (about?: string): Shape => ({ kind: 'flag', ...said(about) });
export const anything = (about?: string): Shape => ({ kind: 'anything', ...said(about) });
export const list = (item: string, of: Shape, about?: string): Shape => ({ kind: 'list', item, of, ...said(about) });
export const object = (members: Readonly<Record<string, Shape>>, about?: string): Shape => ({
  kind: 'object',
  members,
  ...said(about),
});
export const byName = (of: Shape, about?: string): Shape => ({ kind: 'byName', of, ...said(about) });
export const either = (...of: readonly Shape[]): Shape => ({ kind: 'either', of });
export const named = (name: string, of: () => Shape): Shape => ({ kind: 'named', name, of });
export const maybe = (shape: Shape): Shape => ({ ...shape, optional: true });

/** Lines of text, as a person would read them. */
export const LINES: Shape = list('line', text());
