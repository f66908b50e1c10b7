import { impactText } from '../../../tools/impact/impact.js';
import { flag, list, maybe, object, type Shape, text } from '../../answer/shape.js';
import { nothing } from '../../grammar/argument.js';
import { command } from '../../level.js';

/** What a change would set going. */
export const IMPACT_OUTPUT: Shape = object({
  effects: list(
    'effect',
    object({
      what: text('Start, Stop, Move, Restart, Promote, Fence (reboot) …'),
      subject: text('Resource or node'),
      from: maybe(text('Node')),
      to: maybe(text('Node')),
      reason: maybe(text()),
      blocked: flag('It should be done, and cannot'),
      interrupts: flag('Something that runs is interrupted'),
    }),
  ),
  interrupts: flag('Something that runs is interrupted, or a node is fenced'),
  unknown: maybe(text('Why it cannot be said, or not in full')),
});

export const IMPACT = command({
  name: 'impact',
  summary: 'Say what the cluster would do if the edits were committed',
  help: 'What will be started, stopped, moved, restarted or fenced because of the edits; what would happen anyway is left out. `commit` on a terminal says the same, and asks if something that runs is interrupted.',
  grammar: nothing,
  async run(_, session) {
    const { impactOfEdits } = await import('../../impact/edits.js');
    return { value: await impactOfEdits(session) };
  },
  output: IMPACT_OUTPUT,
  render: { text: (impact) => impactText(impact) },
});
