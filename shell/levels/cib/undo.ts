import { readPatchset } from '../../../cib/patch/patchset.js';
import { CibError } from '../../../cib/result/error.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { word } from '../../grammar/argument.js';
import { free } from '../../grammar/expectation.js';
import { revisionOf } from '../../journal/past.js';
import { command } from '../../level.js';
import { journalOf } from './log.js';

export const UNDO = command({
  name: 'undo',
  summary: 'Take back one change of the configuration',
  help: 'Later changes stay. If one of them touches the same place, nothing is done. The undo is itself a change, and can be undone.',
  examples: ['undo 0.12.0'],
  grammar: word(free('<revision>')),
  waits: true,
  async run(revision, session) {
    const client = await journalOf(session);
    const entries = await client.history({});
    const at = entries.findIndex(({ to }) => revisionOf(to) === revision);
    const entry = entries[at];
    if (!entry) throw new CibError('ENXIO', `there is no revision ${revision} in the history`);
    if (entry.undo === undefined) throw new CibError('ENOTSUP', `the history does not say how to undo ${revision}`);
    const { writeChange } = await import('../../workspace/commit.js');
    const later = entries.slice(at + 1).map(({ patch }) => readPatchset(parseXml(patch)));
    await writeChange(client, readPatchset(parseXml(entry.undo)), () => later);
    return { messages: [{ level: 'info', text: `change ${revision} undone` }] };
  },
});
