import type { Operation } from './operation.js';

/** List an operation among the failed ones, unless it is there already or its node is gone. */
export function recordFailure({ resource, node, xml, key }: Operation): void {
  if (!node.online) return;
  const { failedOperations, failedKeys } = resource.cluster;
  const unique = `${key} ${node.name.toLowerCase()}`;
  if (failedKeys.has(unique)) return;
  failedKeys.add(unique);
  const copy = xml.clone();
  copy.set('uname', node.name);
  copy.set('rsc-id', resource.id);
  failedOperations.push(copy);
}
