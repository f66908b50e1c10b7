import type { Consequence } from '../../../daemon/scheduler/explain/audit.js';
import { either, list, number, object, oneOf, text } from '../../answer/shape.js';
import { flags } from '../../grammar/argument.js';
import { command } from '../../level.js';
import { currentCib } from '../decided.js';

const RESOURCES = list('resource', text());

const FAILURE = either(
  object({ kind: oneOf(['node']), node: text() }),
  object({ kind: oneOf(['resource']), resource: text(), node: text() }),
);

export const AUDIT = command({
  name: 'audit',
  summary: 'Show what any single failure would lead to',
  help: 'Lets every node fail, and every active resource (so that it cannot go on where it is), one at a time and on a copy, and lists what would go down, lose instances or move. With `nodes` or `resources`, only those fail. It fails if anything would go down. Each failure costs one run of the scheduler.',
  examples: ['audit', 'audit nodes'],
  grammar: flags('nodes', 'resources'),
  output: list(
    'consequence',
    object({
      failure: FAILURE,
      down: { ...RESOURCES, about: 'Resources of which nothing would be left running' },
      fewer: list(
        'clone',
        object({ resource: text(), before: number('Instances'), after: number('Instances') }),
        'Clones that would have fewer instances',
      ),
      unpromoted: { ...RESOURCES, about: 'Resources that would have no promoted instance any more' },
      moved: list('resource', object({ resource: text(), from: list('node', text()), to: list('node', text()) })),
      fenced: list('node', text()),
    }),
  ),
  async run(given, session) {
    const [cib, { audit }, { auditSummary, consequenceText }] = await Promise.all([
      currentCib(session),
      import('../../../daemon/scheduler/explain/audit.js'),
      import('../../../daemon/scheduler/explain/audit-text.js'),
    ]);
    const streams = session.options.format === 'text';
    const consequences: Consequence[] = [];
    const all = given.size === 0;
    const wish = { nodes: all || given.has('nodes'), resources: all || given.has('resources') };
    for (const each of audit(cib, { ...wish, now: session.now().getTime() })) {
      consequences.push(each);
      // There may be many: show each as it is known
      if (streams) session.console.out(consequenceText(each));
    }
    if (streams) session.console.out(auditSummary(consequences));
    const failed = consequences.some(({ down, unpromoted }) => down.length > 0 || unpromoted.length > 0);
    return { failed, ...(streams ? {} : { value: consequences }) };
  },
});
