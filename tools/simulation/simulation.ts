import type { Element } from '../../cib/xml/element.js';
import type { ScoreEntry } from '../../daemon/scheduler/model/score.js';
import type { Change } from '../../daemon/scheduler/serialise/changes.js';
import type { Modification } from '../../daemon/scheduler/simulate/inject.js';
import type { Step } from '../../daemon/scheduler/simulate/step.js';

/** What a simulation has to show, in order. */
export interface Simulation {
  readonly parts: readonly Part[];
  /** Lists have headings and points; not so if scores alone are asked for. */
  readonly fancy: boolean;
}

export type Part =
  | { readonly kind: 'remark'; readonly text: string }
  /** Nothing will be done about resources: maintenance mode, or all are to be stopped. */
  | { readonly kind: 'disabled'; readonly why: 'maintenance' | 'stop-all' }
  /** How many resources are disabled or blocked. */
  | { readonly kind: 'counts'; readonly text: string }
  | {
      readonly kind: 'status';
      readonly title: 'Current cluster status' | 'Revised Cluster Status';
      readonly content: StatusContent;
    }
  | { readonly kind: 'modifications'; readonly entries: readonly (Modification | Step)[] }
  | { readonly kind: 'scores'; readonly title: ScoresTitle; readonly entries: readonly ScoreEntry[] }
  | { readonly kind: 'changes'; readonly changes: readonly Change[] }
  | { readonly kind: 'execution'; readonly steps: readonly Step[] }
  | { readonly kind: 'timings'; readonly files: readonly Timing[] };

export type ScoresTitle =
  | 'Assignment Scores'
  | 'Utilization Information'
  | 'Assignment Scores and Utilization Information';

/** Time that the files of a directory took, in seconds. */
export interface Timing {
  readonly file: string;
  readonly seconds: number;
}

/** The state of a cluster as it was, in the form that is asked for: the scheduler goes on with the cluster. */
export type StatusContent = { readonly text: string } | { readonly elements: readonly Element[] };
