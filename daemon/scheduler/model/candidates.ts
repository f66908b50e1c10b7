import { INFINITY_SCORE } from '../../../cib/number/score.js';
import type { Cause } from './ledger.js';
import type { Candidate, Node, Probe } from './node.js';
import type { Resource } from './resource.js';

/** Sum of scores: minus infinity outweighs infinity, which outweighs all else. */
export function addScores(a: number, b: number): number {
  if (a <= -INFINITY_SCORE || b <= -INFINITY_SCORE) return -INFINITY_SCORE;
  if (a >= INFINITY_SCORE || b >= INFINITY_SCORE) return INFINITY_SCORE;
  return Math.max(-INFINITY_SCORE, Math.min(INFINITY_SCORE, a + b));
}

export const candidate = (node: Node, score = node.score): Candidate => ({ node, score, count: 0, probe: node.probe });

/** Nodes in an order. Whoever has the same nodes in the same order has the same list: it is made once. */
class NodeList {
  readonly nodes: readonly Node[];
  /** Place in the list by node serial. */
  private readonly places: (number | undefined)[] = [];
  private readonly longer = new Map<Node, NodeList>();
  private lastAdded: Node | undefined;
  private lastLonger: NodeList | undefined;

  private constructor(nodes: readonly Node[]) {
    this.nodes = nodes;
    for (let i = 0; i < nodes.length; i++) {
      const { serial } = nodes[i] as Node;
      while (this.places.length <= serial) this.places.push(undefined);
      this.places[serial] = i;
    }
  }

  static readonly empty = new NodeList([]);
  /** Lists of one node; not kept when the node is of no use any more. */
  private static readonly singles = new WeakMap<Node, NodeList>();

  placeOf({ serial }: Node): number | undefined {
    return this.places[serial];
  }

  /** The latest that was asked for as a whole, which most resources have: all nodes of the cluster, that grow in number. */
  private static latest: { readonly nodes: readonly Node[]; readonly list: NodeList } | undefined;

  static of(nodes: readonly Node[]): NodeList {
    const known = NodeList.latest;
    if (known?.nodes === nodes && known.list.nodes.length === nodes.length) return known.list;
    let list = NodeList.empty;
    for (const node of nodes) list = list.with(node);
    NodeList.latest = { nodes, list };
    return list;
  }

  with(node: Node): NodeList {
    // As a rule the next resource asks for the same
    if (this.lastAdded === node && this.lastLonger) return this.lastLonger;
    const known = this === NodeList.empty ? NodeList.singles : this.longer;
    let longer = known.get(node);
    if (!longer) {
      longer = new NodeList([...this.nodes, node]);
      known.set(node, longer);
    }
    if (this === NodeList.empty) return longer;
    this.lastAdded = node;
    this.lastLonger = longer;
    return longer;
  }

  without(node: Node): NodeList {
    let list = NodeList.empty;
    for (const each of this.nodes) if (each !== node) list = list.with(each);
    return list;
  }
}

/** How a resource sees nodes, in the order in which they were added: columns, since there are very many of them. */
export class Candidates {
  private list = NodeList.empty;
  /** By place in `nodes`. */
  scores: number[] = [];
  /** Empty as long as nothing is counted, and as long as all are probed as the nodes are. */
  private counts: number[] = [];
  private probes: Probe[] = [];

  get size(): number {
    return this.list.nodes.length;
  }

  /** The same array for all that have the same nodes in the same order. */
  get nodes(): readonly Node[] {
    return this.list.nodes;
  }

  placeOf(node: Node): number | undefined {
    return this.list.placeOf(node);
  }

  has(node: Node): boolean {
    return this.list.placeOf(node) !== undefined;
  }

  /** A score; undefined if the node is no candidate. */
  scoreOn(node: Node): number | undefined {
    const place = this.list.placeOf(node);
    return place === undefined ? undefined : this.scores[place];
  }

  get(node: Node): Candidate | undefined {
    const place = this.list.placeOf(node);
    return place === undefined ? undefined : new Place(this, place);
  }

