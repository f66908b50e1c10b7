import { describePatchset } from '../../../cib/patch/describe.js';
import { diff } from '../../../cib/patch/diff.js';
import { nothing } from '../../grammar/argument.js';
import { command } from '../../level.js';

export const CHANGES = command({
  name: 'diff',
  summary: 'Show the edits that are not committed yet',
  grammar: nothing,
  async run(_, session) {
    const { base, cib } = await session.workspace();
    return { value: describePatchset(diff(base, cib, { ignoreVersion: true })) };
  },
  render: { text: (lines) => lines.map((line) => `${line}\n`).join('') },
});
