import { kindOf } from '../../kinds/kinds.js';
import { note } from '../../log.js';
import { compareNames } from '../../model/names.js';
import type { Node } from '../../model/node.js';
import { isGuest } from '../../model/relations.js';
import type { Resource } from '../../model/resource.js';
import { Role } from '../../model/role.js';

/** An instance, where it is or will be. */
interface Entry {
  readonly resource: Resource;
  readonly node: Node | undefined;
}

const STATES = ['inactive', 'active', 'unpromoted', 'promoted'] as const;
const CHANGES = ['start', 'stop', 'promote', 'demote'] as const;
type Change = (typeof CHANGES)[number];

export const isChange = (task: string): task is Change => (CHANGES as readonly string[]).includes(task);

/** What instances of a clone are, and what is done with them. */
export type Activity = Readonly<Record<(typeof STATES)[number] | Change, Entry[]>>;

export function activityOf(resource: Resource): Activity {
  const activity: Activity = {
    inactive: [],
    active: [],
    unpromoted: [],
    promoted: [],
    start: [],
    stop: [],
    promote: [],
    demote: [],
  };
  collect(resource, activity);
  return activity;
}

function collect(resource: Resource, activity: Activity): void {
  if (resource.children.length > 0) {
    for (const child of resource.children) collect(child, activity);
    return;
  }
  const { activeNodes, actions, cluster, id, role } = resource;
  const entry: Entry = { resource, node: activeNodes[0] };
  if (role === Role.unknown) {
    const text = `Resource ${id} role on ${entry.node?.name ?? 'unspecified node'} (Unknown) is not supported for notifications (bug?)`;
    note(cluster, 'error', 'collect_resource_data', text);
  } else if (role === Role.stopped) activity.inactive.push(entry);
  else activity.active.push(entry);
  if (role === Role.unpromoted) activity.unpromoted.push(entry);
  if (role === Role.promoted) activity.promoted.push(entry);
  for (const { optional, runnable, node, task } of actions) {
    if (optional || !node || !isChange(task)) continue;
    if (runnable || (task === 'stop' && node.unclean)) activity[task].push({ resource, node });
  }
}

/** What agents are told, as meta-attributes of their actions. */
export function describe(clone: Resource, activity: Activity): Map<string, string> {
  const told = new Map<string, string>();
  for (const change of CHANGES) tell(told, change, activity[change]);
  tell(told, 'active', activity.active);
  for (const name of ['unpromoted', 'slave']) tell(told, name, activity.unpromoted);
  for (const name of ['promoted', 'master']) tell(told, name, activity.promoted);
  told.set('notify_inactive_resource', names(sorted(activity.inactive).map(({ resource }) => resource.id)));

  told.set('notify_available_uname', sortedNames(clone.candidates.nodes));
  const { nodes } = clone.cluster;
  if (clone.meta.get('container-attribute-target') === 'host') told.set('notify_all_hosts', namesOf(nodes.map(hostOf)));
  told.set('notify_all_uname', namesOf(nodes));
  return told;
}

/** By list of nodes, which is the same for most clones. */
const namesSorted = new WeakMap<readonly Node[], string>();

function sortedNames(nodes: readonly Node[]): string {
  let found = namesSorted.get(nodes);
  if (found === undefined) {
    found = namesOf([...nodes].sort((a, b) => compareNames(a.name, b.name)));
    namesSorted.set(nodes, found);
  }
  return found;
}

/** Of a guest, the node where it runs now. */
function hostOf(node: Node): Node {
  if (!isGuest(node)) return node;
  const { launcher } = node.remote;
  return kindOf(launcher).status.activeNode(launcher).node ?? node;
}

function tell(told: Map<string, string>, what: string, entries: readonly Entry[]): void {
  const placed = sorted(entries).filter(({ node }) => node);
  told.set(`notify_${what}_resource`, names(placed.map(({ resource }) => resource.id)));
  told.set(`notify_${what}_uname`, namesOf(placed.map(({ node }) => node as Node)));
}

/** By resource and node, each resource once. */
function sorted(entries: readonly Entry[]): readonly Entry[] {
  if (entries.length < 2) return entries;
  const all = [...entries].sort(
    (a, b) => order(a.resource.id, b.resource.id) || order(a.node?.id ?? '', b.node?.id ?? ''),
  );
  return all.filter(({ resource }, i) => resource.id !== all[i - 1]?.resource.id);
}

const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const namesOf = (nodes: readonly Node[]): string => names(nodes.map(({ name }) => name));

/** Agents get a space if there are none. */
const names = (list: readonly string[]): string => list.join(' ') || ' ';
