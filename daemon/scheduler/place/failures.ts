import { note } from '../log.js';
import type { Node } from '../model/node.js';
import { topResource } from '../model/relations.js';
import type { Resource } from '../model/resource.js';
import { failures } from '../unpack/failcounts.js';

/** What to forbid a node, as the resource has failed there as often as it may; undefined if it has not. */
export function hasReachedThreshold(resource: Resource, node: Node): Resource | undefined {
  const threshold = resource.migrationThreshold;
  if (threshold === 0 || resource.failureIgnored) return undefined;
  const { failCount } = failures(resource, node, { effective: true, launched: true });
  if (failCount <= 0 || failCount < threshold) return undefined;
  // Which instance of an anonymous clone failed says nothing: none may run there
  const banned = resource.unique ? resource : topResource(resource);
  const why = 'due to reaching migration threshold (clean up resource to allow again)';
  const counts = `failures=${failCount} migration-threshold=${threshold}`;
  const text = `${banned.id} cannot run on ${node.name} ${why} | ${counts}`;
  note(resource.cluster, 'warning', 'pcmk__threshold_reached', text);
  return banned;
}
