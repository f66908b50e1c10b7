import type { Element, Node } from '../../xml/element.js';
import type { Rewriter } from '../rewrite.js';
import type { Say } from '../step.js';
import { hasRule, type PairResult, replacePair, rewriteSet } from './nvset.js';
import { operations, requirements } from './operations.js';
import { announce, find, type Replacement } from './replacements.js';
import { RESOURCE_META, RESOURCE_PARAMETERS } from './retired.js';

/** A primitive or template; what its operations required moves to meta-attributes of its own. */
export function resource(old: Element, go: Rewriter, say: Say): Element {
  const copy = go.shallow(old);
  for (const child of old.children) for (const node of part(child, old, go, say)) copy.append(node);
  for (const set of requirements(old, go, say)) copy.append(set);
  return copy;
}

function part(child: Node, owner: Element, go: Rewriter, say: Say): readonly Node[] {
  if (child.kind !== 'element') return [child.clone()];
  switch (child.name) {
    case 'operations':
      return [operations(child, owner, go, say)];
    case 'instance_attributes':
      return some(parameters(child, go, say));
    case 'meta_attributes':
      return some(metaAttributes(child, owner, go, say));
    default:
      return go.node(child);
  }
}

const some = (set: Element | undefined): Element[] => (set ? [set] : []);

function parameters(set: Element, go: Rewriter, say: Say): Element | undefined {
  return rewriteSet(set, go, 'all', (pair) => {
    const replacement = find(RESOURCE_PARAMETERS, pair.get('name') ?? '', pair.get('value') ?? '');
    if (!replacement) return go.copy(pair);
    announce(RESOURCE_PARAMETERS, pair.id ?? '', replacement, say);
    return replacement.as === undefined ? 'dropped' : replacePair(pair, replacement);
  });
}

function metaAttributes(set: Element, owner: Element, go: Rewriter, say: Say): Element | undefined {
  return rewriteSet(set, go, 'all', (pair): PairResult => {
    const replacement = replacementOf(pair);
    if (!replacement) return go.copy(pair);
    announce(RESOURCE_META, `${owner.id ?? ''} (meta=${set.id ?? ''})`, replacement, say);
    if (replacement.as === undefined) return 'dropped';
    const standing = standingPairs(set, owner);
    const isAlone = !standing.some((other) => replacementOf(other)?.as === replacement.as);
    return isAlone || standing[0] === pair ? replacePair(pair, replacement) : 'shadowed';
  });
}

const replacementOf = (pair: Element): Replacement | undefined =>
  find(RESOURCE_META, pair.get('name') ?? '', pair.get('value') ?? '');

/**
 * The pairs that stay, in this set and those after it that apply without condition. Those retired to
 * the same new name compete: one that comes before everything else that stays wins, otherwise all of
 * them lose.
 */
function standingPairs(set: Element, owner: Element): Element[] {
  const sets = [...owner.elements('meta_attributes')];
  const later = sets.slice(sets.indexOf(set)).filter((candidate) => !hasRule(candidate));
  return later.flatMap((candidate) => [...candidate.elements('nvpair')]).filter(stays);
}

function stays(pair: Element): boolean {
  const replacement = replacementOf(pair);
  return !replacement || replacement.as !== undefined;
}
