import { INFINITY_SCORE } from '../../../cib/number/score.js';
import type { Node } from './node.js';
import type { Resource } from './resource.js';

/** What a part of a score stems from. */
export type Source =
  | 'location'
  | 'health'
  | 'stickiness'
  | 'failure'
  | 'lock'
  | 'unmanaged'
  | 'multiple'
  | 'removed'
  | 'discovery'
  | 'ticket'
  /** What the resource is to be with, or apart from. */
  | 'colocation'
  /** What is to be with it, or apart from it: its preferences count, too. */
  | 'dependent'
  | 'role'
  | 'promotion'
  | 'utilization'
  | 'remote'
  | 'container'
  | 'limit'
  | 'node';

export interface Cause {
  readonly source: Source;
  /** Of the constraint, ticket or attribute. */
  readonly id?: string | undefined;
  /** The other resource of a colocation. */
  readonly other?: string | undefined;
}

/** A part of what a node is worth to a resource, or of what the resource is worth to be promoted there. */
export interface Contribution extends Cause {
  readonly resource: Resource;
  readonly node: Node;
  readonly to: 'placement' | 'promotion';
  readonly score: number;
}

type Scores = ReadonlyMap<Node, number>;

/** Where scores come from: kept only if somebody is going to ask. */
export class Ledger {
  private entries: Contribution[] = [];

  add(resource: Resource, node: Node, score: number, cause: Cause, to: Contribution['to'] = 'placement'): void {
    if (score !== 0) this.entries.push({ resource, node, to, score, ...cause });
  }

  /** For a resource and all inside it. */
  addWithin(resource: Resource, node: Node, score: number, cause: Cause): void {
    for (const child of resource.children) this.addWithin(child, node, score, cause);
    this.add(resource, node, score, cause);
  }

  forbidEverywhere(resource: Resource, cause: Cause): void {
    for (const node of resource.cluster.nodes) this.addWithin(resource, node, -INFINITY_SCORE, cause);
  }

  /** Scores of a resource before something changes them, for `addChanges`. */
  scoresOf = ({ candidates }: Resource): Scores =>
    new Map(candidates.nodes.map((node, i): [Node, number] => [node, candidates.scores[i] as number]));

  addChanges(resource: Resource, before: Scores, cause: Cause, to: Contribution['to'] = 'placement'): void {
    for (const { node, score } of resource.candidates.values()) {
      const was = before.get(node) ?? 0;
      if (score !== was) this.add(resource, node, Math.abs(score) >= INFINITY_SCORE ? score : score - was, cause, to);
    }
  }

  get position(): number {
    return this.entries.length;
  }

  /** Forget what came after a position: it was only a try. */
  rewind(position: number, resources: ReadonlySet<Resource>): void {
    const kept = this.entries.slice(position).filter(({ resource }) => !resources.has(resource));
    this.entries = [...this.entries.slice(0, position), ...kept];
  }

  /** Scores of a resource are set anew. */
  forget(resource: Resource): void {
    this.rewind(0, new Set([resource]));
  }

  /** Everything that bears on a resource, in the order in which it came. */
  of(resource: Resource): Contribution[] {
    return this.entries.filter((entry) => entry.resource === resource);
  }
}
