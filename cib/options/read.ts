import { unpackNvpairs } from '../rules/nvpairs.js';
import { fromEpoch } from '../time/arithmetic.js';
import type { Element } from '../xml/element.js';

/** The id of the block of cluster options that outranks all others. */
const FIRST_BLOCK = 'cib-bootstrap-options';

/**
 * Cluster options as configured, rules judged.
 * @param now milliseconds since 1970-01-01 UTC
 */
export function configuredOptions(cib: Element, now: number): ReadonlyMap<string, string> {
  const section = cib.child('configuration')?.child('crm_config');
  if (!section) return new Map();
  const context = { now: fromEpoch(Math.floor(now / 1000)) };
  return unpackNvpairs(section, 'cluster_property_set', context, { firstId: FIRST_BLOCK }).values;
}

/** What Pacemaker takes for true, in any case. */
export const isTrue = (value: string | undefined): boolean => /^(?:true|on|yes|y|1)$/i.test(value ?? '');
