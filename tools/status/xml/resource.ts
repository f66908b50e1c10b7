import type { Element } from '../../../cib/xml/element.js';
import { printableId } from '../../../daemon/scheduler/model/relations.js';
import type { Bundle, Clone, Group, Primitive, Resource } from '../../../daemon/scheduler/model/resource.js';
import { isDisabled } from '../../../daemon/scheduler/unpack/target-role.js';
import { isActive, isElsewhere, isFiltered } from '../filter.js';
import { pendingAction, stateText } from '../primitive.js';
import { partsOf } from '../text/bundle.js';
import { targetRoleText } from '../text/clone.js';
import { shownMembers } from '../text/group.js';
import type { Selection } from '../text/resource.js';
import { ALL, includes, isNamed } from '../view.js';
import { element } from './make.js';

/** What there is to say of a resource; nothing if it is left out. */
export function resourceXml(resource: Resource, selection: Selection): Element[] {
  if (isFiltered(resource, selection.resources, true)) return [];
  switch (resource.kind) {
    case 'primitive':
      return [primitiveXml(resource, selection)];
    case 'group':
      return groupXml(resource, selection);
    case 'clone':
      return cloneXml(resource, selection);
    case 'bundle':
      return bundleXml(resource, selection);
  }
}

const descriptionOf = (resource: Resource, { show }: Selection): string | undefined =>
  show.resourceOnly || show.description ? resource.xml.get('description') : undefined;

function primitiveXml(primitive: Primitive, selection: Selection): Element {
  const { agent, meta, activeNodes, removed } = primitive;
  const pending = selection.show.pending === true;
  const nodes = activeNodes.map(({ name, id, online }) => element('node', { name, id, cached: online }));
  const attributes = {
    id: printableId(primitive),
    resource_agent: [agent.class, agent.provider, agent.type].filter((part) => part !== undefined).join(':'),
    role: stateText(primitive, pending),
    target_role: meta.get('target-role'),
    active: isActive(primitive, true),
    orphaned: removed,
    removed,
    blocked: primitive.blocked,
    maintenance: primitive.maintenance,
    managed: primitive.managed,
    failed: primitive.failed,
    failure_ignored: primitive.failureIgnored,
    nodes_running_on: activeNodes.length,
    pending: pending ? pendingAction(primitive) : undefined,
    locked_to: primitive.lockNode?.name,
    description: descriptionOf(primitive, selection),
  };
  return element('resource', attributes, nodes);
}

function groupXml(group: Group, selection: Selection): Element[] {
  const members = shownMembers(group, selection.resources, selection.show);
  const [first] = members;
  if (!first) return [];
  const attributes = {
    id: group.id,
    number_resources: group.children.length - group.children.indexOf(first),
    maintenance: group.maintenance,
    managed: group.managed,
    disabled: isDisabled(group),
    description: descriptionOf(group, selection),
  };
  return [
    element(
      'group',
      attributes,
      members.flatMap((member) => resourceXml(member, selection)),
    ),
  ];
}

function cloneXml(clone: Clone, selection: Selection): Element[] {
  const named = isNamed(selection.resources, clone);
  const instances = clone.children.filter(
    (instance) => !isElsewhere(instance, selection.nodes) && !isFiltered(instance, selection.resources, named),
  );
  if (instances.length === 0) return [];
  const attributes = {
    id: clone.id,
    multi_state: clone.promotable,
    unique: clone.unique,
    maintenance: clone.maintenance,
    managed: clone.managed,
    disabled: isDisabled(clone),
    failed: clone.failed,
    failure_ignored: clone.failureIgnored,
    target_role: targetRoleText(clone),
    description: descriptionOf(clone, selection),
  };
  const all = { ...selection, resources: ALL };
  return [
    element(
      'clone',
      attributes,
      instances.flatMap((instance) => resourceXml(instance, all)),
    ),
  ];
}

function bundleXml(bundle: Bundle, selection: Selection): Element[] {
  const { resources, nodes } = selection;
  const named = includes(resources, bundle.id);
  const replicas = bundle.replicas.flatMap((replica) => {
    if (isElsewhere(replica.container, nodes)) return [];
    const parts = partsOf(replica).filter((part) => !isFiltered(part, resources, named));
    if (!named && parts.length === 0) return [];
    return [
      element(
        'replica',
        { id: replica.offset },
        parts.flatMap((part) => resourceXml(part, selection)),
      ),
    ];
  });
  if (replicas.length === 0) return [];
  const attributes = {
    id: bundle.id,
    type: bundle.engine,
    image: bundle.image,
    unique: bundle.unique,
    maintenance: bundle.maintenance,
    managed: bundle.managed,
    failed: bundle.failed,
    description: descriptionOf(bundle, selection),
  };
  return [element('bundle', attributes, replicas)];
}
