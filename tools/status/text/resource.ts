import { isTrue } from '../../../cib/options/read.js';
import { printableId } from '../../../daemon/scheduler/model/relations.js';
import type { Primitive, Resource } from '../../../daemon/scheduler/model/resource.js';
import { isFiltered } from '../filter.js';
import { item, type Mark, type Outline } from '../outline.js';
import { currentNode, primitiveText } from '../primitive.js';
import type { Names, Show } from '../view.js';
import { bundleText } from './bundle.js';
import { cloneText } from './clone.js';
import { groupText } from './group.js';

/** What is shown of which resources, and on which nodes. */
export interface Selection {
  readonly show: Show;
  readonly nodes: Names;
  readonly resources: Names;
}

/** What there is to say of a resource; nothing if it is left out. */
export function resourceText(resource: Resource, selection: Selection): Outline[] {
  if (isFiltered(resource, selection.resources, true)) return [];
  switch (resource.kind) {
    case 'primitive':
      return primitiveEntry(resource, selection.show);
    case 'group':
      return groupText(resource, selection);
    case 'clone':
      return cloneText(resource, selection);
    case 'bundle':
      return bundleText(resource, selection);
  }
}

function primitiveEntry(primitive: Primitive, show: Show): Outline[] {
  return namedPrimitive(primitive, printableId(primitive), currentNode(primitive) ?? primitive.pendingNode, show);
}

/** A primitive under a name of choice; nothing if it is one that the cluster made and those are not shown. */
export function namedPrimitive(
  primitive: Primitive,
  name: string,
  node: ReturnType<typeof currentNode>,
  show: Show,
): Outline[] {
  if (isTrue(primitive.meta.get('internal-rsc')) && !show.implicit) return [];
  return [item(primitiveText(primitive, { name, node, show }), markOf(primitive))];
}

function markOf({ managed, failed, failureIgnored, activeNodes }: Primitive): Mark {
  if (!managed) return 'rsc-managed';
  if (failed || activeNodes.length === 0) return 'rsc-failed';
  if (activeNodes.length > 1) return 'rsc-multiple';
  return failureIgnored ? 'rsc-failure-ignored' : 'rsc-ok';
}

/** The description in parentheses, where it is shown. */
export function descriptionText(resource: Resource, show: Show): string {
  const description = show.resourceOnly || show.description ? resource.xml.get('description') : undefined;
  return description === undefined ? '' : ` (${description})`;
}

/** Flags of a collective resource. */
export const managementFlag = ({ maintenance, managed }: Resource): string[] =>
  maintenance ? ['maintenance'] : managed ? [] : ['unmanaged'];
