import { describePatchset } from '../../../cib/patch/describe.js';
import { diff } from '../../../cib/patch/diff.js';
import { list, maybe, object, text } from '../../answer/shape.js';
import { choice, optional } from '../../grammar/argument.js';
import { command } from '../../level.js';
import { PLANNED_CHANGE, type PlannedChange, planOf, planText } from '../../plan/plan.js';
import { secretNames } from '../secrets.js';

interface Edits {
  readonly changes?: readonly PlannedChange[];
  /** Lines that describe the patchset. */
  readonly patch?: readonly string[];
}

export const CHANGES = command({
  name: 'diff',
  summary: 'Show the edits that are not committed yet',
  help: 'Object by object in crm syntax; after `xml`, as the patchset that would be sent.',
  examples: ['diff', 'diff xml'],
  grammar: optional(choice('xml')),
  async run(form, session): Promise<{ value: Edits }> {
    const { base, cib } = await session.workspace();
    if (form === 'xml') return { value: { patch: describePatchset(diff(base, cib, { ignoreVersion: true })) } };
    return { value: { changes: await planOf(base, cib, await secretNames(session)) } };
  },
  output: object({
    changes: maybe(list('change', PLANNED_CHANGE)),
    patch: maybe(list('line', text(), 'Lines that describe the patchset')),
  }),
  render: {
    text: ({ changes, patch = [] }) => (changes ? planText(changes) : patch.map((line) => `${line}\n`).join('')),
  },
});
