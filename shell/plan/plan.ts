import type { Element } from '../../cib/xml/element.js';
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
}

/** How a configuration differs from another, object by object, in the order of `show`. */
export function planOf(before: Element, after: Element): PlannedChange[] {
  const [old, made] = [new Sheet(before), new Sheet(after)];
  const known = new Map(old.objects.map((object) => [keyOf(object), object]));
  const kept = new Set(made.objects.map(keyOf));
  const gone = old.sorted(old.objects.filter((object) => !kept.has(keyOf(object))));
  const changes = made.sorted().flatMap((object): PlannedChange[] => {
    const was = known.get(keyOf(object));
    const about = { kind: object.kind.keyword, id: object.id };
    const text = made.text(object);
    if (!was) return [{ change: 'create', ...about, after: text }];
    const earlier = old.text(was);
    return earlier === text ? [] : [{ change: 'update', ...about, before: earlier, after: text }];
  });
  return [
    ...gone.map((object): PlannedChange => {
      return { change: 'delete', kind: object.kind.keyword, id: object.id, before: old.text(object) };
    }),
    ...changes,
  ];
}

const keyOf = ({ kind, id }: ConfiguredObject): string => `${kind.keyword} ${id}`;

const MARKS = { create: '+', update: '~', delete: '-' } as const;

/** For people: what goes is marked -, what comes +. */
export function planText(changes: readonly PlannedChange[]): string {
  return changes.map((change) => `${MARKS[change.change]} ${change.kind} ${change.id}\n${details(change)}`).join('');
}

function details({ before, after }: PlannedChange): string {
  const [old, made] = [before?.split('\n') ?? [], after?.split('\n') ?? []];
  return [
    ...old.filter((line) => !made.includes(line)).map((line) => `    - ${line}\n`),
    ...made.filter((line) => !old.includes(line)).map((line) => `    + ${line}\n`),
  ].join('');
}
