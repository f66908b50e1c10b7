import { int } from '../../cib/number/int.js';
import { CibError } from '../../cib/result/error.js';
import { epochSeconds, fromEpoch } from '../../cib/time/arithmetic.js';
import { formatDate } from '../../cib/time/format.js';
import { localTime } from '../../cib/time/local.js';
import { parseDate } from '../../cib/time/parse.js';
import { Element } from '../../cib/xml/element.js';
import { performDemands } from '../../daemon/scheduler/act/demands.js';
import type { Cluster, RunOptions } from '../../daemon/scheduler/model/cluster.js';
import type { Graph } from '../../daemon/scheduler/model/graph.js';
import { Memory } from '../../daemon/scheduler/model/memory.js';
import type { ScoreEntry } from '../../daemon/scheduler/model/score.js';
import { decide } from '../../daemon/scheduler/schedule.js';
import { changesOf } from '../../daemon/scheduler/serialise/changes.js';
import { type Injections, inject, type Modification } from '../../daemon/scheduler/simulate/inject.js';
import type { Step } from '../../daemon/scheduler/simulate/step.js';
import { simulateTransition } from '../../daemon/scheduler/simulate/transition.js';
import { World } from '../../daemon/scheduler/simulate/world.js';
import { unpack } from '../../daemon/scheduler/unpack/unpack.js';
import { ALL, type Section, type View } from '../status/view.js';
import type { Part, ScoresTitle, StatusContent } from './simulation.js';

/** What is asked of a simulation. */
export interface Wish {
  readonly quiet: boolean;
  /** Have the scheduler decide. */
  readonly process: boolean;
  /** And do what it decided. */
  readonly execute: boolean;
  readonly scores: boolean;
  readonly utilization: boolean;
  /** The input may have secrets masked: a change of parameters that were masked is no change. */
  readonly sanitized: boolean;
  readonly sections: readonly Section[];
  readonly date: string | undefined;
  readonly injections: Injections;
  readonly failures: readonly string[];
}

type StatusTitle = Extract<Part, { kind: 'status' }>['title'];

/** What the caller does with what comes up on the way. */
export interface Hooks {
  readonly now: Date;
  /** Takes problems, a line each. */
  problem(text: string): void;
  log(cluster: Cluster): void;
  /** The state of the cluster in the form in which it is to be shown. */
  show(cluster: Cluster, view: View): StatusContent;
  /** The CIB as the scheduler sees it. */
  input?(cib: Element): void;
  /** The decision. */
  decided?(cluster: Cluster, graph: Graph): void;
}

export interface Result {
  readonly parts: readonly Part[];
  /** The CIB as it is in the end. */
  readonly cib: Element;
  /** The transition did not get stuck. */
  readonly complete: boolean;
}

/**
 * Play through what a cluster would do. The CIB is changed: it becomes what would be.
 */
export function simulate(cib: Element, wish: Wish, hooks: Hooks): Result {
  return new Play(cib, wish, hooks).run();
}

class Play {
  private readonly parts: Part[] = [];
  /** Something was, or would have been, shown. */
  private begun = false;
  private readonly world: World;
  /** What is configured of resources and operations stays the same throughout. */
  private readonly memory = new Memory();

  constructor(
    private readonly cib: Element,
    private readonly wish: Wish,
    private readonly hooks: Hooks,
  ) {
    this.world = new World(cib, Math.floor(hooks.now.getTime() / 1000), wish.injections.nodesUp.length > 0);
  }

  run(): Result {
    const { wish, parts, cib, hooks } = this;
    let cluster = this.look();
    if (!wish.quiet) {
      parts.push(...notices(cluster), this.status('Current cluster status', cluster, { pending: true }));
    }
    if (asks(wish.injections)) {
      this.modify(cluster);
      this.begun = true;
      cluster = this.look();
    }
    hooks.input?.(cib);
    let complete = true;
    if (wish.process) {
      this.decide(cluster);
      if (wish.execute) complete = this.execute(cluster);
    }
    hooks.log(cluster);
    if (wish.execute && !wish.quiet) {
      const revised = this.look();
      hooks.log(revised);
      parts.push(this.status('Revised Cluster Status', revised, {}));
    }
    return { parts, cib, complete };
  }

  private look(): Cluster {
    const { scores, utilization } = this.wish;
    const options = { ...this.options(), scores, utilization, memory: this.memory };
    try {
      const cluster = unpack(this.cib, options);
      performDemands(cluster);
      for (const entry of cluster.scores.splice(0)) if (entry.kind === 'remark') this.remark(entry.text);
      const { date } = this.wish;
      if (date !== undefined && effectiveTime(date, this.hooks.now) === undefined) {
        const text = `'${date}' is not a valid ISO 8601 date/time specification`;
        cluster.log.unshift({ level: 'error', source: 'parse_date', text });
      }
      return cluster;
    } catch (error) {
      if (!(error instanceof CibError && error.code === 'EPROTONOSUPPORT')) throw error;
      const cluster = unpack(unsupported(), options);
      cluster.log.push({ level: 'error', source: 'cluster_status', text: error.message });
      return cluster;
    }
  }

