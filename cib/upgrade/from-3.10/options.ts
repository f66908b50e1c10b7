import type { Element, Node } from '../../xml/element.js';
import { type Rewriter, rewrite } from '../rewrite.js';
import type { Say } from '../step.js';
import type { Provenance } from './provenance.js';

/**
 * Sets in the order in which they take effect, after everything else in their element; and options
 * renamed or dropped that no longer exist.
 */
export function normalizeOptions(root: Element, provenance: Provenance, say: Say): Element {
  return rewrite(root, {
    copied: provenance.inherit,
    named: {
      cib: (element, go) => go.copy(element).set('validate-with', 'pacemaker-4.0'),
      nvpair: (pair, go) => option(pair, go, provenance, say),
      date_spec: (spec, go) => withoutMoon(spec, go, provenance, say),
      'fencing-level': (level, go) => (xpathNumber(level.get('index')) > 9 ? undefined : sorted(level, go)),
    },
    other: sorted,
  });
}

const NVSETS = new Set(['cluster_property_set', 'instance_attributes', 'meta_attributes', 'utilization']);
const isNvset = (node: Node): node is Element => node.kind === 'element' && NVSETS.has(node.name);

function sorted(element: Element, go: Rewriter): Element {
  const sets = element.children.filter(isNvset);
  if (sets.length === 0) return go.copy(element);
  const rest = element.children.filter((child) => !isNvset(child));
  return go.copy(element, [...rest, ...sets.sort(byPrecedence)]);
}

/** The set of the cluster's own options first, then by score; equal ones stay in order. */
function byPrecedence(a: Element, b: Element): number {
  const [ranksA, ranksB] = [ranks(a), ranks(b)];
  for (let i = 0; i < ranksA.length; i++) {
    const difference = (ranksB[i] as number) - (ranksA[i] as number);
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
  }
  return 0;
}

/**
 * The score in parts, each of which decides if those before it are equal. A score with a plus sign
 * is a number to the schema but not here, and ends up behind all others.
 */
function ranks(set: Element): number[] {
  const score = set.get('score');
  const value = xpathNumber(score);
  return [
    Number(set.name === 'cluster_property_set' && set.id === 'cib-bootstrap-options'),
    Number(score === 'INFINITY' || score === '+INFINITY'),
    value > 0 ? value : Number.NEGATIVE_INFINITY,
    Number(score === undefined || value === 0),
    value < 0 ? value : Number.NEGATIVE_INFINITY,
    Number(score === '-INFINITY'),
  ];
}

/** A number as XPath reads it; anything else, a plus sign included, is not a number. */
function xpathNumber(text: string | undefined): number {
  return text !== undefined && /^\s*-?(\d+(\.\d*)?|\.\d+)\s*$/.test(text) ? Number(text) : Number.NaN;
}

const RENAMED: Readonly<Record<string, string>> = {
  'crmd-finalization-timeout': 'join-finalization-timeout',
  'crmd-integration-timeout': 'join-integration-timeout',
  'crmd-transition-delay': 'transition-delay',
};

function option(pair: Element, go: Rewriter, provenance: Provenance, say: Say): Element | undefined {
  const [name = '', value] = [pair.get('name'), pair.get('value')];
  const ofCluster = pair.parent?.name === 'cluster_property_set';
  if (ofCluster && name === 'remove-after-stop') {
    say('warning', `Dropping nvpair ${pair.id ?? ''} because the remove-after-stop property is unsupported`);
    return undefined;
  }
  if (value === undefined) return undefined;
  const copy = sorted(pair, go);
  if (!ofCluster) return copy;
  if (Object.hasOwn(RENAMED, name)) provenance.change(copy.set('name', RENAMED[name] as string));
  if (name === 'stonith-action' && value === 'poweroff') provenance.change(copy.set('value', 'off'));
  return copy;
}

function withoutMoon(spec: Element, go: Rewriter, provenance: Provenance, say: Say): Element {
  const copy = sorted(spec, go);
  if (!copy.unset('moon')) return copy;
  say('warning', `Dropping moon attribute from date spec ${spec.id ?? ''} because moon phase is no longer supported`);
  return provenance.change(copy);
}
