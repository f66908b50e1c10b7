import { isTrue } from '../../../cib/options/read.js';
import { findActions } from '../act/find.js';
import type { Action, Ordering, Related } from '../model/action.js';
import { Relation } from '../model/action.js';
import type { Cluster } from '../model/cluster.js';
import { topResource } from '../model/relations.js';
import type { Resource } from '../model/resource.js';
import { Role } from '../model/role.js';
import { compatibleInstance, instancesOf } from '../place/compatible.js';
import { relate } from './relate.js';

/** Order probes before what depends on their results: starts, and restarts and stops of other resources. */
export function orderProbes(cluster: Cluster): void {
  for (const resource of cluster.resources) orderBeforeStarts(resource);
  for (const ordering of cluster.orderings) orderBeforeStops(ordering);
}

function orderBeforeStarts(resource: Resource): void {
  if (resource.kind !== 'primitive') {
    for (const child of resource.children) orderBeforeStarts(child);
    return;
  }
  // All probes of a resource are followed by the same, wherever they run
  const restarts = new Map<Action, readonly Action[]>();
  for (const probe of findActions(resource, 'monitor')) {
    for (let i = probe.after.length - 1; i >= 0; i--) {
      const related = probe.after[i] as Related;
      const { action } = related;
      orderBeforeInstances(probe, related);
      let stops = restarts.get(action);
      if (!stops) {
        stops = restartedAfter(resource, action);
        restarts.set(action, stops);
      }
      for (const stop of stops) relate(probe, stop, Relation.ordered);
    }
  }
}

/**
 * A probe that cannot be run keeps instances of the clone from starting; but those that are there
 * are not stopped for it.
 */
function orderBeforeInstances(probe: Action, { action: start, flags }: Related): void {
  const clone = start.resource;
  if (!clone || clone.kind === 'primitive' || clone.kind === 'group' || probe.runnable) return;
  if ((flags & Relation.unrunnableFirstBlocks) !== 0 || start.task !== 'start') return;
  if (topResource(probe.resource as Resource) !== clone) return;
  for (let i = start.after.length - 1; i >= 0; i--) {
    const then = (start.after[i] as Related).action;
    const { resource } = then;
    if (!resource || resource.activeNodes.length > 0 || then.task !== 'start' || topResource(resource) !== clone)
      continue;
    relate(probe, then, Relation.ordered | Relation.unrunnableFirstBlocks);
  }
}

/** Stops (or demotes) of other resources that would restart if something does, depth first. */
function restartedAfter(probed: Resource, start: Action): Action[] {
  const found: Action[] = [];
  const seen = new Set<Action>();
  const stack = [start];
  for (let after = stack.pop(); after; after = stack.pop()) {
    if (seen.has(after)) continue;
    seen.add(after);
    const { resource, task } = after;
    if (resource?.kind === 'primitive' && resource !== probed) {
      const undone = task === 'start' ? 'stop' : task === 'promote' ? 'demote' : undefined;
      if (undone) for (const stop of findActions(resource, undone)) if (!stop.pseudo) found.push(stop);
    }
    const interleaved = interleavedWith(probed, resource);
    for (const { action, flags } of after.after) {
      const follows =
        (flags & Relation.firstImpliesThen) !== 0 || isPartToFollow(probed, resource, action.resource, interleaved);
      if (follows) stack.push(action);
    }
  }
  return found;
}

interface Interleaved {
  readonly instance: Resource | undefined;
}

/** Of an interleaved clone, the instance that goes with the probed resource. */
function interleavedWith(probed: Resource, resource: Resource | undefined): Interleaved | undefined {
  if (!resource || (resource.kind !== 'clone' && resource.kind !== 'bundle')) return undefined;
  if (!isTrue(resource.meta.get('interleave'))) return undefined;
  return { instance: compatibleInstance(probed, instancesOf(resource), { role: Role.unknown, current: false }) };
}

/** From a group or clone on to its parts; of one that is interleaved, to one instance only. */
function isPartToFollow(
  probed: Resource,
  whole: Resource | undefined,
  part: Resource | undefined,
  interleaved: Interleaved | undefined,
): boolean {
  if (!whole || whole.kind === 'primitive' || probed.parent === whole || !part) return false;
  if (part.kind === 'clone' || part.kind === 'bundle' || part.parent !== whole) return false;
  return !interleaved || interleaved.instance === part;
}

/** What comes after a stop comes after the probes of that resource too: they may find it active. */
function orderBeforeStops(ordering: Ordering): void {
  const { flags, firstResource, thenResource, thenTask, thenAction } = ordering;
  if (ordering.firstTask !== 'stop' || flags === 0 || !firstResource || firstResource === thenResource) return;
  // Probes inside a container that stops may follow its next start
  if (thenResource && firstResource.launcher === thenResource && thenTask === 'stop') return;
  const probes = findActions(firstResource, 'monitor');
  if (probes.length === 0) return;
  const after = thenAction ? [thenAction] : thenResource ? findActions(thenResource, thenTask) : [];
  const relation = probeFlags(flags);
  for (const probe of probes) {
    for (const then of after) if (isBefore(probe, then)) relate(probe, then, relation);
  }
}

function probeFlags(flags: number): number {
  if (flags === Relation.ifRequiredOnSameNode || flags === Relation.ifOnSameNodeOrTarget) return flags;
  return Relation.ordered | (flags & (Relation.ifFirstUnmigratable | Relation.ifOnSameNode));
}

/** Not before unfencing of the node, which comes first; and of shutdowns, only before that of its own node. */
function isBefore(probe: Action, { task, node, meta }: Action): boolean {
  if (task === 'stonith' && probe.node && probe.node === node)
    return meta.get('stonith_action')?.toLowerCase() !== 'on';
  return !(task === 'do_shutdown' && probe.node && node && probe.node !== node);
}
