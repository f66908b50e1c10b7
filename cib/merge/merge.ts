import { Element, equal, type Node } from '../xml/element.js';
import { childrenOf, identified, identityOf, interleaved, sameOrder } from './children.js';
import { type Conflict, nearestId, pathTo, type Side } from './conflict.js';

export interface Merged {
  /** Both sides' changes; where they are in conflict, what was preferred. */
  readonly element: Element;
  readonly conflicts: readonly Conflict[];
}

export interface MergeOptions {
  /** Whose version goes into the result where both changed the same. */
  readonly prefer?: 'mine' | 'theirs';
  /** Attributes of the root that are no part of the merge: theirs are kept. */
  readonly ignored?: ReadonlySet<string>;
}

/** Three versions of an element; some of them may have none. */
interface Versions {
  readonly base: Element | undefined;
  readonly mine: Element | undefined;
  readonly theirs: Element | undefined;
}

/** Where the order of children has a meaning. */
export const ORDERED: ReadonlySet<string> = new Set(['group', 'resource_set', 'fencing-topology', 'recipient']);

/**
 * Merge two versions of a tree that come of the same ancestor. Elements are the same if they have the
 * same name and id, wherever they are; attributes are merged one by one. Only what both sides changed,
 * and changed differently, is a conflict. None of the trees is changed.
 */
export function merge(base: Element, mine: Element, theirs: Element, options: MergeOptions = {}): Merged {
  const merger = new Merger(base, mine, theirs, options);
  return { element: merger.run(), conflicts: merger.conflicts };
}

class Merger {
  readonly conflicts: Conflict[] = [];
  private readonly everywhere: Readonly<Record<keyof Versions, ReadonlyMap<string, Element>>>;
  private readonly preferMine: boolean;

  constructor(
    private readonly base: Element,
    private readonly mine: Element,
    private readonly theirs: Element,
    private readonly options: MergeOptions,
  ) {
    this.everywhere = { base: identified(base), mine: identified(mine), theirs: identified(theirs) };
    this.preferMine = options.prefer !== 'theirs';
  }

  run(): Element {
    const { base, mine, theirs } = this;
    return this.element({ base, mine, theirs }, this.options.ignored);
  }

  private element(versions: Versions, ignored?: ReadonlySet<string>): Element {
    const { mine, theirs } = versions;
    const model = (theirs ?? mine) as Element;
    const result = new Element(model.name);
    result.line = model.line;
    this.attributes(versions, result, ignored);
    this.children(versions, result);
    return result;
  }

  private attributes({ base, mine, theirs }: Versions, result: Element, ignored?: ReadonlySet<string>): void {
    const names = new Set([...(theirs?.attributeNames() ?? []), ...(mine?.attributeNames() ?? [])]);
    for (const name of names) {
      const [was, my, their] = [base?.get(name), mine?.get(name), theirs?.get(name)];
      // What only one side has at all is that side's.
      const [ours, others] = [mine ? my : their, theirs ? their : my];
      let value = ours === was || ours === others ? others : ours;
      if (ignored?.has(name)) value = others;
      else if (ours !== others && ours !== was && others !== was) {
        value = this.preferMine ? ours : others;
        this.conflict((mine ?? theirs) as Element, { attribute: name }, was, ours, others);
      }
      if (value !== undefined) result.set(name, value);
    }
  }

  private children({ base, mine, theirs }: Versions, result: Element): void {
    const [was, my, their] = [childrenOf(base), childrenOf(mine), childrenOf(theirs)];
    const kept = new Map<string, Node>();
    for (const key of new Set([...their.keys(), ...my.keys(), ...was.keys()])) {
      const node = this.child(was.get(key), my.get(key), their.get(key));
      if (node) kept.set(key, node);
    }
    for (const key of this.order({ base, mine, theirs }, kept)) result.append(kept.get(key) as Node);
  }

  /** One child, as it is in each of the versions of this parent. */
  private child(was: Node | undefined, my: Node | undefined, their: Node | undefined): Node | undefined {
    const example = (my ?? their ?? was) as Node;
    if (example.kind !== 'element') return this.leaf(was, my, their);
    const identity = identityOf(example);
    const [base, mine, theirs] = [was, my, their] as (Element | undefined)[];
    const elsewhere = (side: keyof Versions) =>
      identity === undefined ? undefined : this.everywhere[side].get(identity);
    const wasAnywhere = base ?? elsewhere('base');
    if (mine && theirs) return this.element({ base: wasAnywhere, mine, theirs });
    if (mine) return this.onlyMine(base, wasAnywhere, mine, elsewhere('theirs'));
    if (theirs) return this.onlyTheirs(base, wasAnywhere, theirs, elsewhere('mine'));
    return undefined;
  }

