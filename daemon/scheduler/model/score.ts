/** A line of what the placement came to, as `crm_simulate` shows scores and utilization, in order. */
export type ScoreEntry =
  /** Something to be noted, which comes between the scores. */
  | { readonly kind: 'remark'; readonly text: string }
  /** What a node is worth to a resource; source is the name of the peer's function. */
  | {
      readonly kind: 'allocation';
      readonly source: string;
      readonly resource: string;
      readonly node: string;
      readonly score: number;
    }
  /** How much an instance is worth to be promoted; no node if it is inactive. */
  | { readonly kind: 'promotion'; readonly resource: string; readonly node: string | undefined; readonly score: number }
  /** What room a node has, at first or in the end. */
  | {
      readonly kind: 'capacity';
      readonly when: 'Original' | 'Remaining';
      readonly node: string;
      readonly utilization: readonly (readonly [name: string, value: string])[];
    }
  /** What a resource takes of the node it is assigned to. */
  | {
      readonly kind: 'utilization';
      readonly source: string;
      readonly resource: string;
      readonly node: string;
      readonly utilization: readonly (readonly [name: string, value: string])[];
    };
