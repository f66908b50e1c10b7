import type { CibClient } from '../../cib/client/client.js';
import { diff } from '../../cib/patch/diff.js';
import { type Patchset, writePatchset } from '../../cib/patch/patchset.js';
import { rebase } from '../../cib/patch/rebase.js';
import { CibError } from '../../cib/result/error.js';
import type { Element } from '../../cib/xml/element.js';
import { conflict } from './conflict.js';
import type { Workspace } from './workspace.js';

/** How often to start over when the CIB changes between reading and writing it. */
const TRIES = 10;

/**
 * Write the edits to the CIB as one change. What others changed meanwhile stays as they left it;
 * changes of status never stand in the way.
 * @returns false if there was nothing to write
 * @throws CibError `old_data` if others changed what the edits change too
 */
export async function commit(client: CibClient, { base, cib }: Workspace): Promise<boolean> {
  const mine = configurationDiff(base, cib);
  if (mine.changes.length === 0) return false;
  await writeChange(client, mine, (current) => [configurationDiff(configurationOf(base), configurationOf(current))]);
  return true;
}

/**
 * Make a change of another version of the CIB to the one at hand.
 * @param since what has happened between the two
 */
export async function writeChange(
  client: CibClient,
  change: Patchset,
  since: (current: Element) => readonly Patchset[],
): Promise<void> {
  for (let tries = 1; ; tries++) {
    const current = (await client.call({ operation: 'query' })).output as Element;
    for (const theirs of since(current)) {
      const path = conflict(change, theirs);
      if (path === undefined) continue;
      throw new CibError('old_data', `the CIB was changed in the same place by someone else: ${path}`);
    }
    const input = writePatchset(rebase(current, change));
    try {
      await client.call({ operation: 'patch', input });
      return;
    } catch (error) {
      const moved = error instanceof CibError && (error.code === 'old_data' || error.code === 'diff_failed');
      if (!moved || tries === TRIES) throw error;
    }
  }
}

/** What turns the first configuration into the second; exact, so that it fits only where it is meant to. */
const configurationDiff = (before: Element, after: Element): Patchset =>
  diff(before, after, { ignoreVersion: true, exact: true });

function configurationOf(cib: Element): Element {
  const copy = cib.cloneShallow();
  const configuration = cib.child('configuration');
  if (configuration) copy.children.push(configuration);
  return copy;
}