  /** White space and comments have no parts that could be merged. */
  private leaf(was: Node | undefined, my: Node | undefined, their: Node | undefined): Node | undefined {
    const wanted = was ? my && their : (my ?? their);
    return wanted?.clone();
  }

  private onlyMine(
    here: Element | undefined,
    base: Element | undefined,
    mine: Element,
    theirs: Element | undefined,
  ): Element | undefined {
    // They have moved it: it goes where they have put it, unless I have moved it, too.
    if (theirs) {
      if (here) return undefined;
      const both = base === undefined || !samePlace(base, theirs);
      if (both) this.conflict(mine, {}, base && pathTo(base), pathTo(mine), pathTo(theirs));
      return both && !this.preferMine ? undefined : this.element({ base, mine, theirs });
    }
    const own = () => this.element({ base: undefined, mine, theirs: undefined });
    if (!base) return own();
    // They have deleted it. If I have only moved it, that is a change all the same.
    if (here && this.isUntouched(base, mine, 'theirs')) return undefined;
    this.conflict(mine, {}, base, mine, undefined);
    return this.preferMine ? own() : undefined;
  }

  private onlyTheirs(
    here: Element | undefined,
    base: Element | undefined,
    theirs: Element,
    mine: Element | undefined,
  ): Element | undefined {
    if (mine) {
      if (here) return undefined;
      // Where both have moved it, the conflict is told from my side.
      const both = base === undefined || !samePlace(base, mine);
      return both && this.preferMine ? undefined : this.element({ base, mine, theirs });
    }
    const own = () => this.element({ base: undefined, mine: undefined, theirs });
    if (!base) return own();
    // I have deleted it.
    if (here && this.isUntouched(base, theirs, 'mine')) return undefined;
    this.conflict(theirs, {}, base, undefined, theirs);
    return this.preferMine ? undefined : own();
  }

  /** What one side has deleted is as it was on the other, apart from what lives on elsewhere. */
  private isUntouched(base: Element, kept: Element, deleter: keyof Versions): boolean {
    if (base.flat.length !== kept.flat.length) return false;
    for (const [name, value] of base.attributes()) if (kept.get(name) !== value) return false;
    const [before, after] = [childrenOf(base), childrenOf(kept)];
    if (before.size !== after.size) return false;
    return [...after].every(([key, node]) => {
      const identity = node.kind === 'element' ? identityOf(node) : undefined;
      if (identity !== undefined && this.everywhere[deleter].has(identity)) return true;
      const was = before.get(key);
      return was !== undefined && equal(was, node);
    });
  }

  private order({ base, mine, theirs }: Versions, kept: ReadonlyMap<string, Node>): string[] {
    const wanted = new Set(kept.keys());
    const [was, my, their] = [base, mine, theirs].map((version) => [...childrenOf(version).keys()]) as [
      string[],
      string[],
      string[],
    ];
    const [inMine, inTheirs] = [new Set(my), new Set(their)];
    const common = new Set(was.filter((key) => inMine.has(key) && inTheirs.has(key)));
    const ofCommon = (order: readonly string[]) => order.filter((key) => common.has(key));
    const [wasOrder, myOrder, theirOrder] = [ofCommon(was), ofCommon(my), ofCommon(their)];
    const mineMoved = !sameOrder(wasOrder, myOrder);
    const theirsMoved = !sameOrder(wasOrder, theirOrder);
    if (mineMoved && theirsMoved && !sameOrder(myOrder, theirOrder) && ORDERED.has(mine?.name ?? '')) {
      this.conflict(mine as Element, {}, wasOrder.map(idOfKey), myOrder.map(idOfKey), theirOrder.map(idOfKey));
    }
    const [first, second] = mineMoved && (this.preferMine || !theirsMoved) ? [my, their] : [their, my];
    return interleaved(first, second, wanted);
  }

  private conflict(at: Element, more: Pick<Conflict, 'attribute'>, base: Side, mine: Side, theirs: Side): void {
    this.conflicts.push({ path: pathTo(at), id: nearestId(at), ...more, base, mine, theirs });
  }
}

const samePlace = (a: Element, b: Element): boolean =>
  a.parent === b.parent || (a.parent !== null && b.parent !== null && pathTo(a.parent) === pathTo(b.parent));

const idOfKey = (key: string): string => key.split('@')[1] ?? key;
