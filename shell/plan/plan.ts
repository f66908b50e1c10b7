import type { Element } from '../../cib/xml/element.js';
import { list, maybe, object, oneOf, type Shape, text } from '../answer/shape.js';
import type { ConfiguredObject } from '../syntax/objects.js';
import { Sheet } from '../syntax/show.js';

/** What becomes of one object. */
export interface PlannedChange {
  readonly change: 'create' | 'update' | 'delete';
  readonly kind: string;
  readonly id: string;
  /** As crm syntax, or XML where that has no words for it. */
  readonly before?: string;
  readonly after?: string;
  /** The lines that go (`- …`) and come (`+ …`), in their order. */
  readonly lines: readonly string[];
}

export const PLANNED_CHANGE: Shape = object({
  change: oneOf(['create', 'update', 'delete']),
  kind: text('Command that makes such objects'),
  id: text(),
  before: maybe(text('The command that made it')),
  after: maybe(text('The command that makes it')),
  lines: list('line', text(), 'Lines that go (-) and come (+)'),
});

/** How a configuration differs from another, object by object, in the order of `show`. */
export async function planOf(before: Element, after: Element, secret?: RegExp): Promise<PlannedChange[]> {
  const { diffArrays } = await import('diff');
  const [old, made] = [new Sheet(before, secret), new Sheet(after, secret)];
  const known = new Map(old.objects.map((object) => [keyOf(object), object]));
  const kept = new Set(made.objects.map(keyOf));
  const gone = old.sorted(old.objects.filter((object) => !kept.has(keyOf(object))));
  const planned = ({ kind, id }: ConfiguredObject, was: string | undefined, is: string | undefined): PlannedChange => ({
    change: was === undefined ? 'create' : is === undefined ? 'delete' : 'update',
    kind: kind.keyword,
    id,
    ...(was === undefined ? {} : { before: was }),
    ...(is === undefined ? {} : { after: is }),
    lines: diffArrays(linesOf(was), linesOf(is)).flatMap(({ added, removed, value }) =>
      added || removed ? value.map((line) => `${added ? '+' : '-'} ${line}`) : [],
    ),
  });
  return [
    ...gone.map((object) => planned(object, old.text(object), undefined)),
    ...made.sorted().flatMap((object) => {
      const was = known.get(keyOf(object));
      const [earlier, text] = [was && old.text(was), made.text(object)];
      return earlier === text ? [] : [planned(object, earlier, text)];
    }),
  ];
}

const keyOf = ({ kind, id }: ConfiguredObject): string => `${kind.keyword} ${id}`;

/** Without the backslash that joins a line to the next: it goes and comes with lines that stay. */
const linesOf = (text: string | undefined): string[] => text?.split(/ \\\n|\n/) ?? [];

const MARKS = { create: '+', update: '~', delete: '-' } as const;

/** For people: what goes is marked -, what comes +. */
export const planText = (changes: readonly PlannedChange[]): string =>
  changes
    .map(({ change, kind, id, lines }) => [`${MARKS[change]} ${kind} ${id}`, ...lines.map((line) => `    ${line}`)])
    .flatMap((lines) => lines.map((line) => `${line}\n`))
    .join('');
