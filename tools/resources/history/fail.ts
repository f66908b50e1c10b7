import type { ResourceJob } from '../job.js';

/** Tell the cluster that a resource failed: in a file there is nobody to tell. */
export function fail({ request, node, report }: ResourceJob): undefined {
  report.error(`Dry run: skipping fail of ${request.resource} on ${node?.name} due to CIB_file`);
}
