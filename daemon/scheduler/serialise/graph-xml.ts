import { Element } from '../../../cib/xml/element.js';
import type { Action } from '../model/action.js';
import type { Cluster } from '../model/cluster.js';
import type { Graph, Synapse } from '../model/graph.js';
import type { Resource } from '../model/resource.js';
import { actionAttributes, attributesElement } from './attributes.js';
import { nodesToMaintain } from './graph.js';
import { graphKey } from './key.js';
import { routerOf } from './route.js';

const HEADER = ['cluster-delay', 'fencing-timeout'] as const;

/** The transition in the form in which the scheduler hands it to the controller, and `crm_simulate -G` saves it. */
export function graphXml(cluster: Cluster, { synapses }: Graph, transitionId = 1): Element {
  const { options } = cluster;
  const root = new Element('transition_graph');
  const option = (name: string): string => options.text.get(name) ?? '';
  for (const name of HEADER) root.set(name, option(name));
  root.set('failed-stop-offset', 'INFINITY');
  root.set('failed-start-offset', options.startFailureIsFatal ? 'INFINITY' : '1');
  root.set('batch-limit', option('batch-limit'));
  root.set('transition_id', String(transitionId));
  if (Number.parseInt(option('migration-limit'), 10) > 0) root.set('migration-limit', option('migration-limit'));
  if (cluster.recheckBy > 0) root.set('recheck-by', String(cluster.recheckBy));
  for (const synapse of synapses) root.append(synapseXml(cluster, synapse));
  return root;
}

function synapseXml(cluster: Cluster, { id, priority, action, inputs }: Synapse): Element {
  const element = new Element('synapse', { id: String(id), ...(priority > 0 && { priority: String(priority) }) });
  element.append(new Element('action_set', {}, [actionXml(cluster, action)]));
  const triggers = inputs.map((input) => new Element('trigger', {}, [eventXml(input)]));
  element.append(new Element('inputs', {}, triggers));
  return element;
}

/** Names of the elements, by who does the action. */
export type EventKind = 'rsc_op' | 'pseudo_event' | 'crm_event';

export function eventKind({ task, pseudo }: Action): EventKind {
  if (task === 'do_shutdown' || task === 'clear_failcount' || task === 'lrm_delete') return 'crm_event';
  if (pseudo) return 'pseudo_event';
  return task === 'stonith' ? 'crm_event' : 'rsc_op';
}

/** Whether an action names its node: most that are only points in the transition do not. */
export const isLocated = (action: Action): boolean =>
  action.node !== undefined && (action.task === 'stonith' || eventKind(action) !== 'pseudo_event');

/** What tells an action from all others. */
function eventXml(action: Action): Element {
  const { id, task, key, node, resource } = action;
  const element = new Element(eventKind(action));
  if (task === 'lrm_delete') element.set('mode', 'cib');
  element.set('id', String(id)).set('operation', task).set('operation_key', graphKey(action));
  if (resource?.historyId !== undefined) element.set('internal_operation_key', key);
  if (node && isLocated(action)) {
    element.set('on_node', node.name).set('on_node_uuid', node.id);
    const router = routerOf(action);
    if (router) element.set('router_node', router.name);
  }
  return element;
}

/** An action with all that is needed to do it. */
function actionXml(cluster: Cluster, action: Action): Element {
  const element = eventXml(action);
  const { resource, pseudo, task } = action;
  if (resource && !pseudo) {
    if (locksToNode(action)) element.set('shutdown-lock', String(resource.lockTime));
    element.append(resourceXml(resource));
  }
  element.append(attributesElement(actionAttributes(action, isLocated(action))));
  if (isLocated(action)) {
    const downed = downedNodes(action);
    if (downed)
      element.append(
        new Element(
          'downed',
          {},
          downed.map((id) => new Element('node', { id })),
        ),
      );
  }
  if (task === 'maintenance_nodes') element.append(maintenanceXml(cluster));
  return element;
}

/** While a node shuts down, only stops keep the lock: anything else would make the controller drop it. */
function locksToNode({ resource, node, task }: Action): boolean {
  return node !== undefined && resource?.lockNode === node && (!node.shutdown || task === 'stop');
}

/** What the graph says of the resource of an action. */
export function resourceXml(resource: Resource): Element {
  const { id, xml, historyId } = resource;
  const element = new Element(xml.name);
  if (resource.removed && historyId !== undefined) {
    // By number, since there may be several on a node now that the clone may have become unique
    element.set('id', historyId).set('long-id', id);
  } else if (resource.unique) {
    element.set('id', id);
  } else {
    const name = xml.id ?? id;
    element.set('id', name).set('long-id', historyId !== undefined && historyId !== name ? historyId : id);
  }
  for (const part of ['class', 'provider', 'type']) {
    const value = resource.meta.get(part);
    if (value !== undefined) element.set(part, value);
  }
  return element;
}

/** Ids of nodes that are expected to be lost by the action; undefined if it is none that could do that. */
function downedNodes({ task, node, resource, meta, before }: Action): string[] | undefined {
  if (!node) return undefined;
  if (task === 'do_shutdown') return [node.id];
  if (task === 'stonith') {
    const how = meta.get('stonith_action');
    return how === 'off' || how === 'reboot' ? [node.id, ...guestsOn(node.running)] : undefined;
  }
  if (!resource?.isRemoteConnection || task !== 'stop') return undefined;
  const migrating = before.some(({ action }) => action.resource?.id === resource.id && action.task === 'migrate_from');
  return migrating ? undefined : [resource.id];
}

const guestsOn = (running: readonly Resource[]): string[] =>
  running
    .filter(({ isRemoteConnection, launcher }) => isRemoteConnection && launcher)
    .flatMap(({ cluster, id }) => cluster.nodesByName.get(id.toLowerCase())?.id ?? []);

/** Remote nodes, and whether they are to be in maintenance. */
function maintenanceXml(cluster: Cluster): Element {
  const nodes = nodesToMaintain(cluster).map(
    ({ id, maintenance }) => new Element('node', { id, node_in_maintenance: maintenance ? '1' : '0' }),
  );
  return new Element('maintenance', {}, nodes);
}
