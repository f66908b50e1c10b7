import { readdirSync } from 'node:fs';
import type { Element } from '../../../cib/xml/element.js';

/**
 * pcs holds what crm_mon says against the schema of results that is installed on the host, and takes
 * nothing that the schema does not know. Where that is an older Pacemaker's, pcs is told no more than
 * its schema has words for.
 */

const SCHEMAS = '/usr/share/pacemaker/api';
const PCS: ReadonlySet<string> = new Set(['pcs', 'pcsd', 'pcs_internal']);

/** Attributes by element, with the minor version of the results (2.x) that brought them. */
const SINCE: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  bundle: { maintenance: 28 },
  clone: { maintenance: 28 },
  cluster_options: { 'fencing-enabled': 42, 'fencing-timeout-ms': 42 },
  group: { maintenance: 28 },
  resource: { maintenance: 28, removed: 41 },
  resource_history: { removed: 41 },
};
/** Before this version a ticket was shown without attributes of its own. */
const TICKET_ATTRIBUTES = 35;
const OF_EVERY_TICKET: ReadonlySet<string> = new Set(['id', 'status', 'standby', 'last-granted']);

/** Whether a command line is that of pcs, which an interpreter runs. */
export const isPcs = (commandLine: readonly string[]): boolean =>
  commandLine.slice(0, 4).some((word) => PCS.has(word.slice(word.lastIndexOf('/') + 1)));

/** Minor version of the results that installed schemas describe; undefined if there are none. */
export function installedApi(directory = SCHEMAS): number | undefined {
  let names: string[];
  try {
    names = readdirSync(directory);
  } catch {
    return undefined;
  }
  const versions = names.map((name) => Number(/^[a-z-]+-2\.(\d+)\.rng$/.exec(name)?.[1] ?? Number.NaN));
  const known = versions.filter((version) => !Number.isNaN(version));
  return known.length === 0 ? undefined : Math.max(...known);
}

/** Take away what a version of the results does not know. */
export function reduceTo(version: number, roots: readonly Element[]): readonly Element[] {
  for (const root of roots) {
    for (const element of root.walk()) {
      for (const [name, since] of Object.entries(SINCE[element.name] ?? {})) {
        if (since > version) element.unset(name);
      }
      if (element.name !== 'ticket' || version >= TICKET_ATTRIBUTES) continue;
      for (const [name] of [...element.attributes()]) if (!OF_EVERY_TICKET.has(name)) element.unset(name);
    }
  }
  return roots;
}
