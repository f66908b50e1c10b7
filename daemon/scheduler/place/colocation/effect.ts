import { INFINITY_SCORE } from '../../../../cib/number/score.js';
import type { Candidates } from '../../model/candidates.js';
import type { Colocation } from '../../model/constraint.js';
import type { Node } from '../../model/node.js';
import { topResource } from '../../model/relations.js';
import type { Resource } from '../../model/resource.js';
import type { ScoreTable } from '../score-table.js';

/**
 * What comes of taking a colocated resource into account, with all that depends on it in turn: for each
 * node the sum of what is added to its score, one after the other. All instances of a clone have the
 * same colocations: this is reckoned once for all of them.
 */
export class Effect {
  isCommon = true;
  readonly nodes: readonly Node[];
  /** By place in `nodes`: of all finite additions their sum, and what that was at the lowest and highest. */
  private readonly sums: number[];
  private readonly lowest: number[];
  private readonly highest: number[];
  /** The greatest addition without limit: 1 if there is one, -1 if there is one that forbids. */
  private readonly infinite: number[];

  constructor(private readonly candidates: Candidates) {
    const zeros = candidates.nodes.map(() => 0);
    this.nodes = candidates.nodes;
    this.sums = zeros;
    this.lowest = [...zeros];
    this.highest = [...zeros];
    this.infinite = [...zeros];
  }

  /** It is not the same for all instances. */
  differ(): void {
    this.isCommon = false;
  }

  /** Instances of clones may change as others are placed. */
  stemFrom(source: Resource): void {
    if (source.kind !== 'clone' && topResource(source).kind === 'clone') this.differ();
  }

  add(additions: readonly number[]): void {
    const { sums, lowest, highest, infinite } = this;
    for (let i = 0; i < sums.length; i++) {
      const addition = additions[i] as number;
      if (addition <= -INFINITY_SCORE) infinite[i] = -1;
      else if (addition >= INFINITY_SCORE) infinite[i] ||= 1;
      else if (addition !== 0) {
        const sum = (sums[i] as number) + addition;
        sums[i] = sum;
        if (sum < (lowest[i] as number)) lowest[i] = sum;
        if (sum > (highest[i] as number)) highest[i] = sum;
      }
    }
  }

  /**
   * The scores of a table with this added; undefined if that has to be done step by step, since a sum
   * would be cut off on the way, or a step that leaves no node would be given up.
   */
  addedTo({ nodes, up, scores }: ScoreTable): number[] | undefined {
    const { sums, lowest, highest, infinite } = this;
    const results: number[] = [];
    let isAnyLeft = false;
    for (let i = 0; i < scores.length; i++) {
      const score = scores[i] as number;
      const place = nodes === this.nodes ? i : this.candidates.placeOf(nodes[i] as Node);
      if (place === undefined) return undefined;
      const limit = infinite[place] as number;
      if (score <= -INFINITY_SCORE || limit < 0) {
        results.push(-INFINITY_SCORE);
        continue;
      }
      const least = score + (lowest[place] as number);
      if (least <= -INFINITY_SCORE) return undefined;
      if (least >= 0 && up[i]) isAnyLeft = true;
      const isUnlimited = limit > 0 || score + (highest[place] as number) >= INFINITY_SCORE;
      results.push(isUnlimited ? INFINITY_SCORE : score + (sums[place] as number));
    }
    return isAnyLeft ? results : undefined;
  }
}

interface Known {
  /** How far placement was. */
  readonly at: number;
  readonly effects: Map<Colocation, Effect>;
}

const known = new WeakMap<Resource, Known>();

/**
 * The effect of a resource that a clone is colocated with, for an instance of it (or a part of one).
 * @param record reckons it
 */
export function commonEffect(
  instance: Resource,
  colocation: Colocation,
  record: (effect: Effect) => void,
): Effect | undefined {
  const clone = topResource(instance);
  if (clone === instance || clone.kind !== 'clone') return undefined;
  if (colocation.primary !== clone && colocation.dependent !== clone) return undefined;
  // What leads back to the clone is not followed then
  if (clone.updatingCandidates) return undefined;
  const { placements } = clone.cluster;
  let own = known.get(clone);
  if (own?.at !== placements) {
    own = { at: placements, effects: new Map() };
    known.set(clone, own);
  }
  let effect = own.effects.get(colocation);
  if (effect?.nodes !== instance.candidates.nodes) {
    effect = new Effect(instance.candidates);
    record(effect);
    own.effects.set(colocation, effect);
  }
  return effect.isCommon ? effect : undefined;
}

/** The placement of a resource begins or ends: scores of others than instances of a clone are about to change. */
export function notePlacement(resource: Resource): void {
  if (resource.kind === 'clone' || topResource(resource).kind !== 'clone') resource.cluster.placements++;
}
