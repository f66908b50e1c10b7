import type { Element } from '../../xml/element.js';
import { type Rule, rewrite } from '../rewrite.js';
import type { Say } from '../step.js';
import type { Provenance } from './provenance.js';
import { Unsupported } from './unsupported.js';

/** Drops resources of kinds that are no longer supported, what that leaves empty, and constraints about them. */
export function removeUnsupported(root: Element, provenance: Provenance, say: Say): Element {
  const gone = new Unsupported(root);
  const unless =
    (drop: (element: Element) => boolean, tell?: (element: Element) => void): Rule =>
    (element, go) => {
      if (!drop(element)) return go.copy(element);
      tell?.(element);
      return undefined;
    };
  const constraint = (...attributes: readonly string[]): Rule =>
    unless((element) => gone.constraint(element, attributes));
  const emptied = (element: Element): void =>
    say('info', `Dropping ${element.name} ${element.id ?? ''} because it would become empty`);
  return rewrite(root, {
    copied: provenance.inherit,
    named: {
      template: unless(gone.template, (element) => retiredClass('template', element, element.get('class'), say)),
      primitive: unless(gone.primitive, (element) => retiredClass('resource', element, gone.classOf(element), say)),
      group: unless(gone.group, emptied),
      clone: unless(gone.clone, emptied),
      bundle: unless(gone.bundle, ({ id = '' }) =>
        say('warning', `Dropping bundle resource ${id} because rkt containers are no longer supported`),
      ),
      nvpair: unless(isUnsupportedMeta, (pair) => dropMeta(pair, say)),
      resource_ref: unless(gone.reference),
      resource_set: unless(gone.resourceSet),
      rsc_location: constraint('rsc'),
      rsc_ticket: constraint('rsc'),
      rsc_colocation: constraint('rsc', 'with-rsc'),
      rsc_order: constraint('first', 'then'),
    },
  });
}

function retiredClass(what: string, element: Element, kind: string | undefined, say: Say): void {
  say('warning', `Dropping ${what} ${element.id ?? ''} because ${kind ?? ''} resources are no longer supported`);
}

const RESOURCES = ['template', 'primitive', 'group', 'clone', 'bundle', 'rsc_defaults'];
const OPERATIONS = ['op', 'op_defaults'];

/** By name: where such a meta-attribute is dropped, and what to use instead. */
const UNSUPPORTED_META: Readonly<Record<string, { readonly of: readonly string[]; readonly instead: string }>> = {
  'restart-type': { of: RESOURCES, instead: 'the "kind" attribute for relevant constraints' },
  can_fail: { of: OPERATIONS, instead: 'the "on-fail" operation attribute instead' },
  role_after_failure: { of: OPERATIONS, instead: 'the "on-fail" operation attribute instead' },
};

const unsupportedMeta = (pair: Element) => {
  const name = pair.get('name') ?? '';
  return Object.hasOwn(UNSUPPORTED_META, name) ? UNSUPPORTED_META[name] : undefined;
};

function isUnsupportedMeta(pair: Element): boolean {
  const set = pair.parent;
  return set?.name === 'meta_attributes' && (unsupportedMeta(pair)?.of.includes(set.parent?.name ?? '') ?? false);
}

function dropMeta(pair: Element, say: Say): void {
  const [name, set] = [pair.get('name') ?? '', pair.parent?.id ?? ''];
  const advice = `Consider setting ${unsupportedMeta(pair)?.instead}`;
  say('warning', `Dropping ${name} meta-attribute from ${set} because it is no longer supported. ${advice}`);
}
