import { int } from '../../cib/number/int.js';
import type { Element } from '../../cib/xml/element.js';
import { kindOf } from '../../daemon/scheduler/kinds/kinds.js';
import { agentAbilities } from '../../daemon/scheduler/model/agent.js';
import type { Node } from '../../daemon/scheduler/model/node.js';
import { topResource } from '../../daemon/scheduler/model/relations.js';
import type { Primitive, Resource } from '../../daemon/scheduler/model/resource.js';
import { parseRole, Role, roleName } from '../../daemon/scheduler/model/role.js';
import { historyKey, isMaskedProbe } from '../../daemon/scheduler/unpack/history/operation.js';
import { exitText } from '../../daemon/scheduler/unpack/history/text.js';
import { parseOperationKey } from './operation-key.js';
import type { Show } from './view.js';

const PENDING_STATE: Readonly<Record<string, string>> = {
  start: 'Starting',
  stop: 'Stopping',
  migrate_to: 'Migrating',
  migrate_from: 'Migrating',
  promote: 'Promoting',
  demote: 'Demoting',
};

/** What goes on with a resource that does not change its role. */
export const pendingAction = ({ pendingAction: task }: Resource): string | undefined =>
  task === 'monitor' ? 'Monitoring' : undefined;

/** A promotable resource that is started is unpromoted. */
const displayRole = (resource: Resource): Role =>
  resource.role === Role.started && topResource(resource).promotable ? Role.unpromoted : resource.role;

/** Its role, or what it is about to do. */
export const stateText = (resource: Resource, pending: boolean): string =>
  (pending ? PENDING_STATE[resource.pendingAction ?? ''] : undefined) ?? roleName(displayRole(resource));

/** The one node to name for a resource. */
export const currentNode = (resource: Resource): Node | undefined => kindOf(resource).status.activeNode(resource).node;

/** `CLASS:PROVIDER:TYPE`, the provider only where the class has any. */
export function agentText({ agent }: Primitive): string {
  const provider = agentAbilities(agent.class).provider ? agent.provider : undefined;
  return [agent.class, provider, agent.type].filter((part) => part !== undefined).join(':');
}

/** A probe on a node (on any, if none is named) that failed because the resource cannot run there. */
export function failedProbe(resource: Resource, node: string | undefined): Element | undefined {
  const top = topResource(resource);
  const id = top.kind === 'clone' ? top.childXml.id : resource.id;
  return resource.cluster.failedOperations.find((operation) => {
    if (!isMaskedProbe(operation)) return false;
    const on = operation.get('on_node');
    if (on === undefined || (node !== undefined && on.toLowerCase() !== node.toLowerCase())) return false;
    return parseOperationKey(historyKey(operation))?.resource === id;
  });
}

export const probeText = (operation: Element): string => exitText(Math.max(0, int(operation.get('rc-code'), 0)));

export interface PrimitiveText {
  readonly name: string;
  readonly node: Node | undefined;
  readonly show: Show;
  /** Name all nodes where it is active, if there are several. */
  readonly nodes?: boolean;
}

/** One line on a resource: name, agent, state, where, and what is special about it. */
export function primitiveText(primitive: Primitive, { name, node: at, show, nodes = true }: PrimitiveText): string {
  const multiple = primitive.activeNodes.length > 1;
  const node = show.resourceOnly || multiple ? undefined : (at ?? primitive.lockNode);
  let text = `${name}\t(${agentText(primitive)}):\t`;
  if (primitive.removed) text += ' ORPHANED';
  const role = displayRole(primitive);
  if (primitive.failed) text += role > Role.unpromoted ? ` FAILED ${roleName(role)}` : ' FAILED';
  else text += ` ${stateText(primitive, show.pending === true)}`;
  if (node) text += ` ${node.name}`;
  if (role === Role.stopped) {
    const probe = failedProbe(primitive, node?.name);
    if (probe) text += ` (${probeText(probe)}) `;
  }
  const flags = flagsOf(primitive, node, show);
  if (flags.length > 0) text += ` (${flags.join(', ')})`;
  const description = primitive.xml.get('description');
  if (description !== undefined && (show.resourceOnly || show.description || multiple)) text += ` (${description})`;
  if (nodes && !show.resourceOnly && multiple) {
    text += ` [ ${primitive.activeNodes.map((each) => each.name).join(' ')} ]`;
  }
  return text;
}

function flagsOf(primitive: Primitive, node: Node | undefined, show: Show): string[] {
  const flags: string[] = [];
  if (node && !node.online && node.unclean) flags.push('UNCLEAN');
  if (node && node === primitive.lockNode) flags.push('LOCKED');
  const pending = show.pending ? pendingAction(primitive) : undefined;
  if (pending !== undefined) flags.push(pending);
  const target = primitive.meta.get('target-role');
  const role = parseRole(target);
  if (role === Role.stopped) flags.push('disabled');
  else if (role === Role.unpromoted && topResource(primitive).promotable) flags.push(`target-role:${target}`);
  if (primitive.blocked) flags.push('blocked');
  else if (primitive.maintenance) flags.push('maintenance');
  else if (!primitive.managed) flags.push('unmanaged');
  if (primitive.failureIgnored) flags.push('failure ignored');
  return flags;
}
