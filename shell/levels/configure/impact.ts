import { impactText } from '../../../tools/impact/impact.js';
import { nothing } from '../../grammar/argument.js';
import { command } from '../../level.js';

export const IMPACT = command({
  name: 'impact',
  summary: 'Say what the cluster would do if the edits were committed',
  help: 'What will be started, stopped, moved, restarted or fenced because of the edits; what would happen anyway is left out. `commit` on a terminal says the same, and asks if something that runs is interrupted.',
  grammar: nothing,
  async run(_, session) {
    const { impactOfEdits } = await import('../../impact/edits.js');
    return { value: await impactOfEdits(session) };
  },
  render: { text: (impact) => impactText(impact) },
});
