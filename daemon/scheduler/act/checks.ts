import type { Cluster } from '../model/cluster.js';
import { compareDigests } from '../operations/digest.js';
import { checkActive } from './changes.js';
import { clearFailures } from './failures.js';

/** Compare parameters that depend on where a container is to run, now that this is decided. */
export function checkParameters(cluster: Cluster): void {
  for (const { resource, node, operation, isActive } of cluster.parameterChecks.splice(0).reverse()) {
    if (isActive) checkActive(resource, node, operation);
    else {
      const { verdict } = compareDigests(resource, node, operation);
      if (verdict !== 'match' && verdict !== 'unknown') {
        clearFailures(resource, node, 'resource parameters have changed');
      }
    }
  }
}
