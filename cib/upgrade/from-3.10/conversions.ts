import { Element, type Node } from '../../xml/element.js';
import { type Rewriter, rewrite } from '../rewrite.js';
import { ID_PREFIX, type Provenance } from './provenance.js';
import { replaceAttribute } from './references.js';

/**
 * Old ways of saying a thing become the one way: no name twice in a set, no ping nodes, no master
 * resources, no location constraint with more than one rule.
 */
export function convertElements(root: Element, provenance: Provenance): Element {
  const pings = [...root.walk()].filter((element) => element.name === 'node' && element.get('type') === 'ping');
  const copy = (element: Element, go: Rewriter): Element =>
    promotedMax(go.copy(element, withoutRepeats(element)), provenance);
  const locations = splitLocations(root);
  return rewrite(root, {
    copied: provenance.inherit,
    other: copy,
    named: {
      node: (node, go) =>
        node.get('type') === 'ping' ? provenance.change(go.copy(node).set('type', 'member')) : copy(node, go),
      master: (master, go) => promotableClone(master, go, provenance),
      constraints: (section, go) => {
        const constraints = copy(section, go);
        for (const ping of pings) constraints.append(provenance.deriveAll(ban(ping.get('uname') ?? '')));
        return constraints;
      },
      rsc_location: (location, go) =>
        rulesOf(location).length > 1 ? split(location, go, provenance) : copy(location, go),
      acl_permission: (permission, go) => aboutParts(copy(permission, go), locations, provenance),
    },
  });
}

/**
 * Children without the pairs that another of their name makes ineffective. The value "#default"
 * takes back whatever came before it; otherwise the first one counts.
 */
function withoutRepeats(set: Element): Iterable<Node> {
  const effective = new Map<string, Element>();
  let repeated = false;
  for (const pair of set.elements('nvpair')) {
    const name = pair.get('name');
    if (name === undefined) continue;
    const before = effective.get(name);
    repeated ||= before !== undefined;
    if (!before || pair.get('value') === '#default' || before.get('value') === '#default') effective.set(name, pair);
  }
  if (!repeated) return set.children;
  return set.children.filter((child) => {
    if (child.kind !== 'element' || child.name !== 'nvpair') return true;
    const name = child.get('name');
    return name === undefined || effective.get(name) === child;
  });
}

function promotedMax(element: Element, provenance: Provenance): Element {
  const max = element.get('masters');
  if (max === undefined) return element;
  replaceAttribute(element, 'masters', 'promoted-max', max);
  return provenance.change(element);
}

function promotableClone(master: Element, go: Rewriter, provenance: Provenance): Element {
  const clone = promotedMax(go.shallow(master), provenance);
  clone.name = 'clone';
  const id = `${ID_PREFIX}promotable-legacy-${master.id ?? ''}-meta_attributes`;
  const promotable = new Element('nvpair', { id: `${id}-promotable`, name: 'promotable', value: 'true' });
  clone.append(provenance.deriveAll(new Element('meta_attributes', { id, score: 'INFINITY' }, [promotable])));
  for (const child of go.nodes(master.children)) clone.append(child);
  return provenance.change(clone);
}

/** A ping node has become a member; it never ran resources and shall not begin to. */
function ban(node: string): Element {
  return new Element('rsc_location', {
    id: `${ID_PREFIX}ping-node-ban-${node}`,
    'rsc-pattern': '.*',
    node,
    score: '-INFINITY',
    'resource-discovery': 'never',
  });
}

const rulesOf = (location: Element): Element[] => [...location.elements('rule')];
const partId = (location: Element, position: number): string => `${ID_PREFIX}${location.id ?? ''}-${position}`;

/** One constraint for each rule, each with all of the resource sets and lifetimes. */
function split(location: Element, go: Rewriter, provenance: Provenance): Element[] {
  return rulesOf(location).map((rule, i) => {
    const part = promotedMax(go.shallow(location), provenance).set('id', partId(location, i + 1));
    const shared = (name: string): Element[] =>
      (go.nodes(location.elements(name)) as Element[]).map((copy) => (i === 0 ? copy : provenance.deriveAll(copy)));
    for (const child of [...shared('resource_set'), ...go.node(rule), ...shared('lifetime')]) part.append(child);
    return provenance.derive(part);
  });
}

/** By the id that the location constraints had, the ids of their parts; only those that are split. */
function splitLocations(root: Element): Map<string, string[]> {
  const locations = new Map<string, Element[]>();
  for (const element of root.walk()) {
    if (element.name !== 'rsc_location' || element.id === undefined) continue;
    locations.set(element.id, [...(locations.get(element.id) ?? []), element]);
  }
  const parts = new Map<string, string[]>();
  for (const [id, same] of locations) {
    if (!same.some((location) => rulesOf(location).length > 1)) continue;
    parts.set(
      id,
      same.flatMap(rulesOf).map((rule, i) => partId(rule.parent as Element, i + 1)),
    );
  }
  return parts;
}

/** An access control entry about a constraint that is split is about all of its parts. */
function aboutParts(permission: Element, locations: ReadonlyMap<string, string[]>, provenance: Provenance): Element {
  const parts = locations.get(permission.get('reference') ?? '');
  if (!parts) return permission;
  const xpath = `//*[${parts.map((id) => `@id = '${id}'`).join(' or ')}]`;
  replaceAttribute(permission, 'reference', 'xpath', xpath);
  return provenance.change(permission);
}
