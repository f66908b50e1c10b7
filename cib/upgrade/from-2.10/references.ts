import type { Element } from '../../xml/element.js';
import { equal } from '../../xml/element.js';
import { mapAttributes, type Rewriter, type Rule, rewrite } from '../rewrite.js';
import type { Say } from '../step.js';
import { CopyBudget, TransformError } from '../transform.js';

/** The sets that another of their kind may stand for, by `id-ref`. */
const KINDS = ['cluster_property_set', 'instance_attributes', 'meta_attributes'];
const COPY = '_cibtr-2_';

const forKinds = (rule: Rule): Record<string, Rule> => Object.fromEntries(KINDS.map((kind) => [kind, rule]));

function index(root: Element): Map<string, Element[]> {
  const byId = new Map<string, Element[]>();
  for (const element of root.walk()) {
    if (element.id === undefined || !KINDS.includes(element.name)) continue;
    const key = `${element.name} ${element.id}`;
    const same = byId.get(key);
    if (same) same.push(element);
    else byId.set(key, [element]);
  }
  return byId;
}

/**
 * Puts a copy of the set referred to in place of each reference, so that each place can be upgraded
 * on its own. The ids in the copy tell where it came from.
 */
export function expandReferences(root: Element, say: Say): Element {
  let byId: Map<string, Element[]> | undefined;
  const budget = new CopyBudget();
  return rewrite(root, {
    named: forKinds((set, go) => {
      const reference = set.get('id-ref');
      if (reference === undefined) return go.copy(set);
      byId ??= index(root);
      const originals = byId.get(`${set.name} ${reference}`) ?? [];
      if (originals.length === 1) return copyOf(originals[0] as Element, reference, budget);
      const found = originals.length === 0 ? 'no such @id found' : 'more than one @id found';
      say(
        'unlabelled',
        `INTERNAL ERROR:${set.name}: dangling @id-ref (${reference}): ${found} within the same element class`,
      );
      throw new TransformError(`${set.name} refers to ${reference}: ${found}`);
    }),
  });
}

function copyOf(original: Element, id: string, budget: CopyBudget): Element {
  budget.spend(original.children.length + 1);
  const copy = original.cloneShallow();
  copy.unset('id');
  copy.flat.unshift('id', `${COPY}${id}`);
  for (const child of original.children) {
    const node = copy.append(child.clone());
    if (node.kind !== 'element') continue;
    for (const element of node.walk()) {
      if (element.id !== undefined && element.name !== 'resource_ref')
        element.set('id', `_${COPY}${id}__${element.id}`);
    }
  }
  return copy;
}

/** Turns the copies that came out like their originals back into references. */
export function collapseReferences(root: Element, say: Say): Element {
  let byId: Map<string, Element[]> | undefined;
  return rewrite(root, {
    named: forKinds((set, go) => {
      if (!set.id?.startsWith(COPY)) return go.copy(set);
      byId ??= index(root);
      return collapse(set, set.id.slice(COPY.length), byId, go, say);
    }),
  });
}

function collapse(set: Element, id: string, byId: ReadonlyMap<string, Element[]>, go: Rewriter, say: Say): Element {
  const originals = byId.get(`${set.name} ${id}`) ?? [];
  if (originals.length === 0) {
    say('debug', `${set.name}: original element pointed to with @id-ref (${id}) disappeared during upgrade`);
    return go.copy(set);
  }
  if (originals.length > 1) {
    const what = 'found several elements that possibly were originally pointed to with @id-ref';
    say('unlabelled', `INTERNAL ERROR:${set.name}: ${what} (${id}); unexpected ambiguity`);
    throw new TransformError(`${set.name}: ${what} ${id}`);
  }
  if (!equal(withoutIds(originals[0] as Element), withoutIds(set), true)) return go.copy(set);
  const reference = mapAttributes(set, () => undefined);
  return reference.set('id-ref', id);
}

function withoutIds(element: Element): Element {
  const copy = element.clone();
  for (const each of copy.walk()) each.unset('id');
  return copy;
}
