import type { JournalEntry, LiveClient } from '../../cib/client/client.js';
import { applyPatch } from '../../cib/patch/apply.js';
import { readPatchset } from '../../cib/patch/patchset.js';
import { CibError } from '../../cib/result/error.js';
import { Element } from '../../cib/xml/element.js';
import { parseXml } from '../../cib/xml/parse.js';

export const revisionOf = (version: JournalEntry['to']): string => Object.values(version).join('.');

/**
 * The configuration as it was at a revision: the current one, with what came later taken back. There
 * is no status in it.
 * @throws CibError `ENXIO` if the journal does not reach back to it
 */
export async function configurationAt(client: LiveClient, revision: string): Promise<Element> {
  const { output: current } = await client.call({ operation: 'query' });
  if (!current) throw new CibError('ENXIO', 'No CIB!');
  const entries = await client.history({});
  const at = entries.findIndex(({ to }) => revisionOf(to) === revision);
  const first = entries[0];
  const before = first !== undefined && revisionOf(first.from) === revision;
  const now = ['admin_epoch', 'epoch', 'num_updates'].map((name) => current.get(name) ?? '0').join('.');
  if (at < 0 && !before && now !== revision) {
    throw new CibError('ENXIO', `there is no revision ${revision} in the history`);
  }
  const cib = withoutStatus(current);
  const later = now === revision ? [] : entries.slice(at + 1);
  for (const { undo, to } of later.toReversed()) {
    if (undo === undefined) continue;
    const { changes } = readPatchset(parseXml(undo));
    try {
      applyPatch(cib, { changes: changes.filter(({ path }) => !/^\/cib\/status(\/|$|\[)/.test(path)) });
    } catch (error) {
      if (!(error instanceof CibError)) throw error;
      throw new CibError('ENOTSUP', `the history does not say how to take back ${revisionOf(to)}: ${error.message}`);
    }
  }
  const [adminEpoch, epoch, updates] = revision.split('.') as [string, string, string];
  return cib.set('admin_epoch', adminEpoch).set('epoch', epoch).set('num_updates', updates);
}

function withoutStatus(current: Element): Element {
  const cib = current.cloneShallow();
  const configuration = current.child('configuration');
  if (configuration) cib.append(configuration.clone());
  cib.append(new Element('status'));
  return cib;
}
