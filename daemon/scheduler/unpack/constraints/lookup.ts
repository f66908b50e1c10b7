import type { Element } from '../../../../cib/xml/element.js';
import { configWarning, note } from '../../log.js';
import type { Cluster } from '../../model/cluster.js';
import type { Tag } from '../../model/constraint.js';
import { topResource } from '../../model/relations.js';
import type { Resource } from '../../model/resource.js';
import { parseRole, Role } from '../../model/role.js';
import { findResource } from '../find.js';

/** What a constraint means by an id; an id that only the history knows means the clone around it. */
export function constrained(cluster: Cluster, id: string | undefined): Resource | undefined {
  if (id === undefined) return undefined;
  const found = findResource(cluster, id);
  return found && found.id !== id ? topResource(found) : found;
}

/** A resource, or the resources of a template or tag; undefined, after a word in the log, if it is none. */
export function constrainedOrTag(cluster: Cluster, id: string | undefined): Resource | Tag | undefined {
  return constrained(cluster, id) ?? tagOf(cluster, id ?? '');
}

export const isTag = (found: Resource | Tag): found is Tag => 'members' in found;

function tagOf(cluster: Cluster, id: string): Tag | undefined {
  const tag = cluster.templates.get(id) ?? cluster.tags.get(id);
  if (!tag) {
    configWarning(cluster, SOURCE, `No resource, template, or tag named '${id}'`);
    return undefined;
  }
  if (tag.members.length > 0) return tag;
  const what = cluster.templates.has(id) ? 'derived from template' : 'tagged with';
  note(cluster, 'notice', SOURCE, `No resource is ${what} '${id}'`);
  return undefined;
}

const SOURCE = 'find_constraint_tag';

/** The role a colocation or ticket is limited to (unknown: none); undefined if the text is no role. */
export function constraintRole(text: string | undefined): Role | undefined {
  const role = parseRole(text);
  if (role === Role.unknown && text !== undefined) return undefined;
  return role === Role.started ? Role.unknown : role;
}

/** True or false as configurations write them; undefined if the text is neither. */
export function booleanValue(text: string | undefined): boolean | undefined {
  switch (text?.toLowerCase()) {
    case 'true':
    case 'on':
    case 'yes':
    case 'y':
    case '1':
      return true;
    case 'false':
    case 'off':
    case 'no':
    case 'n':
    case '0':
      return false;
    default:
      return undefined;
  }
}

/** Ids of the `resource_ref` elements of a set. */
export function membersOf(set: Element): (string | undefined)[] {
  return [...set.elements('resource_ref')].map(({ id }) => id);
}
