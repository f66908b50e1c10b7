import type { Explanation } from '../../../daemon/scheduler/explain/explanation.js';
import { explanationText } from '../../../daemon/scheduler/explain/text.js';
import { flag, list, maybe, number, object, oneOf, text } from '../../answer/shape.js';
import { optional, sequence } from '../../grammar/argument.js';
import { command } from '../../level.js';
import { node, resource } from '../arguments.js';
import { decided } from '../decided.js';

const PARTS = list(
  'part',
  object({
    source: text('Kind of what it stems from'),
    score: number(),
    id: maybe(text('Of the constraint, ticket or attribute')),
    other: maybe(text('The other resource of a colocation')),
    text: text(),
  }),
);

const STANDING = object({
  resource: text(),
  managed: flag(),
  activeOn: list('node', text()),
  role: text(),
  next: maybe(object({ node: text(), role: text() })),
  failures: list('failure', text(), 'What went wrong with it where it is'),
  actions: list(
    'action',
    object({ task: text(), node: maybe(text()), reason: maybe(text()) }),
    'What is going to be done',
  ),
});

const ACCOUNT = object({
  node: text(),
  resource: text('The primitive that decides'),
  active: flag(),
  chosen: flag(),
  score: maybe(number('Absent if the node was never allowed')),
  contributions: PARTS,
  unavailable: list('reason', text(), 'What keeps the node from running anything'),
  promotion: maybe(object({ score: number(), contributions: PARTS })),
});

const EXPLANATION = object({
  resource: text(),
  kind: oneOf(['primitive', 'group', 'clone', 'bundle']),
  node: maybe(text('The node that was asked about')),
  runs: flag('It will be there, or somewhere if no node was asked about'),
  standings: list('standing', STANDING, 'Each primitive of it'),
  nodes: list('node', ACCOUNT, 'What each node is worth to it'),
  obstacles: list('obstacle', object({ kind: text(), resource: maybe(text()), text: text() })),
  remedy: maybe(
    object({
      change: text('The smallest single change known to make it otherwise'),
      command: text('The command that makes it'),
      result: text('What would come of it'),
    }),
  ),
});

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
  output: EXPLANATION,
  render: { text: (explanation: Explanation) => explanationText(explanation) },
});
