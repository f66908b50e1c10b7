import { createHash } from 'node:crypto';
import type { Element } from '../xml/element.js';
import { serializeTo } from '../xml/serialize.js';

/** Attributes that say who wrote a CIB and when: peers that agree on the content may differ in them. */
const BOOKKEEPING = new Set(['crm-debug-origin', 'cib-last-written', 'update-origin', 'update-client', 'update-user']);

export const isBookkeeping = (attribute: string): boolean => BOOKKEEPING.has(attribute);

/**
 * The digest stored beside a CIB file (`cib.xml.sig`), which `cibadmin --md5-sum` prints: 32 lower
 * case hex digits. The space and the newline around the document are part of that format.
 */
export function diskDigest(root: Element): string {
  const hash = createHash('md5').update(' ');
  serializeTo((chunk) => hash.update(chunk), root);
  return hash.update('\n').digest('hex');
}

/**
 * The digest that patchsets carry and `cibadmin --md5-sum-versioned` prints: without the
 * bookkeeping attributes, so that equal content has equal digests on every node.
 */
export function contentDigest(root: Element): string {
  const hash = createHash('md5');
  serializeTo((chunk) => hash.update(chunk), root, { omit: isBookkeeping });
  return hash.digest('hex');
}
