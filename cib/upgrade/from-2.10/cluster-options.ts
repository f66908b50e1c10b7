import { Element, type Node } from '../../xml/element.js';
import type { Rewriter } from '../rewrite.js';
import type { Say } from '../step.js';
import { commentsBefore, hasPair, replacePair, rewriteSet, unconditional } from './nvset.js';
import { announce, find, type Replacement } from './replacements.js';
import { CLUSTER_OPTIONS } from './retired.js';

const retiredOption = (pair: Element): Replacement | undefined =>
  find(CLUSTER_OPTIONS, pair.get('name') ?? '', pair.get('value') ?? '');

/** A set of cluster options without those that are retired or have become defaults. */
export function clusterPropertySet(set: Element, go: Rewriter, say: Say): Element | undefined {
  return rewriteSet(set, go, 'with pair', (pair) => {
    const replacement = retiredOption(pair);
    if (!replacement) return go.copy(pair);
    announce(CLUSTER_OPTIONS, pair.id ?? '', replacement, say);
    return replacement.as === undefined || replacement.under ? 'dropped' : replacePair(pair, replacement);
  });
}

const DEFAULTS = ['op_defaults', 'rsc_defaults'] as const;
type Defaults = (typeof DEFAULTS)[number];

/**
 * The configuration with the cluster options that have become defaults moved there: into the first
 * unconditional set, or into one made for them if the section is missing. Where the section exists
 * but has only conditional sets, they are lost, and so are options that were conditional.
 */
export function configuration(old: Element, go: Rewriter): Element {
  const copy = go.shallow(old);
  for (const child of old.children) {
    const nodes = isDefaults(child) ? [withOptions(child, movedInto(child.name as Defaults, old), go)] : go.node(child);
    for (const node of nodes) copy.append(node);
  }
  for (const name of DEFAULTS) {
    if (old.child(name)) continue;
    const moved = movedInto(name, old);
    if (moved.length === 0) continue;
    const id = `_2TO3_-${name.replace('_', '-')}`;
    copy.append(new Element(name, {}, [new Element('meta_attributes', { id }, moved)]));
  }
  return copy;
}

const isDefaults = (node: Node): node is Element =>
  node.kind === 'element' && (DEFAULTS as readonly string[]).includes(node.name);

function withOptions(section: Element, moved: readonly Node[], go: Rewriter): Element {
  const [first] = unconditional(section, 'meta_attributes');
  const copy = go.shallow(section);
  for (const child of section.children) {
    for (const node of go.node(child)) {
      copy.append(node);
      if (child === first) for (const pair of moved) (node as Element).append(pair);
    }
  }
  return copy;
}

/** The pairs that move to a section of defaults, each after the comments it had before it. */
function movedInto(section: Defaults, old: Element): Node[] {
  const existing = [...old.elements(section)].flatMap((defaults) => unconditional(defaults, 'meta_attributes'));
  const moved: Node[] = [];
  for (const options of old.elements('crm_config')) {
    for (const set of unconditional(options, 'cluster_property_set')) {
      for (const pair of set.elements('nvpair')) {
        const replacement = retiredOption(pair);
        if (replacement?.under !== section) continue;
        if (existing.some((defaults) => hasPair(defaults, replacement.as ?? ''))) continue;
        moved.push(...commentsBefore(pair), replacePair(pair, replacement));
      }
    }
  }
  return moved;
}
