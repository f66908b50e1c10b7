import type { Element } from '../../xml/element.js';
import { mapAttributes, type Rewriter, rewrite } from '../rewrite.js';
import type { Say } from '../step.js';
import { clusterPropertySet, configuration } from './cluster-options.js';
import { announce, find, type ReplacementTable } from './replacements.js';
import { resource } from './resources.js';
import { COLOCATION_ATTRIBUTES, NODE_ATTRIBUTES } from './retired.js';

/** Renames, moves and drops what was retired with 3.0. Expects that no set stands for another by id-ref. */
export function retireOptions(root: Element, say: Say): Element {
  return rewrite(root, {
    named: {
      cib: (element, go) => go.copy(element).set('validate-with', 'pacemaker-3.0'),
      configuration,
      cluster_property_set: (element, go) => clusterPropertySet(element, go, say),
      primitive: (element, go) => resource(element, go, say),
      template: (element, go) => resource(element, go, say),
      node: (element, go) =>
        retireAttributes(element, NODE_ATTRIBUTES, `${element.get('uname') ?? ''} (id=${element.id ?? ''})`, go, say),
      rsc_colocation: (element, go) => retireAttributes(element, COLOCATION_ATTRIBUTES, element.id ?? '', go, say),
    },
  });
}

function retireAttributes(old: Element, table: ReplacementTable, about: string, go: Rewriter, say: Say): Element {
  const copy = mapAttributes(old, (name, value) => {
    const replacement = find(table, name, value);
    if (!replacement) return [name, value];
    announce(table, about, replacement, say);
    return replacement.as === undefined ? undefined : [replacement.as, replacement.value ?? value];
  });
  for (const child of go.nodes(old.children)) copy.append(child);
  return copy;
}
