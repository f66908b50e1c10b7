import type { Element } from '../../../cib/xml/element.js';
import { configError } from '../log.js';
import type { Cluster } from '../model/cluster.js';

const SOURCE = 'unpack_template';

/**
 * A resource with its template taken in: agent and attributes are the template's, its children come
 * first. The resource itself if it has no template; undefined if that cannot be used, which is
 * logged.
 */
export function withTemplate(cluster: Cluster, original: Element): Element | undefined {
  const name = original.get('template');
  if (name === undefined) return original;
  const id = original.id ?? '';
  if (name === id) {
    configError(cluster, SOURCE, `The resource object '${id}' should not reference itself`);
    return undefined;
  }
  const template = cluster.find('template', name);
  if (template?.parent?.name !== 'resources') {
    configError(cluster, SOURCE, `No template named '${name}'`);
    return undefined;
  }
  const expanded = template.clone();
  expanded.name = original.name;
  expanded.set('id', id);
  const inherited = expanded.child('operations');
  const children = original.children.map((child) => expanded.append(child.clone()));
  const own = children.find((child): child is Element => child.kind === 'element' && child.name === 'operations');
  if (inherited && own) mergeOperations(inherited, own);
  return expanded;
}

/** Operations of the resource replace those of the template of the same name and role. */
function mergeOperations(inherited: Element, own: Element): void {
  const replaced = new Set([...own.elements()].map(operationKey));
  for (const operation of [...inherited.elements()]) {
    if (!replaced.has(operationKey(operation))) own.append(operation);
  }
  inherited.remove();
}

/** A role that is the ordinary one counts as none. */
function operationKey(operation: Element): string {
  const role = operation.get('role');
  const ordinary = role === undefined || /^(?:started|unpromoted|slave)$/i.test(role);
  return `${operation.get('name')}-${ordinary ? 'Unknown' : role}`;
}
