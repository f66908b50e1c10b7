import { FEATURE_SET } from '../../../cib/document/empty.js';
import { Element } from '../../../cib/xml/element.js';
import { kindOf } from '../kinds/kinds.js';
import type { Action } from '../model/action.js';
import type { Node } from '../model/node.js';
import { bundleOf, isGuest } from '../model/relations.js';
import type { Resource } from '../model/resource.js';
import { parameters } from '../unpack/meta.js';

/** Name of a meta-attribute among the attributes of a graph action. */
export const metaName = (name: string): string => `CRM_meta_${name.replaceAll('-', '_')}`;

/**
 * What an agent, or whoever runs the action, is told: parameters and meta-attributes by name.
 * @param located the action names its node
 */
export function actionAttributes(action: Action, located: boolean): Map<string, string> {
  const { resource, node, meta } = action;
  const found = new Map([['crm_feature_set', FEATURE_SET]]);
  const add = (name: string, value: string): void => {
    if (!found.has(name)) found.set(name, value);
  };
  const addMeta = (name: string, value: string | undefined): void => {
    // Names with these are of the cluster's own making
    if (value !== undefined && !/[#:]/.test(name)) add(metaName(name), value);
  };

  for (const [name, value] of action.extra) add(name, value);
  if (resource && (node || resource.kind === 'primitive')) {
    for (const [name, value] of connectionParameters(resource, node)) add(name, value);
  }
  if (located && node) {
    addMeta('on_node', node.name);
    addMeta('on_node_uuid', node.id);
  }
  for (const [name, value] of action.told) addMeta(name, value);
  for (const [name, value] of meta) addMeta(name, value);
  for (let up: Resource | undefined = resource; up; up = up.parent) {
    kindOf(up).graph.addMeta(up, (name, value) => found.set(name, value));
  }
  if (resource) addHost(action, resource, addMeta);
  return found;
}

/** As an element: sorted, and what cannot be the name of an attribute as a child. */
export function attributesElement(attributes: ReadonlyMap<string, string>): Element {
  const element = new Element('attributes');
  const names = [...attributes.keys()].sort();
  for (const name of names) {
    const value = attributes.get(name) as string;
    if (!/^\d/.test(name)) element.flat.push(name, value);
    else element.append(new Element('param', { name, value }));
  }
  return element;
}

const IS_HOST = '#uname';

/** Parameters of a resource; a connection into a bundle learns where its container is. */
function connectionParameters(resource: Resource, node: Node | undefined): ReadonlyMap<string, string> {
  const values = parameters(resource, node);
  if (values.get('addr') !== IS_HOST && (node || !resource.isRemoteConnection)) return values;
  const address = containerHost(resource) ?? parameters(resource).get('addr');
  return address === undefined ? values : new Map([...values, ['addr', address]]);
}

/**
 * Name of the node where the container that a bundle's connection leads into will be, or else is;
 * undefined if the resource is none, or its address is known from the configuration.
 */
export function containerHost(resource: Resource): string | undefined {
  if (!resource.isRemoteConnection || parameters(resource).get('addr')?.toLowerCase() !== IS_HOST) return undefined;
  const container = bundleOf(resource)?.replicas.find(({ remote }) => remote === resource)?.container;
  if (!container) return undefined;
  return (container.assigned ?? kindOf(container).status.activeNode(container).node)?.name;
}

const DOWN = new Set(['stop', 'stopped', 'demote', 'demoted']);
const UP = new Set(['start', 'running', 'monitor', 'promote', 'promoted']);

/** For an action on a guest node: the node that hosts the guest at that time. */
function addHost(
  { task, node, meta }: Action,
  resource: Resource,
  addMeta: (name: string, value: string | undefined) => void,
): void {
  if (!node || !isGuest(node)) return;
  const { launcher } = node.remote;
  const notification = task === 'notify' || task === 'notified';
  const operation = notification ? (meta.get('notify_operation') ?? '') : task;
  let host: Node | undefined;
  if (DOWN.has(operation)) host = kindOf(launcher).status.activeNode(launcher).node;
  else if (UP.has(operation)) host = launcher.assigned;
  if (!host) return;
  addMeta('container-attribute-target', resource.meta.get('container-attribute-target'));
  addMeta('physical-host', host.name);
}
