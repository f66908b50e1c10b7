import { CibError } from '../../../cib/result/error.js';
import type { Cluster } from '../model/cluster.js';
import { accountsOf } from './account.js';
import type { Explanation } from './explanation.js';
import { nodesAsked, obstaclesOf } from './obstacles.js';
import { findRemedy } from './remedy.js';
import { isUp, standingOf, subjectNamed } from './subject.js';

export interface ExplainOptions {
  /** Look for the smallest change that would make it otherwise (the default): it costs some runs of the scheduler. */
  readonly remedy?: boolean;
}

/**
 * Why a resource is, or is not, on a node, or anywhere.
 * @param cluster decided with `RunOptions.explain`, which keeps where scores come from
 * @param node name of a node; undefined: wherever it is
 * @throws CibError `ENXIO` if there is no such resource or node
 */
export function explain(cluster: Cluster, resource: string, node?: string, options: ExplainOptions = {}): Explanation {
  const subject = subjectNamed(cluster, resource);
  if (!subject) throw new CibError('ENXIO', `there is no resource ${resource}`);
  const nodes = nodesAsked(cluster, node);
  if (node !== undefined && nodes.length === 0) throw new CibError('ENXIO', `there is no node ${node}`);
  const runs = isUp(subject, node);
  const all = accountsOf(subject, cluster.nodes);
  // Of a clone that is up, instances to spare have no node: nothing to be told
  const obstacles = obstaclesOf(subject).filter(({ kind }) => !runs || kind !== 'no-node');
  const findings = { subject, node, runs, accounts: relevant(all, node), obstacles };
  const remedy = options.remedy === false ? undefined : findRemedy(cluster, findings);
  return {
    resource,
    kind: subject.resource.kind,
    ...(node !== undefined && { node }),
    runs,
    standings: subject.primitives.map(standingOf),
    nodes: all,
    obstacles,
    ...(remedy && { remedy }),
  };
}

/** The node asked about first: what speaks for others matters less. */
const relevant = <T extends { readonly node: string }>(accounts: readonly T[], node: string | undefined): T[] => [
  ...accounts.filter((each) => each.node === node),
  ...accounts.filter((each) => each.node !== node),
];