  private status(title: StatusTitle, cluster: Cluster, show: View['show']): Part {
    const view: View = {
      sections: new Set<Section>(['nodes', 'resources', ...this.wish.sections]),
      show: { inactive: true, failedDetail: true, ...show },
      onlyNodes: ALL,
      onlyResources: ALL,
      now: this.hooks.now.getTime(),
    };
    return { kind: 'status', title, content: this.hooks.show(cluster, view) };
  }

  private modify(cluster: Cluster): void {
    const entries: (Modification | Step)[] = [];
    inject(cluster, this.world, this.wish.injections, (step) => this.take(step, entries));
    if (!this.wish.quiet) this.parts.push({ kind: 'modifications', entries });
    this.hooks.log(cluster);
  }

  private take<Event extends { readonly kind: string }>(event: Event | Step, events: (Event | Step)[]): void {
    if (event.kind === 'problem') this.hooks.problem((event as { readonly text: string }).text);
    else events.push(event);
  }

  private decide(cluster: Cluster): void {
    const { wish, parts } = this;
    decide(cluster);
    if (wish.scores || wish.utilization) {
      this.separate();
      parts.push({ kind: 'scores', title: scoresTitle(wish), entries: this.told(cluster.scores) });
      this.begun = true;
    }
    this.hooks.decided?.(cluster, graphOf(cluster));
    if (!wish.quiet) parts.push({ kind: 'changes', changes: changesOf(cluster) });
  }

  private told(entries: readonly ScoreEntry[]): readonly ScoreEntry[] {
    return this.wish.quiet ? entries.filter(({ kind }) => kind !== 'remark') : entries;
  }

  /** Lists are kept apart even where they are not shown: scripts have come to expect it. */
  private separate(): void {
    if (this.wish.quiet && this.begun) this.parts.push({ kind: 'remark', text: '' });
  }

  private execute(cluster: Cluster): boolean {
    this.separate();
    const steps: Step[] = [];
    const { world, wish, hooks } = this;
    const complete = simulateTransition(cluster, graphOf(cluster), world, wish.failures, (step) =>
      this.take(step, steps),
    );
    if (!wish.quiet) this.parts.push({ kind: 'execution', steps });
    if (!complete) {
      hooks.problem('Transition failed: terminated');
      hooks.problem('An invalid transition was produced');
    }
    return complete;
  }

  /** Options of a run; says which time it pretends to be. */
  private options(): RunOptions {
    const { date } = this.wish;
    const recorded = recordedTime(this.cib);
    if (date !== undefined) this.remark(`Setting effective cluster time: ${date}`);
    else if (recorded !== undefined) {
      this.remark(`Using the original execution date of: ${formatDate(fromEpoch(recorded))}`);
    }
    return this.runOptions();
  }

  private remark(text: string): void {
    if (!this.wish.quiet) this.parts.push({ kind: 'remark', text });
  }

  private runOptions(): RunOptions {
    const { date, sanitized } = this.wish;
    const now = date === undefined ? recordedTime(this.cib) : effectiveTime(date, this.hooks.now);
    return { now: now === undefined ? this.hooks.now.getTime() : now * 1000, sanitized };
  }
}

/** What the peer makes of a CIB that is of a feature set beyond its own: a cluster of nothing, without even the defaults. */
const unsupported = (): Element => {
  const pair = new Element('nvpair', { name: 'start-failure-is-fatal', value: 'false' });
  const options = new Element('crm_config', {}, [new Element('cluster_property_set', {}, [pair])]);
  return new Element('cib', {}, [new Element('configuration', {}, [options])]);
};

/** Time at which the CIB was saved for a scheduler, in seconds since 1970. */
const recordedTime = (cib: Element): number | undefined => int(cib.get('execution-date'), undefined);

/** A date is as good as none if it cannot be understood. */
function effectiveTime(date: string, now: Date): number | undefined {
  try {
    return epochSeconds(parseDate(date, localTime(now)));
  } catch (error) {
    if (error instanceof CibError) return undefined;
    throw error;
  }
}

function graphOf({ graph }: Cluster): Graph {
  if (!graph) throw new Error('a decision without a transition');
  return graph;
}

/** What is to be known before the status is looked at. */
function notices(cluster: Cluster): Part[] {
  const { options, disabledCount, instanceCount, blockedCount } = cluster;
  const notices: Part[] = [];
  if (options.maintenanceMode) notices.push({ kind: 'disabled', why: 'maintenance' });
  if (disabledCount > 0 || blockedCount > 0) {
    const text = `${disabledCount} of ${instanceCount} resource instances DISABLED and ${blockedCount} BLOCKED from further action due to failure`;
    notices.push({ kind: 'counts', text });
  }
  return notices;
}

function scoresTitle({ scores, utilization }: Wish): ScoresTitle {
  if (scores && utilization) return 'Assignment Scores and Utilization Information';
  return scores ? 'Assignment Scores' : 'Utilization Information';
}

/** Whether anything is to be made up; a quorum alone does not count, for the peer does not heed it then. */
const asks = ({ quorum, watchdog, ...lists }: Injections): boolean =>
  watchdog !== undefined || Object.values(lists).some((list) => list.length > 0);
