import { parseScore } from '../../../../cib/number/score.js';
import { note } from '../../log.js';
import type { Node } from '../../model/node.js';
import { topResource, within } from '../../model/relations.js';
import type { Resource } from '../../model/resource.js';
import { nodeAttribute } from '../../place/attribute.js';
import { withoutInstance } from '../../unpack/find.js';

export interface PromotionScore {
  readonly score: number;
  /** The agent has set it. */
  readonly known: boolean;
}

const NONE: PromotionScore = { score: 0, known: false };

/** The promotion score that an agent has set for an instance, by node; of a group, the sum of its members'. */
export function promotionScores(instance: Resource): (node: Node) => PromotionScore {
  if (instance.children.length === 0) {
    const names = attributeNames(instance);
    return (node) => ownScore(instance, node, names);
  }
  const members = instance.children.map(promotionScores);
  return (node) => {
    const scores = members.map((scoreOn) => scoreOn(node));
    return { score: scores.reduce((sum, { score }) => sum + score, 0), known: scores.some(({ known }) => known) };
  };
}

function ownScore(instance: Resource, node: Node, names: readonly string[]): PromotionScore {
  const text = scoreText(instance, node, names);
  if (text === undefined || !applies(instance, node)) return NONE;
  const score = parseScore(text, instance.cluster.options.healthScores);
  if (score === undefined) {
    const because = `'${text}' is not a valid score: Bad input value provided`;
    const problem = `Using 0 as promotion score for ${instance.id} on ${node.name} because ${because}`;
    note(instance.cluster, 'warning', 'promotion_score', problem);
  }
  return { score: score ?? 0, known: true };
}

/** Node attributes that may hold the score of an instance: the first that is set does. */
function attributeNames({ historyId, id, unique }: Resource): string[] {
  const names = [historyId ?? id];
  const name = withoutInstance(id);
  if (!unique && name !== id && name !== historyId) names.push(name);
  return names.map((each) => `master-${each}`);
}

function scoreText({ meta, unassigned }: Resource, node: Node, names: readonly string[]): string | undefined {
  for (const name of names) {
    // Only guests have the attributes of another node
    const target = node.kind !== 'cluster' ? meta.get('container-attribute-target') : undefined;
    const value = nodeAttribute(node, name, target, unassigned ? 'current' : 'assigned');
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Whether a score for a node says something of this instance: it is active or was probed there. */
function applies(instance: Resource, node: Node): boolean {
  const allowed = instance.candidates.scoreOn(node);
  if (allowed === undefined || allowed < 0) return false;
  if (!instance.unique) {
    const id = withoutInstance(instance.id);
    const peers = sameInAll(topResource(instance), id);
    const active = peers.find(({ activeNodes }) => activeNodes.includes(node));
    if (active === instance) return true;
    if (!active && peers.some(({ probed }) => probed.has(node))) return true;
  }
  if (instance.activeNodes.length === 0 && instance.probed.size === 0) return true;
  return instance.probed.has(node) || instance.activeNodes.includes(node);
}

/** In each instance of a clone, the resource that is an instance of the same primitive. */
function sameInAll(clone: Resource, id: string): Resource[] {
  return clone.children.flatMap((child) => {
    for (const each of within(child)) if (each.id === id || each.xml.id === id) return [each];
    return [];
  });
}
