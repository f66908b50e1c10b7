import { INFINITY_SCORE } from '../../../../cib/number/score.js';
import { addScores } from '../../model/candidates.js';
import type { Colocation } from '../../model/constraint.js';
import type { Node } from '../../model/node.js';
import type { Clone, Resource } from '../../model/resource.js';
import { Role } from '../../model/role.js';
import { attributeClass, attributeClasses } from '../../place/attribute.js';
import { keepTo } from '../../place/colocation/apply.js';
import { compatibleInstance } from '../../place/compatible.js';
import { assignedNode, assignedScore } from '../../place/whereabouts.js';
import { kindOf } from '../kinds.js';

/** A dependent that is being placed goes where instances of a promotable clone have the role it asks for. */
export function attractByRole(dependent: Resource, clone: Clone, colocation: Colocation): void {
  const nodes = new Map<Node, number>();
  for (const instance of clone.children) {
    const node = assignedNode(instance);
    if (!node || kindOf(instance).place.nextRole(instance) !== colocation.primaryRole) continue;
    addWhereEqual(dependent, clone, node, colocation);
    nodes.set(node, assignedScore(instance));
  }
  const bothPromoted = colocation.dependentRole === Role.promoted && colocation.primaryRole === Role.promoted;
  if (colocation.score >= INFINITY_SCORE && !bothPromoted) keepTo(dependent, nodes, true, colocation);
}

function addWhereEqual(
  dependent: Resource,
  clone: Clone,
  node: Node,
  { id, attribute, score: added }: Colocation,
): void {
  if (added >= INFINITY_SCORE) return;
  const classes = attributeClasses(clone.cluster, attribute);
  const wanted = attributeClass(node, classes, clone);
  const { nodes, scores } = dependent.candidates;
  nodes.forEach((node, i) => {
    if (attributeClass(node, classes, dependent) !== wanted) return;
    scores[i] = addScores(scores[i] as number, added);
    clone.cluster.ledger?.add(dependent, node, added, { source: 'colocation', id, other: clone.id });
  });
}

/**
 * A dependent that may be promoted gains (or loses all) priority by whether an instance with the role it
 * asks for is where it is.
 * @returns what was added
 */
export function attractPromoted(dependent: Resource, clone: Clone, colocation: Colocation): number {
  const { primaryRole: role, attribute, score } = colocation;
  if (compatibleInstance(dependent, clone.children, { role, current: false, attribute })) {
    dependent.priority = addScores(dependent.priority, score);
    return score;
  }
  if (score < INFINITY_SCORE) return 0;
  dependent.priority = -INFINITY_SCORE;
  return -INFINITY_SCORE;
}
