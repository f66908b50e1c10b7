import { Comment, type Element, type Node } from '../xml/element.js';
import { parsePath, type Step, stepMatches } from './path.js';

export interface Found {
  /** null for the root */
  readonly parent: Element | null;
  readonly node: Node;
}

/** Below this many children, or this many searches among them, looking is cheaper than indexing. */
const LONG_LIST = 32;
const MANY_SEARCHES = 4;

/**
 * Finds nodes by path. It indexes long lists of children that are searched often, so it has to hear
 * of removals, of nodes put last, and of changed ids; of other insertions it must not be asked after.
 */
export class Lookup {
  private readonly searches = new Map<Element, number>();
  /** By name and id; several nodes of one key in document order. */
  private readonly tables = new Map<Element, Map<string, Element[]>>();

  constructor(private readonly root: Element) {}

  /** `commentAt` restricts comments (not elements), which have nothing else to be told apart by, to that index. */
  find(path: string, commentAt?: number): Found | undefined {
    const [first, ...steps] = parsePath(path) as [Step, ...Step[]];
    if (!stepMatches(this.root, first)) return undefined;
    let found: Found = { parent: null, node: this.root };
    for (const [i, step] of steps.entries()) {
      const parent: Node = found.node;
      if (parent.kind !== 'element') return undefined;
      const node = this.child(parent, step, i === steps.length - 1 ? commentAt : undefined);
      if (!node) return undefined;
      found = { parent, node };
    }
    return found;
  }

  removed({ parent, node }: Found): void {
    if (!parent || node.kind !== 'element') return;
    const list = this.tables.get(parent)?.get(keyOf(node));
    if (list) list.splice(list.indexOf(node), 1);
  }

  putLast({ parent, node }: Found): void {
    if (!parent || node.kind !== 'element') return;
    this.tables.get(parent)?.get(keyOf(node))?.push(node);
  }

  renamed(element: Element): void {
    if (element.parent) this.tables.delete(element.parent);
  }

  private child(parent: Element, step: Step, commentAt: number | undefined): Node | undefined {
    const { children } = parent;
    if (step.id !== undefined && children.length >= LONG_LIST) {
      const searches = (this.searches.get(parent) ?? 0) + 1;
      this.searches.set(parent, searches);
      if (searches > MANY_SEARCHES) return this.table(parent).get(`${step.name}/${step.id}`)?.[0];
    }
    return children.find(
      (child, i) =>
        stepMatches(child, step) && (commentAt === undefined || i === commentAt || !(child instanceof Comment)),
    );
  }

  private table(parent: Element): Map<string, Element[]> {
    const known = this.tables.get(parent);
    if (known) return known;
    const table = new Map<string, Element[]>();
    for (const element of parent.elements()) {
      const key = keyOf(element);
      const list = table.get(key);
      if (list) list.push(element);
      else table.set(key, [element]);
    }
    this.tables.set(parent, table);
    return table;
  }
}

const keyOf = ({ name, id }: Element): string => (id === undefined ? name : `${name}/${id}`);
