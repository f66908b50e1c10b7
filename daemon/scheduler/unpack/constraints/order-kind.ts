import { parseScore } from '../../../../cib/number/score.js';
import type { Element } from '../../../../cib/xml/element.js';
import { configError, configWarning, warnOnce } from '../../log.js';
import { Relation } from '../../model/action.js';
import type { Cluster } from '../../model/cluster.js';
import { booleanValue } from './lookup.js';

export type OrderKind = 'Optional' | 'Mandatory' | 'Serialize';

/** How orderings made of one constraint relate to each other. */
export type Symmetry =
  /** Only as written. */
  | 'none'
  /** As written, with an inverse. */
  | 'forth'
  /** The inverse. */
  | 'back';

const SOURCE = 'get_ordering_type';

export function orderKind(cluster: Cluster, element: Element): OrderKind {
  const kind = element.get('kind');
  if (kind === 'Optional' || kind === 'Mandatory' || kind === 'Serialize') return kind;
  if (kind !== undefined) {
    const problem = `Resetting 'kind' for constraint ${element.id ?? 'missing ID'} to 'Mandatory'`;
    configError(cluster, SOURCE, `${problem} because '${kind}' is not valid`);
    return 'Mandatory';
  }
  const score = element.get('score');
  if (score === undefined) return 'Mandatory';
  const use = "(use 'kind' instead)";
  const text = `Support for 'score' in rsc_order is deprecated and will be removed in a future release ${use}`;
  warnOnce(cluster, SOURCE, 'order score', text);
  return (parseScore(score, cluster.options.healthScores) ?? 0) === 0 ? 'Optional' : 'Mandatory';
}

/**
 * Whether an element (constraint or set) has an inverse.
 * @param parent kind and symmetry, as written, of the constraint that a set is in
 */
export function symmetryOf(
  cluster: Cluster,
  element: Element,
  parent: { readonly kind: OrderKind; readonly symmetrical?: string | undefined },
): Symmetry {
  const own = element.has('kind') || element.has('score');
  const kind = own ? orderKind(cluster, element) : parent.kind;
  let symmetrical = booleanValue(element.get('symmetrical'));
  if (symmetrical === undefined && parent.symmetrical !== undefined) {
    symmetrical = booleanValue(parent.symmetrical) === true;
  }
  if (symmetrical === undefined) return kind === 'Serialize' ? 'none' : 'forth';
  if (!symmetrical) return 'none';
  if (kind !== 'Serialize') return 'forth';
  const text = `Ignoring symmetrical for '${element.id}' because not valid with kind of 'Serialize'`;
  configWarning(cluster, 'get_ordering_symmetry', text);
  return 'none';
}

const UP: readonly string[] = ['start', 'promote', 'migrate_from'];

/** How the first action bears on the other, by kind. */
export function orderFlags(kind: OrderKind, first: string, symmetry: Symmetry): number {
  if (kind === 'Optional') return Relation.ordered;
  if (kind === 'Serialize') return Relation.serialize;
  switch (symmetry) {
    case 'none':
      return Relation.ordered | Relation.asymmetric;
    case 'forth': {
      const blocks = UP.includes(first) ? Relation.unrunnableFirstBlocks : 0;
      return Relation.ordered | Relation.firstImpliesThen | blocks;
    }
    case 'back':
      return Relation.ordered | Relation.thenImpliesFirst;
  }
}

const INVERSE: Readonly<Record<string, string>> = {
  start: 'stop',
  stop: 'start',
  promote: 'demote',
  demote: 'promote',
  promoted: 'demoted',
  demoted: 'promoted',
  running: 'stopped',
  stopped: 'running',
};

/** The action that undoes another. */
export function inverseOf(cluster: Cluster, action: string): string | undefined {
  const inverse = INVERSE[action];
  if (inverse === undefined) {
    configWarning(cluster, 'invert_action', `Unknown action '${action}' specified in order constraint`);
  }
  return inverse;
}
