import { topResource } from '../../../daemon/scheduler/model/relations.js';
import type { ClusterJob } from '../job.js';
import { forget } from './forget.js';

/** Forget failures: of the whole that the resource is part of, or of all resources. */
export function cleanup({ resource, node, request, report }: ClusterJob): undefined {
  if (!resource) report.note(`Dry run: skipping clean-up of ${node?.name ?? 'all nodes'} due to CIB_file`);
  else forget(request.force ? resource : topResource(resource), node, request.force, report);
}
