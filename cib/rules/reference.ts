import type { Element } from '../xml/element.js';
import type { RuleContext } from './context.js';

/** The element itself, or the one its id-ref means: the only one of that name and id in the document. */
export function resolveReference(
  element: Element,
  context: Pick<RuleContext, 'resolve' | 'report'>,
): Element | undefined {
  const id = element.get('id-ref');
  if (id === undefined) return element;
  const resolve = context.resolve ?? ((name, wanted) => onlyElement(rootOf(element), name, wanted));
  const target = resolve(element.name, id);
  if (target) return target;
  context.report?.({
    level: 'error',
    source: 'pcmk__xe_resolve_idref',
    message: `Ignoring invalid ${element.name} configuration: id-ref '${id}' does not reference a valid object`,
  });
  return undefined;
}

function rootOf(element: Element): Element {
  let root = element;
  while (root.parent) root = root.parent;
  return root;
}

function onlyElement(root: Element, name: string, id: string): Element | undefined {
  let found: Element | undefined;
  for (const element of root.walk()) {
    if (element.name !== name || element.id !== id) continue;
    if (found) return undefined;
    found = element;
  }
  return found;
}
