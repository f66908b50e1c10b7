import { Element, type Node } from '../../xml/element.js';
import { mapAttributes, type Rewriter } from '../rewrite.js';
import type { Say } from '../step.js';
import { commentsBefore, hasPair, hasRule, rewriteSet, unconditional } from './nvset.js';
import { announce, find, type Replacement, type ReplacementTable } from './replacements.js';
import { OPERATION_META, OPERATION_PARAMETERS } from './retired.js';

/** What becomes of an option of an operation, which depends on the operation's name. */
const retired = (table: ReplacementTable, option: string, op: Element): Replacement | undefined =>
  find(table, option, op.get('name') ?? '');

const optionOf = (pair: Element): string => pair.get('name') ?? '';

/** True if the resource sets this meta-attribute without condition, so that nothing may be moved over it. */
const ownerSets = (owner: Element, name: string): boolean =>
  unconditional(owner, 'meta_attributes').some((set) => hasPair(set, name));

/** The operations of a resource; options given as agent parameters become meta-attributes. */
export function operations(old: Element, owner: Element, go: Rewriter, say: Say): Element {
  const copy = go.shallow(old);
  for (const child of old.children) {
    const nodes = child.kind === 'element' && child.name === 'op' ? [operation(child, owner, go, say)] : go.node(child);
    for (const node of nodes) copy.append(node);
  }
  return copy;
}

function operation(op: Element, owner: Element, go: Rewriter, say: Say): Element {
  announceSets(op, owner, say);
  const parameters = unconditional(op, 'instance_attributes');
  const moved = parameters.flatMap((set) => movable(set, op, owner));
  const [host] = unconditional(op, 'meta_attributes');
  const copy = mapAttributes(op, (name, value) => (retired(OPERATION_META, name, op) ? undefined : [name, value]));
  for (const child of op.children) {
    for (const node of operationPart(child, op, go, child === host ? moved : [])) copy.append(node);
  }
  if (!host && moved.length > 0) {
    copy.append(new Element('meta_attributes', { id: `_2TO3_${op.id ?? ''}-meta` }, moved));
  }
  for (const set of op.elements('instance_attributes')) {
    if (!hasRule(set)) continue;
    const pairs = movable(set, op, owner);
    if (pairs.length > 0) copy.append(asMeta(set, pairs, go));
  }
  return copy;
}

function operationPart(child: Node, op: Element, go: Rewriter, moved: readonly Node[]): readonly Node[] {
  if (child.kind !== 'element') return [child.clone()];
  const table = { instance_attributes: OPERATION_PARAMETERS, meta_attributes: OPERATION_META }[child.name];
  if (!table) return go.node(child);
  let set = rewriteSet(child, go, 'with pair', (pair) =>
    retired(table, optionOf(pair), op) ? 'dropped' : go.copy(pair),
  );
  if (moved.length > 0) set ??= go.shallow(child);
  for (const pair of moved) set?.append(pair);
  return set ? [set] : [];
}

/** Parameters first unless conditional, then meta-attributes, then the conditional parameters. */
function announceSets(op: Element, owner: Element, say: Say): void {
  const announceSet = (set: Element, table: ReplacementTable): void => {
    for (const pair of set.elements('nvpair')) {
      const replacement = retired(table, optionOf(pair), op);
      const about = `${op.id ?? ''} (rsc=${owner.id ?? ''}, meta=${set.id ?? ''})`;
      if (replacement) announce(table, about, replacement, say);
    }
  };
  const parameters = [...op.elements('instance_attributes')];
  for (const set of parameters) if (!hasRule(set)) announceSet(set, OPERATION_PARAMETERS);
  for (const set of op.elements('meta_attributes')) announceSet(set, OPERATION_META);
  for (const set of parameters) if (hasRule(set)) announceSet(set, OPERATION_PARAMETERS);
}

