import type { JournalEntry } from '../../cib/client/client.js';
import { readPatchset } from '../../cib/patch/patchset.js';
import { parseXml } from '../../cib/xml/parse.js';

const known = new WeakMap<JournalEntry, ReadonlySet<string>>();

/** Ids of the elements that a change made, changed, moved or removed: not of those they are in. */
export function touchedBy(entry: JournalEntry): ReadonlySet<string> {
  let ids = known.get(entry);
  if (!ids) known.set(entry, (ids = new Set(idsIn(entry))));
  return ids;
}

function* idsIn({ patch }: JournalEntry): Iterable<string> {
  for (const change of readPatchset(parseXml(patch)).changes) {
    if (change.operation !== 'create') {
      const id = /\[@id='([^']*)'\][^/]*$/.exec(change.path)?.[1];
      if (id !== undefined) yield id;
    } else if (change.node.kind === 'element') {
      for (const { id } of change.node.walk()) if (id !== undefined) yield id;
    }
  }
}
