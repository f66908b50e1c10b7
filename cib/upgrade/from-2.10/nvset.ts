import type { Comment, Element, Node } from '../../xml/element.js';
import { mapAttributes, type Rewriter } from '../rewrite.js';
import type { Replacement } from './replacements.js';

/** A pair as it stands from now on; or gone; or gone for another's sake, which still keeps its set. */
export type PairResult = Element | 'dropped' | 'shadowed';

/**
 * A set of name-value pairs with each pair decided upon, or undefined if none is left: a set without
 * pairs goes, whatever rules are in it.
 *
 * A comment belongs to the pair that follows it, and stays or goes with that pair. In the sets of
 * resources (`comments: 'all'`) each is kept in its own right as well, so that it comes out twice,
 * and a set with nothing but comments is kept.
 */
export function rewriteSet(
  set: Element,
  go: Rewriter,
  comments: 'all' | 'with pair',
  decide: (pair: Element) => PairResult,
): Element | undefined {
  const children: Node[] = [];
  let before: Comment[] = [];
  let alive = comments === 'all' && isAllComments(set);
  for (const child of set.children) {
    if (child.kind === 'comment') {
      before.push(child);
      if (comments === 'all') children.push(child.clone());
    } else if (child.kind === 'element') {
      if (child.name === 'nvpair') {
        const result = decide(child);
        alive ||= result !== 'dropped';
        if (typeof result !== 'string') children.push(...before.map((comment) => comment.clone()), result);
      } else {
        children.push(...go.node(child));
      }
      before = [];
    }
  }
  if (!alive) return undefined;
  const copy = go.shallow(set);
  for (const child of children) copy.append(child);
  return copy;
}

/** Pairs do not count, as this is asked about what is left of the set without them. */
function isAllComments(set: Element): boolean {
  const rest = set.children.filter((child) => child.kind !== 'element' || child.name !== 'nvpair');
  return rest.every((child) => child.kind === 'comment') && rest[0]?.kind === 'comment' && rest[0].text !== '';
}

/** The pair under its new name, with its new value if it gets one. */
export function replacePair(pair: Element, { as = '', value, prefix }: Replacement): Element {
  return mapAttributes(pair, (name, old) => {
    if (name === 'name') return [name, as];
    if (name === 'value' && value !== undefined) return [name, value];
    if (name === 'value' && prefix !== undefined) return [name, old.slice(prefix.length)];
    return [name, old];
  });
}

/** The comments right before a pair, which move with it. */
export function commentsBefore(pair: Element): Comment[] {
  const siblings = pair.parent?.children ?? [];
  const comments: Comment[] = [];
  for (let i = siblings.indexOf(pair) - 1; i >= 0; i--) {
    const sibling = siblings[i] as Node;
    if (sibling.kind === 'element') break;
    if (sibling.kind === 'comment') comments.unshift(sibling.clone());
  }
  return comments;
}

export const hasRule = (set: Element): boolean => set.child('rule') !== undefined;

export const unconditional = (parent: Element, name: string): Element[] =>
  [...parent.elements(name)].filter((set) => !hasRule(set));

export function hasPair(set: Element, name: string): boolean {
  for (const pair of set.elements('nvpair')) if (pair.get('name') === name) return true;
  return false;
}
