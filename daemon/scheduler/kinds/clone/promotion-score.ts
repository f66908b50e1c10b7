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

/** The promotion score that an agent has set for an instance on a node; of a group, the sum of its members'. */
export function promotionScore(instance: Resource, node: Node): PromotionScore {
  if (instance.children.length > 0) {
    const scores = instance.children.map((child) => promotionScore(child, node));
    return { score: scores.reduce((sum, { score }) => sum + score, 0), known: scores.some(({ known }) => known) };
  }
  const text = scoreText(instance, node);
  if (text === undefined || !applies(instance, node)) return NONE;
  const score = parseScore(text, instance.cluster.options.healthScores);
  if (score === undefined) {
    const because = `'${text}' is not a valid score: Bad input value provided`;
    const problem = `Using 0 as promotion score for ${instance.id} on ${node.name} because ${because}`;
    note(instance.cluster, 'warning', 'promotion_score', problem);
  }
  return { score: score ?? 0, known: true };
}

function scoreText(instance: Resource, node: Node): string | undefined {
  const target = instance.meta.get('container-attribute-target');
  const value = (name: string): string | undefined =>
    nodeAttribute(node, `master-${name}`, target, instance.unassigned ? 'current' : 'assigned');
  const found = value(instance.historyId ?? instance.id);
  if (found !== undefined || instance.unique) return found;
  const name = withoutInstance(instance.id);
  return name === instance.id ? undefined : value(name);
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
