import type { RuleContext } from '../../../cib/rules/context.js';
import { type UnpackOptions, unpackNvpairs } from '../../../cib/rules/nvpairs.js';
import { compare, epochSeconds } from '../../../cib/time/arithmetic.js';
import type { DateTime } from '../../../cib/time/date.js';
import type { Element } from '../../../cib/xml/element.js';
import { note } from '../log.js';
import type { Cluster } from '../model/cluster.js';

/** Seconds since 1970 at which the cluster is looked at. */
export const epoch = (cluster: Pick<Cluster, 'run'>): number => Math.floor(cluster.run.now / 1000);

/** Let the cluster be looked at again by a time, in seconds since 1970, if it lies ahead. */
export function recheckBy(cluster: Cluster, time: number): void {
  if (time > epoch(cluster) && (cluster.recheckBy === 0 || time < cluster.recheckBy)) cluster.recheckBy = time;
}

type Criteria = Omit<RuleContext, 'now' | 'clock' | 'resolve' | 'openEnded' | 'report'>;

/** What rules are judged against in this run. */
export function ruleContext(
  cluster: Pick<Cluster, 'now' | 'find' | 'log' | 'findings' | 'warned'>,
  criteria: Criteria = {},
): RuleContext {
  return {
    ...criteria,
    now: cluster.now,
    resolve: cluster.find,
    openEnded: true,
    report: ({ level, source, message, minor }) => {
      note(cluster, level, source, message);
      if (!minor && (level === 'error' || level === 'warning')) cluster.findings.push({ level, text: message });
    },
  };
}

/** Name-value pairs of an element, by rules that are judged now; the cluster is looked at again when they change. */
export function pairsOf(
  cluster: Cluster,
  parent: Element | undefined,
  blocks: string,
  criteria: Criteria = {},
  options: UnpackOptions = {},
): Map<string, string> {
  if (!parent) return new Map(options.values);
  if (!parent.children.some((child) => child.kind === 'element' && child.name === blocks)) {
    return new Map(options.values);
  }
  const { values, nextChange } = unpackNvpairs(parent, blocks, ruleContext(cluster, criteria), options);
  noteNextChange(cluster, nextChange);
  return values;
}

export function noteNextChange(cluster: Cluster, next: DateTime | undefined): void {
  if (next && compare(next, cluster.now) > 0) recheckBy(cluster, epochSeconds(next));
}
