import type { Element } from '../../cib/xml/element.js';
import type { Kind } from './kind.js';
import { ACL_GROUP, ACL_TARGET, ROLE, USER } from './kinds/acl.js';
import { ALERT } from './kinds/alert.js';
import { BUNDLE } from './kinds/bundle.js';
import { COLOCATION, ORDER, TICKET } from './kinds/constraint.js';
import { CLONE, GROUP, MASTER } from './kinds/container.js';
import { FENCING_TOPOLOGY } from './kinds/fencing_topology.js';
import { LOCATION } from './kinds/location.js';
import { NODE } from './kinds/node.js';
import { PRIMITIVE, TEMPLATE } from './kinds/primitive.js';
import { OP_DEFAULTS, PROPERTY, RSC_DEFAULTS } from './kinds/property.js';
import { TAG } from './kinds/tag.js';

/** Every kind of configured object, in the order of their ranks. */
export const KINDS: readonly Kind[] = [
  NODE,
  TEMPLATE,
  PRIMITIVE,
  BUNDLE,
  GROUP,
  MASTER,
  CLONE,
  TAG,
  LOCATION,
  COLOCATION,
  ORDER,
  TICKET,
  FENCING_TOPOLOGY,
  PROPERTY,
  RSC_DEFAULTS,
  OP_DEFAULTS,
  ROLE,
  ACL_TARGET,
  ACL_GROUP,
  USER,
  ALERT,
];

const byWord = new Map(KINDS.flatMap((kind) => [kind.keyword, ...(kind.aliases ?? [])].map((word) => [word, kind])));
const byElement = new Map(
  KINDS.filter(({ element }) => element !== 'meta_attributes').map((kind) => [kind.element, kind]),
);

/** The kind a command of crm syntax is about. */
export const kindOfWord = (word: string): Kind | undefined => byWord.get(word);

/** The kind an element of the CIB is; defaults are known by the section they are in. */
export function kindOf(element: Element): Kind | undefined {
  if (element.name !== 'meta_attributes') return byElement.get(element.name);
  const section = element.parent?.name;
  return section === RSC_DEFAULTS.section ? RSC_DEFAULTS : section === OP_DEFAULTS.section ? OP_DEFAULTS : undefined;
}