  at(place: number): Candidate {
    return new Place(this, place);
  }

  set(node: Node, { score, count, probe }: Candidate): void {
    let place = this.list.placeOf(node);
    if (place === undefined) {
      place = this.list.nodes.length;
      this.list = this.list.with(node);
    }
    this.scores[place] = score;
    this.setCount(place, count);
    this.setProbe(place, probe);
  }

  /** Add nodes that are not among these, with the scores that they begin with. */
  addAll(nodes: readonly Node[]): void {
    if (this.size > 0) {
      for (const node of nodes) if (!this.has(node)) this.set(node, candidate(node));
      return;
    }
    this.list = NodeList.of(nodes);
    for (const { score } of nodes) this.scores.push(score);
  }

  delete(node: Node): void {
    const place = this.list.placeOf(node);
    if (place === undefined) return;
    this.list = this.list.without(node);
    for (const column of [this.scores, this.counts, this.probes]) column.splice(place, 1);
  }

  countAt(place: number): number {
    return this.counts[place] ?? 0;
  }

  setCount(place: number, count: number): void {
    if (count === 0 && this.counts.length === 0) return;
    for (let i = this.counts.length; i < this.size; i++) this.counts.push(0);
    this.counts[place] = count;
  }

  probeAt(place: number): Probe {
    return this.probes[place] ?? (this.nodes[place] as Node).probe;
  }

  setProbe(place: number, probe: Probe): void {
    const { nodes } = this;
    if (this.probes.length === 0 && probe === (nodes[place] as Node).probe) return;
    for (let i = this.probes.length; i < nodes.length; i++) this.probes.push((nodes[i] as Node).probe);
    this.probes[place] = probe;
  }

  values(): Candidate[] {
    return this.scores.map((_, place) => new Place(this, place));
  }

  /** With candidates that can be changed without changing these. */
  copy(): Candidates {
    const copy = new Candidates();
    copy.list = this.list;
    copy.scores = this.scores.slice();
    copy.counts = this.counts.slice();
    copy.probes = this.probes.slice();
    return copy;
  }
}

/** A candidate as it is now, in the columns of a list. */
class Place implements Candidate {
  constructor(
    private readonly list: Candidates,
    private readonly place: number,
  ) {}
  get node(): Node {
    return this.list.nodes[this.place] as Node;
  }
  get score(): number {
    return this.list.scores[this.place] as number;
  }
  set score(score: number) {
    this.list.scores[this.place] = score;
  }
  get count(): number {
    return this.list.countAt(this.place);
  }
  set count(count: number) {
    this.list.setCount(this.place, count);
  }
  get probe(): Probe {
    return this.list.probeAt(this.place);
  }
  set probe(probe: Probe) {
    this.list.setProbe(this.place, probe);
  }
}

/** All nodes as candidates with one score. */
export function candidatesWith(nodes: readonly Node[], score: number): Candidates {
  const candidates = new Candidates();
  for (const node of nodes) candidates.set(node, candidate(node, score));
  return candidates;
}

/** Add a score for one node to a resource and all inside it; the node becomes a candidate if it was none. */
export function prefer(resource: Resource, node: Node, score: number, cause: Cause): void {
  for (const child of resource.children) prefer(child, node, score, cause);
  resource.cluster.ledger?.add(resource, node, score, cause);
  const { candidates } = resource;
  const place = candidates.placeOf(node);
  if (place !== undefined) candidates.scores[place] = addScores(candidates.scores[place] as number, score);
  else {
    resource.cluster.ledger?.add(resource, node, node.score, { source: 'node' });
    candidates.set(node, candidate(node, addScores(node.score, score)));
  }
}

/** Forbid a resource and all inside it to run anywhere. */
export function forbidEverywhere(resource: Resource, cause: Cause): void {
  for (const node of resource.cluster.nodes) prefer(resource, node, -INFINITY_SCORE, cause);
  resource.assigned = undefined;
}
