import type { Resource } from '../model/resource.js';
import { bundle } from './bundle/bundle.js';
import { clone } from './clone/clone.js';
import { group } from './group/group.js';
import type { Kind } from './kind.js';
import { primitive } from './primitive/primitive.js';

const KINDS = { primitive, group, clone, bundle };

/** What a resource's kind does in each pass. */
export const kindOf = (resource: Resource): Kind => KINDS[resource.kind] as Kind;

/** The kind that an element stands for. */
export function kindNamed(name: string): Kind | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(KINDS, key) ? (KINDS[key as keyof typeof KINDS] as Kind) : undefined;
}