/** The pairs among parameters that become meta-attributes of the operation, each with its comments. */
function movable(set: Element, op: Element, owner: Element): Node[] {
  const siblings = [...op.elements('instance_attributes')];
  const later = siblings.slice(siblings.indexOf(set) + 1).filter((sibling) => !hasRule(sibling));
  const moved: Node[] = [];
  for (const pair of set.elements('nvpair')) {
    const replacement = retired(OPERATION_PARAMETERS, optionOf(pair), op);
    if (replacement?.under !== 'meta_attributes' || ownerSets(owner, optionOf(pair))) continue;
    if (later.some((sibling) => hasPair(sibling, optionOf(pair)))) continue;
    moved.push(...commentsBefore(pair), pair.cloneShallow());
  }
  return moved;
}

/** Meta-attributes under the same conditions as some set of an operation, with these pairs instead of its own. */
function asMeta(set: Element, pairs: readonly Node[], go: Rewriter): Element {
  const meta = mapAttributes(set, (name, value) => (name === 'id' ? undefined : [name, value]));
  meta.name = 'meta_attributes';
  meta.set('id', `_2TO3_${set.id ?? ''}`);
  for (const child of set.children) {
    if (child.kind === 'element' && child.name === 'nvpair') continue;
    for (const node of go.node(child)) meta.append(node);
  }
  for (const pair of pairs) meta.append(pair);
  return meta;
}

const REQUIRES = 'requires';
const isRequired = (op: Element): boolean => retired(OPERATION_META, REQUIRES, op)?.under !== undefined;

/**
 * Meta-attributes of a resource for what its start and promote operations require. Of several
 * sources one wins: what the resource says itself, then attributes of operations, then
 * meta-attributes of operations, then their parameters; and always the last of a kind.
 */
export function requirements(owner: Element, go: Rewriter, say: Say): Element[] {
  const sections = [...owner.elements('operations')];
  for (const section of sections) for (const op of section.elements('op')) announceAttributes(op, owner, say);
  if (ownerSets(owner, REQUIRES)) return [];

  const sets: Element[] = [];
  const pairs = sections.flatMap((section) => lastAttribute(section) ?? []);
  if (pairs.length > 0) sets.push(new Element('meta_attributes', { id: `_2TO3_${owner.id ?? ''}-meta` }, pairs));
  for (const section of sections) {
    if (lastAttribute(section)) continue;
    for (const op of section.elements('op')) {
      for (const set of op.elements()) {
        const winners = requiring(set, op, section);
        if (winners.length > 0) sets.push(asMeta(set, winners, go));
      }
    }
  }
  return sets;
}

function announceAttributes(op: Element, owner: Element, say: Say): void {
  for (const name of op.attributeNames()) {
    const replacement = retired(OPERATION_META, name, op);
    if (replacement) announce(OPERATION_META, `${op.id ?? ''} (rsc=${owner.id ?? ''})`, replacement, say);
  }
}

/** A pair for the last `requires` attribute that counts. */
function lastAttribute(section: Element): Element | undefined {
  const op = [...section.elements('op')].filter((candidate) => isRequired(candidate) && candidate.has(REQUIRES)).at(-1);
  const value = op?.get(REQUIRES) ?? '';
  return op && new Element('nvpair', { id: `_2TO3_${op.id ?? ''}-meta-${REQUIRES}`, name: REQUIRES, value });
}

/** The `requires` pairs of an operation's set, unless a set that goes before it has one. */
function requiring(set: Element, op: Element, section: Element): Element[] {
  const kind = set.name;
  if ((kind !== 'meta_attributes' && kind !== 'instance_attributes') || !isRequired(op)) return [];
  const own = [...set.elements('nvpair')].filter((pair) => optionOf(pair) === REQUIRES);
  if (own.length === 0) return [];

  const ops = [...section.elements('op')];
  const siblings = [...op.elements(kind)];
  const winning: [Element, Element[]][] = [
    [op, siblings.slice(siblings.indexOf(set) + 1)],
    ...ops.slice(ops.indexOf(op) + 1).map((later): [Element, Element[]] => [later, [...later.elements(kind)]]),
  ];
  if (kind === 'instance_attributes') {
    winning.push(...ops.map((any): [Element, Element[]] => [any, [...any.elements('meta_attributes')]]));
  }
  const beaten = winning.some(
    ([its, sets]) => isRequired(its) && sets.some((other) => !hasRule(other) && hasPair(other, REQUIRES)),
  );
  return beaten ? [] : own.map((pair) => pair.cloneShallow());
}
