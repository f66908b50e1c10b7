import { type Cib, inDocumentOrder, isWithin } from '../document/cib.js';
import type { Element } from '../xml/element.js';
import type { Match } from './select.js';

/** A path of child and descendant steps, with attributes that must be there or have a value. */
export interface PlainPath {
  readonly steps: readonly Step[];
  /** The attribute the path ends with, `*` for all of them. */
  readonly attribute?: { readonly name: string; readonly descendant: boolean };
}

interface Step {
  readonly descendant: boolean;
  /** Undefined for `*`. */
  readonly name?: string;
  readonly id?: string;
  readonly conditions: readonly Condition[];
}

interface Condition {
  readonly attribute: string;
  readonly value?: string;
}

const NAME = '[A-Za-z_][\\w.-]*';
const STEP = new RegExp(`(//?)(@?)(${NAME}|\\*)((?:\\[[^\\[\\]]*\\])*)`, 'y');
const CONDITION = new RegExp(`\\s*@(${NAME})\\s*(?:=\\s*('[^']*'|"[^"]*")\\s*)?(?:and(?=[\\s@])|$)`, 'y');
const PREDICATE = /\[([^[\]]*)\]/g;

/** Undefined if the expression is anything but such a path. */
export function parsePlain(expression: string): PlainPath | undefined {
  const text = expression.trim();
  const steps: Step[] = [];
  STEP.lastIndex = 0;
  for (let at = 0; at < text.length; at = STEP.lastIndex) {
    const found = STEP.exec(text);
    if (!found) return undefined;
    const [, slashes, sign, name, predicates] = found as unknown as [string, string, string, string, string];
    const descendant = slashes === '//';
    if (sign === '@') {
      if (STEP.lastIndex < text.length || predicates !== '') return undefined;
      return { steps, attribute: { name, descendant } };
    }
    const conditions = parsePredicates(predicates);
    if (!conditions) return undefined;
    const id = conditions.find((condition) => condition.attribute === 'id' && condition.value !== undefined)?.value;
    steps.push({
      descendant,
      conditions,
      ...(name !== '*' && { name }),
      ...(id !== undefined && { id }),
    });
  }
  return steps.length > 0 ? { steps } : undefined;
}

function parsePredicates(text: string): Condition[] | undefined {
  const conditions: Condition[] = [];
  for (const [, inside] of text.matchAll(PREDICATE)) {
    CONDITION.lastIndex = 0;
    const body = inside as string;
    if (body.trim() === '') return undefined;
    for (let at = 0; at < body.length; at = CONDITION.lastIndex) {
      const found = CONDITION.exec(body);
      if (!found) return undefined;
      const [, attribute, value] = found as unknown as [string, string, string | undefined];
      conditions.push(value === undefined ? { attribute } : { attribute, value: value.slice(1, -1) });
    }
    if (/\band\s*$/.test(body)) return undefined;
  }
  return conditions;
}

/** Matches in document order. */
export function selectPlain(tree: Cib | Element, { steps, attribute }: PlainPath): Match[] {
  const cib = 'root' in tree ? tree : undefined;
  const root = 'root' in tree ? tree.root : tree;
  // null is the document, which the root is the only child of.
  let contexts: (Element | null)[] = [null];
  for (const step of steps) {
    const found = step.id === undefined || !cib ? walk(contexts, root, step) : lookUp(contexts, cib, step);
    contexts = found;
    if (found.length === 0) return [];
  }
  if (!attribute) return contexts as Element[];
  const holders = attribute.descendant
    ? [...outermost(contexts)].flatMap((top) => [...(top ?? root).walk()])
    : contexts;
  return holders.flatMap((element) =>
    element === null
      ? []
      : element
          .attributeNames()
          .filter((name) => attribute.name === '*' || attribute.name === name)
          .map((name) => ({ kind: 'attribute' as const, element, name })),
  );
}

/** Candidates from the index, those that lie where the step leads. */
function lookUp(contexts: readonly (Element | null)[], cib: Cib, step: Step): Element[] {
  const { id, descendant } = step as Step & { id: string };
  const within = new Set(contexts);
  return cib.byId(id).filter((element) => {
    if (!fits(element, step)) return false;
    if (!descendant) return within.has(element.parent);
    for (let at = element.parent; at; at = at.parent) if (within.has(at)) return true;
    return within.has(null);
  });
}

function walk(contexts: readonly (Element | null)[], root: Element, step: Step): Element[] {
  const found: Element[] = [];
  if (step.descendant) {
    for (const top of outermost(contexts)) {
      for (const element of (top ?? root).walk()) if (element !== top && fits(element, step)) found.push(element);
    }
    return found;
  }
  for (const context of contexts) {
    for (const child of context === null ? [root] : context.elements()) if (fits(child, step)) found.push(child);
  }
  return isNested(contexts) ? found.sort(inDocumentOrder) : found;
}

/** The contexts that lie in no other; these hold all that is in any of them. */
function* outermost(contexts: readonly (Element | null)[]): IterableIterator<Element | null> {
  let last: Element | null | undefined;
  for (const context of contexts) {
    if (context !== null && last && isWithin(context, last)) continue;
    yield context;
    last = context;
  }
}

/** Does one context lie in another? As they are in document order, in the one before it, then. */
const isNested = (contexts: readonly (Element | null)[]): boolean =>
  contexts.some((context, i) => {
    const previous = contexts[i - 1];
    return context !== null && previous !== null && previous !== undefined && isWithin(context, previous);
  });

function fits(element: Element, { name, conditions }: Step): boolean {
  if (name !== undefined && element.name !== name) return false;
  for (const { attribute, value } of conditions) {
    const actual = element.get(attribute);
    if (actual === undefined || (value !== undefined && actual !== value)) return false;
  }
  return true;
}
