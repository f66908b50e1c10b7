import type { Element } from '../../../cib/xml/element.js';
import type { Cluster } from '../model/cluster.js';
import type { Node } from '../model/node.js';
import { outermost, topResource, within } from '../model/relations.js';
import type { Primitive } from '../model/resource.js';
import { Role } from '../model/role.js';
import { schedule } from '../schedule.js';
import { countFailure, historyFor, recordResult } from '../simulate/result.js';
import { World } from '../simulate/world.js';
import { destinationOf } from './subject.js';

/** What one failure would lead to. */
export interface Consequence {
  readonly failure:
    | { readonly kind: 'node'; readonly node: string }
    | { readonly kind: 'resource'; readonly resource: string; readonly node: string };
  /** Resources of which nothing would be left running. */
  readonly down: readonly string[];
  /** Clones that would have fewer instances. */
  readonly fewer: readonly { readonly resource: string; readonly before: number; readonly after: number }[];
  /** Resources that would have no promoted instance any more. */
  readonly unpromoted: readonly string[];
  readonly moved: readonly {
    readonly resource: string;
    readonly from: readonly string[];
    readonly to: readonly string[];
  }[];
  /** Nodes that would be fenced. */
  readonly fenced: readonly string[];
}

export interface AuditWish {
  readonly nodes: boolean;
  readonly resources: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Let every node fail, and every active primitive (so that it cannot go on where it is), one at a time,
 * and see what would be left. It begins with the cluster as it will be once all is done that is due.
 * @param cib only read
 */
export function* audit(cib: Element, wish: AuditWish): IterableIterator<Consequence> {
  const copy = cib.clone();
  const cluster = schedule(copy, { now: wish.now });
  const bench: Bench = { cib: copy, world: new World(copy, Math.floor(wish.now / 1000)), before: placesOf(cluster) };
  if (wish.nodes) {
    for (const node of cluster.nodes) {
      if (node.kind === 'cluster' && node.online && !node.unclean) yield loseNode(bench, cluster, node);
    }
  }
  if (!wish.resources) return;
  for (const [primitive, node] of activePrimitives(cluster)) yield failResource(bench, cluster, primitive, node);
}

interface Bench {
  readonly cib: Element;
  readonly world: World;
  readonly before: Places;
}

function loseNode(bench: Bench, cluster: Cluster, node: Node): Consequence {
  const { cib } = bench;
  const quorum = cib.get('have-quorum');
  const after = withState(bench, cluster, node, (state) => {
    state.set('in_ccm', 'false').set('crmd', 'offline').set('join', 'down').set('expected', 'member');
    if (!keepsQuorum(cluster, node)) cib.set('have-quorum', '0');
  });
  if (quorum !== undefined) cib.set('have-quorum', quorum);
  return compare({ kind: 'node', node: node.name }, bench.before, after);
}

/** The rest are more than half of all; of two nodes, one alone goes on, as is usual there. */
function keepsQuorum({ nodes }: Cluster, lost: Node): boolean {
  const members = nodes.filter(({ kind }) => kind === 'cluster');
  const left = members.filter((node) => node !== lost && node.online).length;
  return members.length <= 2 || left * 2 > members.length;
}

function failResource(bench: Bench, cluster: Cluster, primitive: Primitive, node: Node): Consequence {
  const resource = primitive.historyId ?? primitive.id;
  const after = withState(bench, cluster, node, (state) => {
    const intervalMs = monitorInterval(primitive);
    const failure = { resource, task: 'monitor', intervalMs, exit: 1, fatal: true };
    const ignore = (): void => {};
    countFailure(bench.world, state, failure, ignore);
    const { agent } = primitive;
    const history = historyFor(bench.world, state, { name: resource, preferred: resource, agent }, ignore);
    const result = { ...failure, expected: primitive.role === Role.promoted ? 8 : 0, node: node.name, reason: '' };
    if (history) recordResult(history, result, bench.world.now);
  });
  return compare({ kind: 'resource', resource: primitive.id, node: node.name }, bench.before, after);
}

function monitorInterval({ operations }: Primitive): number {
  for (const each of operations?.elements('op') ?? []) {
    if (each.get('name') !== 'monitor') continue;
    const seconds = Number.parseInt(each.get('interval') ?? '0', 10);
    if (seconds > 0) return seconds * 1000;
  }
  return 10_000;
}

/** Decide with the state of a node changed; it is put back afterwards. */
function withState({ cib, world }: Bench, { run }: Cluster, node: Node, change: (state: Element) => void): Cluster {
  const state = world.nodeState(node.name, node.id);
  const parent = state.parent as Element;
  const at = parent.children.indexOf(state);
  const changed = state.clone();
  changed.parent = parent;
  parent.children[at] = changed;
  change(changed);
  const after = schedule(cib, { now: run.now });
  parent.children[at] = state;
  return after;
}

/** Each primitive that is active, once: of a clone, a promoted instance if there is one. */
function activePrimitives(cluster: Cluster): Map<Primitive, Node> {
  const chosen = new Map<Element, Primitive>();
  for (const each of primitivesOf(cluster)) {
    if (each.removed || !destinationOf(each) || each.activeNodes.length === 0) continue;
    const known = chosen.get(each.xml);
    if (!known || known.role < each.role) chosen.set(each.xml, each);
  }
  const active = new Map<Primitive, Node>();
  for (const each of chosen.values()) active.set(each, each.activeNodes[0] as Node);
  return active;
}

function* primitivesOf({ resources }: Cluster): IterableIterator<Primitive> {
  for (const top of resources) for (const each of within(top)) if (each.kind === 'primitive') yield each;
}

interface Place {
  readonly nodes: string[];
  promoted: number;
}
/** By configured resource: of instances, together. */
type Places = ReadonlyMap<string, Place>;

function placesOf(cluster: Cluster): Places {
  const places = new Map<string, Place>();
  for (const each of primitivesOf(cluster)) {
    const id = nameOf(each);
    const place = places.get(id) ?? { nodes: [], promoted: 0 };
    places.set(id, place);
    const destination = destinationOf(each);
    if (!destination) continue;
    place.nodes.push(destination.node.name);
    if (destination.role === Role.promoted) place.promoted++;
  }
  for (const { nodes } of places.values()) nodes.sort();
  return places;
}

/** Instances of an anonymous clone are not told apart, nor are replicas of a bundle. */
function nameOf(primitive: Primitive): string {
  const top = outermost(primitive);
  if (top.kind === 'bundle') return top.id;
  return topResource(primitive).kind === 'clone' ? (primitive.xml.id ?? primitive.id) : primitive.id;
}

function compare(failure: Consequence['failure'], before: Places, cluster: Cluster): Consequence {
  const after = placesOf(cluster);
  const found = { down: [] as string[], unpromoted: [] as string[] };
  const fewer: Consequence['fewer'][number][] = [];
  const moved: Consequence['moved'][number][] = [];
  for (const [resource, { nodes, promoted }] of before) {
    const now = after.get(resource) ?? { nodes: [], promoted: 0 };
    if (nodes.length === 0) continue;
    if (now.nodes.length === 0) found.down.push(resource);
    else if (now.nodes.length < nodes.length) {
      fewer.push({ resource, before: nodes.length, after: now.nodes.length });
    } else if (now.nodes.join(' ') !== nodes.join(' ')) {
      const [from, to] = [without(nodes, now.nodes), without(now.nodes, nodes)];
      moved.push({ resource, from, to });
    }
    if (promoted > 0 && now.promoted === 0 && now.nodes.length > 0) found.unpromoted.push(resource);
  }
  const fenced = cluster.actions.flatMap(({ task, optional, node }) =>
    task === 'stonith' && !optional && node ? [node.name] : [],
  );
  return { failure, ...found, fewer, moved, fenced: [...new Set(fenced)] };
}

function without(list: readonly string[], others: readonly string[]): string[] {
  const rest = [...others];
  return list.filter((each) => {
    const at = rest.indexOf(each);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}
