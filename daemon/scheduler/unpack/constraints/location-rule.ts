import { parseScore } from '../../../../cib/number/score.js';
import { resolveReference } from '../../../../cib/rules/reference.js';
import { evaluateRule } from '../../../../cib/rules/rule.js';
import { replaceSubmatches } from '../../../../cib/rules/submatch.js';
import { passes } from '../../../../cib/rules/verdict.js';
import type { Element } from '../../../../cib/xml/element.js';
import { configError, note } from '../../log.js';
import { candidate } from '../../model/candidates.js';
import type { Cluster } from '../../model/cluster.js';
import type { Candidate, Node } from '../../model/node.js';
import type { Resource } from '../../model/resource.js';
import { nodeAttribute } from '../../place/attribute.js';
import { noteNextChange, ruleContext } from '../context.js';
import { parameters } from '../meta.js';
import { locationRole } from './location.js';
import { addLocation } from './new-location.js';

type Submatches = readonly (string | undefined)[] | undefined;

/** The rule of an `rsc_location`: nodes that it holds for get its score, or that of a node attribute. */
export function addLocationRule(
  resource: Resource,
  constraint: Element,
  element: Element,
  submatches: Submatches,
): void {
  const { cluster } = resource;
  const rule = resolveReference(element, ruleContext(cluster));
  if (!rule) return;
  const role = locationRole(rule.get('role'));
  const fault = faultOf(rule);
  if (fault !== undefined || role === undefined || rule.id === undefined) {
    const text = `Ignoring location constraint '${constraint.id}' because ${fault}`;
    configError(cluster, 'generate_location_rule', text);
    return;
  }
  const attribute = rule.get('score-attribute');
  const fixed = attribute === undefined ? fixedScore(resource, rule) : 0;
  if (fixed === undefined) return;
  const named = attribute === undefined ? undefined : replaceSubmatches(attribute, submatches);

  const nodes: Candidate[] = [];
  if (named === undefined) {
    for (const node of nodesThatPass(resource, rule, submatches)) nodes.push(candidate(node, fixed));
  } else {
    for (const node of cluster.nodes) {
      if (!holds(resource, node, rule, submatches)) continue;
      const score = scoreFromAttribute(constraint.id ?? '', named, node, resource);
      if (score !== undefined) nodes.push(candidate(node, score));
    }
  }
  // The peer's list begins with the node found last
  addLocation(rule.id, resource, nodes.reverse(), role, constraint.get('resource-discovery'));
}

function faultOf(rule: Element): string | undefined {
  if (rule.id === undefined) return 'its rule has no id';
  const role = rule.get('role');
  if (locationRole(role) === undefined) return `rule '${rule.id}' has invalid role '${role}'`;
  const operator = rule.get('boolean-op') ?? 'and';
  return /^(?:and|or)$/i.test(operator) ? undefined : `rule '${rule.id}' has invalid boolean-op '${operator}'`;
}

/** By all that a rule is made of; in rules alike, as configurations have many of, that is the same for all resources. */
const passed = new WeakMap<Cluster, Map<string, readonly Node[]>>();

function nodesThatPass(resource: Resource, rule: Element, submatches: Submatches): readonly Node[] {
  const { cluster } = resource;
  const key = submatches ? undefined : keyOfPlain(rule);
  const known = passed.get(cluster) ?? new Map<string, readonly Node[]>();
  passed.set(cluster, known);
  const found = key === undefined ? undefined : known.get(key);
  if (found) return found;
  const lines = cluster.log.length;
  const nodes = cluster.nodes.filter((node) => holds(resource, node, rule, submatches));
  // What is logged is to be logged for each constraint
  if (key !== undefined && cluster.log.length === lines) known.set(key, nodes);
  return nodes;
}

/** All that a rule is made of, if that is nothing but node attributes and their values. */
function keyOfPlain(rule: Element): string | undefined {
  let key = rule.get('boolean-op') ?? '';
  for (const child of rule.children) {
    if (child.kind !== 'element') continue;
    if (child.name !== 'expression' || child.has('id-ref') || child.has('value-source')) return undefined;
    const { flat } = child;
    for (let i = 0; i < flat.length; i += 2) key += flat[i] === 'id' ? '\n' : ` ${flat[i]}="${flat[i + 1]}"`;
  }
  return key;
}

function holds(resource: Resource, node: Node, rule: Element, submatches: Submatches): boolean {
  const { cluster, meta } = resource;
  // Few rules look at parameters, and rules may make those differ by node
  const criteria = { node, meta, parameters: () => parameters(resource, node), submatches };
  const { verdict, nextChange } = evaluateRule(rule, ruleContext(cluster, criteria));
  noteNextChange(cluster, nextChange);
  return passes(verdict);
}

function fixedScore({ cluster }: Resource, rule: Element): number | undefined {
  const text = rule.get('score');
  const ignoring = `Ignoring location constraint rule ${rule.id} because`;
  if (text === undefined) {
    configError(cluster, 'score_from_rule', `${ignoring} neither score nor score-attribute was specified`);
    return undefined;
  }
  const score = parseScore(text, cluster.options.healthScores);
  if (score === undefined) {
    const problem = `'${text}' is not a valid score: Bad input value provided`;
    configError(cluster, 'score_from_rule', `${ignoring} ${problem}`);
  }
  return score;
}

function scoreFromAttribute(constraint: string, name: string, node: Node, resource: Resource): number | undefined {
  const { cluster } = resource;
  const text = nodeAttribute(node, name, resource.meta.get('container-attribute-target'), 'current');
  if (text === undefined || text === '') {
    const because = `it has no node attribute ${name}`;
    note(
      cluster,
      'info',
      SOURCE,
      `Ignoring location ${constraint} for ${resource.id} on ${node.name} because ${because}`,
    );
    return undefined;
  }
  const score = parseScore(text, cluster.options.healthScores);
  if (score === undefined) {
    const because = `node attribute ${name} value '${text}' is not a valid score: Bad input value provided`;
    note(cluster, 'warning', SOURCE, `Ignoring location ${constraint} for node ${node.name} because ${because}`);
  }
  return score;
}

const SOURCE = 'score_from_attr';
