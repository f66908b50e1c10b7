import type { Cluster } from '../../daemon/scheduler/model/cluster.js';

/** Ids that a tag stands for; none if there is no such tag. */
export const tagged = (cluster: Cluster, tag: string): readonly string[] => cluster.tags.get(tag)?.members ?? [];
