import type { Finder } from '../../../cib/references/expand.js';
import type { Report } from '../../../cib/result/finding.js';
import type { AgentName, RuleContext } from '../../../cib/rules/context.js';
import { addNvpairs } from '../../../cib/rules/nvpairs.js';
import { compare, epochSeconds } from '../../../cib/time/arithmetic.js';
import type { DateTime } from '../../../cib/time/date.js';
import type { Element } from '../../../cib/xml/element.js';
import { note } from '../log.js';
import type { Cluster } from '../model/cluster.js';
import type { Node } from '../model/node.js';

/** Seconds since 1970 at which the cluster is looked at. */
export const epoch = (cluster: Pick<Cluster, 'run'>): number => Math.floor(cluster.run.now / 1000);

/** Let the cluster be looked at again by a time, in seconds since 1970, if it lies ahead. */
export function recheckBy(cluster: Cluster, time: number): void {
  if (time > epoch(cluster) && (cluster.recheckBy === 0 || time < cluster.recheckBy)) cluster.recheckBy = time;
}

export interface Criteria {
  readonly node?: Node | undefined;
  readonly agent?: AgentName;
  readonly operation?: { readonly name: string; readonly intervalMs: number };
  /** Parameters and meta-attributes of the resource that a rule is about. */
  readonly parameters?: () => ReadonlyMap<string, string>;
  readonly meta?: ReadonlyMap<string, string>;
  readonly submatches?: readonly (string | undefined)[] | undefined;
}

const NO_CRITERIA: Criteria = {};

/** What a rule needs of the cluster; there before the rest of it. */
export type Bench = Pick<Cluster, 'now' | 'find' | 'log' | 'findings' | 'warned' | 'asked'>;

/** What rules are judged against in this run. It is counted if they ask for the time, or about the node. */
class Judgement implements RuleContext {
  readonly openEnded = true;
  readonly resolve: Finder;
  readonly report: Report;

  constructor(
    private readonly bench: Bench,
    private readonly criteria: Criteria,
  ) {
    this.resolve = bench.find;
    this.report = ({ level, source, message, minor }) => {
      note(bench, level, source, message);
      if (!minor && (level === 'error' || level === 'warning')) bench.findings.push({ level, text: message });
    };
  }

  get now(): DateTime {
    this.bench.asked.time++;
    return this.bench.now;
  }

  get nodeAttributes(): ReadonlyMap<string, string> | undefined {
    this.bench.asked.node++;
    return this.criteria.node?.attributes;
  }

  get agent(): AgentName | undefined {
    return this.criteria.agent;
  }

  get operation(): Criteria['operation'] {
    return this.criteria.operation;
  }

  get resourceParameters(): ReadonlyMap<string, string> | undefined {
    return this.criteria.parameters?.();
  }

  get resourceMeta(): ReadonlyMap<string, string> | undefined {
    return this.criteria.meta;
  }

  get submatches(): Criteria['submatches'] {
    return this.criteria.submatches;
  }
}

export const ruleContext = (bench: Bench, criteria: Criteria = NO_CRITERIA): RuleContext =>
  new Judgement(bench, criteria);

/**
 * Add the name-value pairs of an element, by rules that are judged now, to a table; the cluster is
 * looked at again when they change.
 */
export function addPairs(
  values: Map<string, string>,
  cluster: Cluster,
  parent: Element | undefined,
  blocks: string,
  criteria: Criteria = NO_CRITERIA,
): void {
  if (!parent || !hasBlock(parent, blocks)) return;
  noteNextChange(cluster, addNvpairs(values, parent, blocks, ruleContext(cluster, criteria)));
}

/** Name-value pairs as above. */
export function pairsOf(
  cluster: Cluster,
  parent: Element | undefined,
  blocks: string,
  criteria: Criteria = NO_CRITERIA,
): Map<string, string> {
  const values = new Map<string, string>();
  addPairs(values, cluster, parent, blocks, criteria);
  return values;
}

function hasBlock({ children }: Element, name: string): boolean {
  for (let i = 0; i < children.length; i++) {
    const child = children[i] as (typeof children)[number];
    if (child.kind === 'element' && child.name === name) return true;
  }
  return false;
}

/** Make something of the configuration, and say whether it will be the same in every run. */
export function make<T>(cluster: Cluster, of: () => T): { readonly value: T; readonly lasts: boolean } {
  const { asked, log } = cluster;
  const [time, node, lines] = [asked.time, asked.node, log.length];
  const value = of();
  return { value, lasts: asked.time === time && asked.node === node && log.length === lines };
}

export function noteNextChange(cluster: Cluster, next: DateTime | undefined): void {
  if (next && compare(next, cluster.now) > 0) recheckBy(cluster, epochSeconds(next));
}
