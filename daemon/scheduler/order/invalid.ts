import { configWarning } from '../log.js';
import { type Action, type Related, Relation } from '../model/action.js';
import type { Cluster } from '../model/cluster.js';
import type { Resource } from '../model/resource.js';
import { makesLoop } from '../serialise/inclusion.js';

/** Clear relations that must not be. */
export function clearInvalid(cluster: Cluster): void {
  const { actions } = cluster;
  for (let i = actions.length - 1; i >= 0; i--) {
    const action = actions[i] as Action;
    if (!mayBeInvalid(action)) continue;
    for (let at = action.before.length - 1; at >= 0; at--) {
      const input = action.before[at] as Related;
      if (isInvalid(cluster, action, input)) input.flags = Relation.none;
    }
  }
}

/** Only with what launches something, and with migrations. */
const mayBeInvalid = ({ resource, task }: Action): boolean =>
  resource !== undefined && (resource.launched.length > 0 || task === 'migrate_to');

function isInvalid(cluster: Cluster, action: Action, input: Related): boolean {
  const { resource } = action;
  const { resource: before, node } = input.action;
  if ((input.flags & Relation.guestAllowed) === 0 && before && resource && node && makesNode(resource, node.remote)) {
    const text = `Invalid ordering constraint between ${before.id} and ${resource.id}`;
    configWarning(cluster, 'ordering_is_invalid', text);
    return true;
  }
  // Two resources that swap nodes by migration cannot both wait for the other to make room
  const waitsForRoom = input.flags === Relation.ifOnSameNodeOrTarget && action.task === 'migrate_to';
  return waitsForRoom && resource !== undefined && makesLoop(cluster, action, action, input);
}

/** Whether a resource runs the guest of that connection. */
const makesNode = (resource: Resource, connection: Resource | undefined): boolean => connection?.launcher === resource;
