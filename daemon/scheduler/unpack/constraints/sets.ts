import { resolveReference } from '../../../../cib/rules/reference.js';
import { Element } from '../../../../cib/xml/element.js';
import { configError } from '../../log.js';
import type { Cluster } from '../../model/cluster.js';
import { ruleContext } from '../context.js';
import { constrainedOrTag, isTag } from './lookup.js';

/** An attribute of a constraint that names a resource, and what goes along when a set takes its place. */
export interface Place {
  readonly attribute: string;
  /** Attribute of the constraint, and the name it has in a set. */
  readonly moved?: readonly [from: string, to: string] | undefined;
}

/**
 * A constraint as it stands once templates and tags are replaced by the resources they mean: sets get
 * a reference for each, and a place that names a template or tag becomes an unordered set. The
 * constraint itself if it needs no change; undefined if it cannot be used.
 * @param pair the places belong together: if one becomes a set, so does the other
 */
export function expandTags(
  cluster: Cluster,
  constraint: Element,
  places: readonly Place[],
  pair: boolean,
): Element | undefined {
  const sets = expandSets(cluster, constraint);
  if (sets) return sets;
  const named = places.map((place) => ({ ...place, id: constraint.get(place.attribute) }));
  if (named.some(({ id }) => id === undefined)) return constraint;
  let tags = 0;
  for (const { id } of named) {
    const found = constrainedOrTag(cluster, id);
    if (!found) {
      const text = `Ignoring constraint '${constraint.id}' because '${id}' is not a valid resource or tag`;
      configError(cluster, SOURCES[constraint.name] ?? '', text);
      return undefined;
    }
    if (isTag(found)) tags++;
  }
  if (tags === 0) return constraint;
  if (constraint.name === 'rsc_colocation' && tags > 1) {
    const text = `Ignoring constraint '${constraint.id}' because two templates or tags cannot be colocated`;
    configError(cluster, 'unpack_colocation_tags', text);
    return undefined;
  }
  const expanded = constraint.clone();
  for (const place of named) replaceBySet(cluster, expanded, place, pair);
  return expanded;
}

const SOURCES: Readonly<Record<string, string>> = {
  rsc_location: 'unpack_location_tags',
  rsc_colocation: 'unpack_colocation_tags',
  rsc_order: 'unpack_order_tags',
  rsc_ticket: 'unpack_rsc_ticket_tags',
};

function replaceBySet(
  cluster: Cluster,
  constraint: Element,
  place: Place & { id: string | undefined },
  pair: boolean,
): void {
  const { attribute, moved, id = '' } = place;
  const found = constrainedOrTag(cluster, id);
  if (!found || (!isTag(found) && !pair)) return;
  const set = constraint.append(new Element('resource_set', { id }));
  for (const member of isTag(found) ? found.members : [id]) set.append(new Element('resource_ref', { id: member }));
  if (isTag(found)) set.set('sequential', 'false');
  constraint.unset(attribute);
  const value = moved && constraint.get(moved[0]);
  if (value === undefined || !moved) return;
  set.set(moved[1], value);
  constraint.unset(moved[0]);
}

/** A copy with the tags and templates in resource sets expanded; undefined if there are none, or one is not valid. */
function expandSets(cluster: Cluster, constraint: Element): Element | undefined {
  if (!constraint.child('resource_set')) return undefined;
  const copy = constraint.clone();
  let any = false;
  for (const set of copy.elements('resource_set')) {
    for (const reference of [...set.elements('resource_ref')]) {
      const found = constrainedOrTag(cluster, reference.id);
      if (!found) {
        const text = `Ignoring resource sets for constraint '${constraint.id}' because '${reference.id}' is not a valid resource or tag`;
        configError(cluster, 'pcmk__expand_tags_in_sets', text);
        return undefined;
      }
      if (!isTag(found)) continue;
      any = true;
      const position = set.children.indexOf(reference);
      reference.remove();
      const members = found.members.map((id) => new Element('resource_ref', { id }));
      for (const member of members) member.parent = set;
      set.children.splice(position, 0, ...members);
    }
  }
  return any ? copy : undefined;
}

/**
 * The resource sets of a constraint, references followed; ends with undefined where one leads nowhere.
 * After a set that is elsewhere come, as with the peer, those that follow it there.
 */
export function* setsOf(cluster: Cluster, constraint: Element): IterableIterator<Element | undefined> {
  const seen = new Set<Element>();
  let set = constraint.child('resource_set');
  while (set && !seen.has(set)) {
    seen.add(set);
    const resolved = resolveReference(set, ruleContext(cluster));
    yield resolved;
    if (!resolved) return;
    seen.add(resolved);
    set = nextSet(resolved);
  }
}

function nextSet(set: Element): Element | undefined {
  const siblings = set.parent?.children ?? [];
  for (let i = siblings.indexOf(set) + 1; i < siblings.length; i++) {
    const sibling = siblings[i];
    if (sibling?.kind === 'element' && sibling.name === 'resource_set') return sibling;
  }
  return undefined;
}
