import type { Element } from '../../cib/xml/element.js';
import type { ConfiguredObject } from '../syntax/objects.js';
import { isConstraint, resourcesOf } from '../workspace/constraints.js';
import { reduced } from '../workspace/reduced.js';
import type { Workspace } from '../workspace/workspace.js';
import { type CheckFinding, warning } from './finding.js';

/** References to what is not there, or not what it should be. */
export function checkReferences(workspace: Workspace, { id, element }: ConfiguredObject): CheckFinding[] {
  if (element.name === 'fencing-topology') return checkTopology(workspace, id, element);
  if (!isConstraint(element)) return [];
  return [
    ...(element.name === 'rsc_location' ? checkLocation(workspace, id, element) : []),
    ...resourcesOf(element).flatMap((resource) => checkSubject(workspace, id, element, resource)),
  ];
}

function checkLocation(workspace: Workspace, id: string, location: Element): CheckFinding[] {
  const findings: CheckFinding[] = [];
  const mention = (node: string | undefined) => {
    if (node && !workspace.isNode(node)) findings.push(warning(`${id}: referenced node ${node} does not exist`));
  };
  mention(location.get('node'));
  const pattern = location.get('rsc-pattern');
  if (pattern && !isExpression(pattern)) {
    findings.push(warning(`${id}: '${pattern}' may not be a valid regular expression`));
  }
  for (const rule of location.elements('rule')) {
    for (const expression of rule.elements('expression')) {
      if (expression.get('attribute') === '#uname') mention(expression.get('value'));
    }
  }
  return findings;
}

function isExpression(pattern: string): boolean {
  try {
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}

const CONTAINERS = new Set(['clone', 'master', 'bundle']);

function checkSubject(workspace: Workspace, id: string, constraint: Element, resource: string): CheckFinding[] {
  const parent = workspace.findResource(resource)?.element.parent?.name ?? '';
  if (!workspace.findResource(resource)) return [warning(`${id}: resource ${resource} does not exist`)];
  if (parent === 'group' && constraint.name === 'rsc_colocation') {
    return [warning(`${id}: resource ${resource} is grouped, constraints should apply to the group`)];
  }
  return CONTAINERS.has(parent)
    ? [warning(`${id}: resource ${resource} ambiguous, apply constraints to container`)]
    : [];
}

function checkTopology(workspace: Workspace, id: string, topology: Element): CheckFinding[] {
  const levels = [...topology.elements('fencing-level')];
  const targets = levels.flatMap((level) => level.get('target') ?? []);
  const devices = levels.flatMap((level) => (level.get('devices') ?? '').split(','));
  return [
    ...targets
      .filter((target) => !workspace.isNode(target))
      .map((target) => warning(`${id}: target ${target} not a node`)),
    ...devices.flatMap((device) => {
      const found = workspace.findResource(device)?.element;
      if (!found) return [warning(`${id}: resource ${device} does not exist`)];
      const fences = found.name === 'primitive' && reduced(workspace, found)?.get('class') === 'stonith';
      return fences ? [] : [warning(`${id}: ${device} not a stonith resource`)];
    }),
  ];
}
