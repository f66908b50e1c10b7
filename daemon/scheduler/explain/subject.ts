import { latestAction } from '../act/find.js';
import { ActionFlag } from '../model/action.js';
import type { Cluster } from '../model/cluster.js';
import type { Node } from '../model/node.js';
import { outermost, within } from '../model/relations.js';
import type { Primitive, Resource } from '../model/resource.js';
import { Role, roleName } from '../model/role.js';
import { historyKey } from '../unpack/history/operation.js';
import { resultText } from '../unpack/history/text.js';
import type { Standing } from './explanation.js';

/** What is asked about: a resource (all its instances, if it is inside a clone) and the primitives in it. */
export interface Subject {
  readonly id: string;
  readonly resource: Resource;
  readonly primitives: readonly Primitive[];
}

/** The resource of that id; undefined if there is none. */
export function subjectNamed(cluster: Cluster, id: string): Subject | undefined {
  const named: Resource[] = [];
  const exact = cluster.resourcesById.get(id);
  if (exact) named.push(exact);
  else for (const top of cluster.resources) for (const each of within(top)) if (each.xml.id === id) named.push(each);
  const [resource] = named;
  if (!resource) return undefined;
  return { id, resource, primitives: [...new Set(named.flatMap((each) => [...within(each)].filter(isPrimitive)))] };
}

const isPrimitive = (resource: Resource): resource is Primitive => resource.kind === 'primitive';

export interface Destination {
  readonly node: Node;
  readonly role: Role;
}

/** Where a primitive will be once all that can be done is done; undefined if nowhere. */
export function destinationOf(primitive: Resource): Destination | undefined {
  const { assigned, nextRole, activeNodes, managed, role } = primitive;
  if (!managed) {
    const node = activeNodes.find(({ online }) => online);
    return node && { node, role };
  }
  if (!assigned || nextRole <= Role.stopped) return undefined;
  const start = latestAction(primitive, 'start', assigned);
  const stays = activeNodes.includes(assigned) && (!start || (start.flags & ActionFlag.optional) !== 0);
  if (!stays && !start?.runnable) return undefined;
  const promote = nextRole === Role.promoted ? latestAction(primitive, 'promote', assigned) : undefined;
  return { node: assigned, role: promote && !promote.runnable ? Role.unpromoted : nextRole };
}

const WORTH_TELLING = new Set(['start', 'stop', 'promote', 'demote', 'migrate_to', 'migrate_from', 'reload-agent']);

export function standingOf(primitive: Primitive): Standing {
  const next = destinationOf(primitive);
  const actions = primitive.actions.flatMap(({ task, node, reason, optional, runnable, pseudo }) => {
    if (optional || !runnable || pseudo || !WORTH_TELLING.has(task)) return [];
    return [{ task, ...(node && { node: node.name }), ...(reason !== undefined && { reason }) }];
  });
  return {
    resource: primitive.id,
    managed: primitive.managed,
    activeOn: primitive.activeNodes.map(({ name }) => name),
    role: roleName(primitive.role),
    ...(next && { next: { node: next.node.name, role: roleName(next.role) } }),
    failures: primitive.failed ? failuresOf(primitive) : [],
    actions,
  };
}

/** The failed operations that its state stems from. */
function failuresOf({ cluster, activeNodes, id, xml }: Primitive): string[] {
  const found = cluster.failedOperations.flatMap((operation) => {
    const node = operation.get('uname') ?? '';
    const [, name = '', task = ''] = OPERATION.exec(historyKey(operation)) ?? [];
    if ((name !== id && name !== xml.id) || !activeNodes.some((each) => each.name === node)) return [];
    const result = resultText({
      exit: Number(operation.get('rc-code')),
      exitReason: operation.get('exit-reason') ?? '',
    });
    return [`${task} on ${node}: ${result}`];
  });
  return [...new Set(found)];
}

const OPERATION = /^(.+)_(\w+?)_\d+$/;

/** Whether all of it will be up: each primitive, by some instance, on the node (or anywhere). */
export function isUp({ primitives }: Subject, node?: string): boolean {
  const configured = primitives.filter(({ removed }) => !removed);
  const up = new Set<unknown>();
  for (const each of configured) {
    const name = hostName(destinationOf(each)?.node);
    if (name !== undefined && (node === undefined || name === node || destinationOf(each)?.node.name === node)) {
      up.add(each.xml);
    }
  }
  return configured.length > 0 && configured.every(({ xml }) => up.has(xml));
}

/** Of a guest node, the node that its container will be on. */
function hostName(node: Node | undefined): string | undefined {
  const launcher = node?.kind === 'guest' ? node.remote?.launcher : undefined;
  const inBundle = launcher && outermost(launcher).kind === 'bundle';
  return inBundle ? destinationOf(launcher)?.node.name : node?.name;
}
