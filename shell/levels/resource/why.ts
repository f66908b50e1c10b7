import type { Explanation } from '../../../daemon/scheduler/explain/explanation.js';
import { explanationText } from '../../../daemon/scheduler/explain/text.js';
import { optional, sequence } from '../../grammar/argument.js';
import { command } from '../../level.js';
import { node, resource } from '../arguments.js';
import { decided } from '../decided.js';

export const WHY = command({
  name: 'why',
  summary: 'Explain why a resource runs where it does, or does not run',
  help: 'Says where the resource is and will be, what stands in its way, of what the score of each node is made, and the smallest change that would alter this: changes are tried on a copy until one does. With a node, it is about that node.',
  examples: ['why web', 'why web beta'],
  grammar: sequence({ id: resource, name: optional(node) }),
  async run({ id, name }, session) {
    const [cluster, { explain }] = await Promise.all([
      decided(session, { explain: true }),
      import('../../../daemon/scheduler/explain/explain.js'),
    ]);
    return { value: explain(cluster, id, name) };
  },
  render: { text: (explanation: Explanation) => explanationText(explanation) },
});
