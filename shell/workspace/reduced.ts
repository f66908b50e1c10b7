import type { Element } from '../../cib/xml/element.js';
import type { Workspace } from './workspace.js';

const AGENT = ['class', 'provider', 'type'];

/**
 * A primitive as the cluster sees it: with what its template gives it. A copy, if there is one;
 * undefined if the template is missing.
 */
export function reduced(workspace: Workspace, primitive: Element): Element | undefined {
  const name = primitive.get('template');
  if (!name) return primitive;
  const template = workspace.findResource(name)?.element;
  if (template?.name !== 'template') return undefined;
  const whole = primitive.cloneShallow();
  whole.parent = primitive.parent;
  for (const attribute of AGENT) {
    const value = template.get(attribute);
    if (value !== undefined) whole.set(attribute, value);
  }
  for (const child of primitive.elements()) whole.append(child.clone());
  for (const child of template.elements()) mergeInto(whole, child);
  return whole;
}

/** What the primitive says itself goes before what the template says. */
function mergeInto(primitive: Element, child: Element): void {
  const own = primitive.child(child.name);
  if (!own) {
    primitive.append(child.clone());
    return;
  }
  const known = new Set([...own.elements()].map(keyOf));
  for (const part of child.elements()) if (!known.has(keyOf(part))) own.append(part.clone());
}

const keyOf = (part: Element): string =>
  [part.name, part.get('name'), part.name === 'op' ? part.get('interval') : ''].join(' ');
