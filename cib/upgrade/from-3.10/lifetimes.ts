import { Element, type Node } from '../../xml/element.js';
import { type Rewriter, rewrite } from '../rewrite.js';
import type { Say } from '../step.js';
import { ID_PREFIX, type Provenance } from './provenance.js';

/**
 * Lifetimes of location constraints become part of their rules. Those of colocation and order
 * constraints are dropped, except that rules in them that are referred to from elsewhere are kept in
 * a location constraint that matches no resource.
 */
export function convertLifetimes(root: Element, provenance: Provenance, say: Say): Element {
  let rules: Map<string, Element[]> | undefined;
  return rewrite(root, {
    copied: provenance.inherit,
    named: {
      constraints: (section, go) => {
        const copy = go.copy(section);
        const defined = droppedRules(section, provenance);
        if (defined.length > 0) rules ??= rulesById(root);
        const kept = defined.filter((rule) => isUsedElsewhere(rule, rules as Map<string, Element[]>));
        if (kept.length > 0) copy.append(holder(go.nodes(kept), provenance));
        return copy;
      },
      rsc_location: (location, go) =>
        location.child('lifetime') ? limitedLocation(location, go, provenance) : go.copy(location),
      lifetime: (lifetime, go) => {
        const constraint = lifetime.parent;
        if (constraint?.name !== 'rsc_colocation' && constraint?.name !== 'rsc_order') return go.copy(lifetime);
        say(
          'warning',
          `Dropping lifetime element from constraint ${constraint.id ?? ''} because lifetime elements are no longer ` +
            'supported. Any rules contained there will no longer apply to the constraint',
        );
        return undefined;
      },
    },
  });
}

/** Rules defined in the lifetimes that are to be dropped. */
function droppedRules(section: Element, provenance: Provenance): Element[] {
  return [...section.elements()]
    .filter((constraint) => constraint.name === 'rsc_colocation' || constraint.name === 'rsc_order')
    .flatMap((constraint) => [...constraint.elements('lifetime')])
    .flatMap((lifetime) => [...lifetime.elements('rule')])
    .filter((rule) => !provenance.isDerived(rule));
}

function rulesById(root: Element): Map<string, Element[]> {
  const rules = new Map<string, Element[]>();
  for (const element of root.walk()) {
    if (element.name !== 'rule' || element.id === undefined) continue;
    rules.set(element.id, [...(rules.get(element.id) ?? []), element]);
  }
  return rules;
}

/** A rule is taken for used elsewhere, too, if a single lifetime holds it twice. */
function isUsedElsewhere(rule: Element, rules: ReadonlyMap<string, Element[]>): boolean {
  const same = rules.get(rule.id ?? '') ?? [];
  const lifetimes = new Set(same.flatMap((copy) => droppedLifetimesAround(copy)));
  return lifetimes.size !== same.length;
}

function droppedLifetimesAround(rule: Element): Element[] {
  const around: Element[] = [];
  for (let at = rule.parent; at; at = at.parent) {
    const constraint = at.parent?.name;
    if (at.name === 'lifetime' && (constraint === 'rsc_colocation' || constraint === 'rsc_order')) around.push(at);
  }
  return around;
}

function holder(rules: readonly Node[], provenance: Provenance): Element {
  const id = `${ID_PREFIX}coloc-order-lifetime-rules`;
  const rule = new Element('rule', { id: `${id}-rule`, score: '-INFINITY' }, rules);
  // The pattern matches nothing, as nothing comes before the start of a name.
  const location = new Element('rsc_location', { id, 'rsc-pattern': 'a^' }, [rule]);
  provenance.derive(rule);
  return provenance.derive(location);
}

/** The constraint applies if its own rule does, or its node matches, and one of the lifetime's rules does. */
function limitedLocation(old: Element, go: Rewriter, provenance: Provenance): Element {
  const location = go.shallow(old);
  location.unset('node');
  location.unset('score');
  for (const set of go.nodes(old.elements('resource_set'))) location.append(set);

  const id = `${ID_PREFIX}${old.id ?? ''}`;
  const both = location.append(new Element('rule', { id: `${id}-lifetime-and-rule`, 'boolean-op': 'and' }));
  provenance.derive(both);
  const own = old.child('rule') ? go.nodes(old.elements('rule')) : [provenance.deriveAll(nodeRule(old, id))];
  for (const rule of own) both.append(rule);
  for (const lifetime of old.elements('lifetime')) {
    for (const node of lifetimeRule(lifetime, id, go, provenance)) both.append(node);
  }
  return location;
}

/** The rule that says the same as a constraint's node and score. */
function nodeRule(location: Element, id: string): Element {
  const rule = new Element('rule', { id: `${id}-node-score-rule` });
  const score = location.get('score');
  if (score !== undefined) rule.set('score', score);
  rule.append(
    new Element('expression', {
      id: `${id}-node-score-rule-expr`,
      attribute: '#uname',
      operation: 'eq',
      value: location.get('node') ?? '',
    }),
  );
  return rule;
}

function lifetimeRule(lifetime: Element, id: string, go: Rewriter, provenance: Provenance): readonly Node[] {
  const rules = [...lifetime.elements('rule')];
  if (rules.length === 0) return go.node(lifetime);
  if (rules.length === 1) return go.nodes(rules);
  const any = { id: `${id}-lifetime-or-rule`, 'boolean-op': 'or' };
  return [provenance.derive(new Element('rule', any, go.nodes(rules)))];
}
