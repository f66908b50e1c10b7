import { isKnown } from '../../cib/schema/versions.js';
import type { Element } from '../../cib/xml/element.js';
import type { Workspace } from './workspace.js';

export interface Verdict {
  /** What makes the configuration unusable, a line each. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/** Does the edited configuration conform to its schema, and do its references resolve? */
export async function verify(workspace: Workspace): Promise<Verdict> {
  const { validateConfigured } = await import('../../cib/schema/validate.js');
  if (!isKnown(workspace.cib.get('validate-with'))) {
    return { errors: [], warnings: ['the CIB names no known schema, so that it cannot be checked'] };
  }
  const findings = await validateConfigured(workspace.cib);
  return { errors: findings.map(({ path, message }) => `${path}: ${message}`), warnings: warningsOf(workspace) };
}

/** What is allowed but is hardly meant. */
function warningsOf(workspace: Workspace): string[] {
  const nodes = new Set(workspace.nodes.map((node) => node.toLowerCase()));
  return workspace.objects.flatMap(({ id, element }) => {
    const node = element.name === 'rsc_location' ? element.get('node') : undefined;
    const warnings: string[] = [];
    if (node !== undefined && !nodes.has(node.toLowerCase()))
      warnings.push(`${id}: referenced node ${node} does not exist`);
    return [...warnings, ...insideGroup(workspace, id, element)];
  });
}

function insideGroup(workspace: Workspace, id: string, element: Element): string[] {
  if (element.name !== 'rsc_colocation') return [];
  return ['rsc', 'with-rsc'].flatMap((name) => {
    const resource = element.get(name);
    const parent = resource === undefined ? undefined : workspace.findResource(resource)?.element.parent;
    return parent?.name === 'group'
      ? [`${id}: resource ${resource} is grouped, constraints should apply to the group`]
      : [];
  });
}
