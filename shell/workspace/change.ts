import type { CibClient } from '../../cib/client/client.js';
import { diff } from '../../cib/patch/diff.js';
import type { Element } from '../../cib/xml/element.js';
import { writeChange } from './commit.js';

/**
 * Change the whole CIB, status included, as one change; what others did meanwhile is kept.
 * @param edit is given a copy of the CIB to change
 * @returns false if there was nothing to write
 * @throws CibError `old_data` if others changed the same places meanwhile
 */
export async function changeCib(client: CibClient, edit: (cib: Element) => void): Promise<boolean> {
  const before = (await client.call({ operation: 'query' })).output as Element;
  const after = before.clone();
  edit(after);
  const difference = (to: Element) => diff(before, to, { ignoreVersion: true, exact: true });
  const mine = difference(after);
  if (mine.changes.length === 0) return false;
  await writeChange(client, mine, (current) => [difference(current)]);
  return true;
}
