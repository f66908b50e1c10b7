import { diff } from '../../../cib/patch/diff.js';
import { CibError } from '../../../cib/result/error.js';
import { type Impact, impactText } from '../../../tools/impact/impact.js';
import { flag, list, maybe, object } from '../../answer/shape.js';
import type { Grammar } from '../../grammar/argument.js';
import { FILE } from '../../grammar/expectation.js';
import { command, type Message } from '../../level.js';
import { PLANNED_CHANGE, type PlannedChange, planOf, planText } from '../../plan/plan.js';
import type { Session } from '../../session.js';
import { IMPACT_OUTPUT } from './impact.js';
import { contentOf, draftsIn } from './load.js';
import { SELECTOR, select } from './selection.js';

interface Apply {
  readonly file: string;
  readonly plan: boolean;
  readonly selectors: readonly string[];
}

interface Applied {
  readonly changes: readonly PlannedChange[];
  readonly impact?: Impact;
  /** The CIB was changed. */
  readonly applied: boolean;
}

/** Exit status of a plan that would change something. */
const CHANGES = 2;

const APPLIED: Grammar<Apply> = {
  usage: '<file> [--plan] [<selector> ...]',
  read(reader) {
    const words: string[] = [];
    let plan = false;
    while (!reader.done) {
      if (reader.next === '--plan' && words.length > 0) {
        reader.any({ title: '--plan' });
        plan = true;
      } else words.push(reader.any(words.length === 0 ? FILE : SELECTOR));
    }
    reader.expect(words.length === 0 ? FILE : { title: '--plan', complete: () => [{ text: '--plan' }] });
    if (words.length > 0) reader.expect(SELECTOR);
    const [file, ...selectors] = words;
    if (file === undefined) return reader.fail('Expected <file>');
    return { file, plan, selectors };
  },
};

export const APPLY = command({
  name: 'apply',
  summary: 'Make the configuration what a file says',
  help: 'The file holds the wanted configuration in crm syntax or XML; - is standard input. What it does not have goes, except for nodes and what the cluster itself has set; with selectors, that is true of what they select, and the rest is not touched. Nothing is written if there is nothing to change, so that it can be done again and again.\n\nWith --plan nothing is written at all: the changes are shown with what the cluster would do, and the exit status is 0 if there are none and 2 if there are some.',
  examples: ['apply cluster.crm', 'apply cluster.crm --plan', 'apply web.crm type:location'],
  grammar: APPLIED,
  skill: 'administrator',
  async run({ file, plan, selectors }, session) {
    if ((await session.workspace()).isChanged) throw new CibError('EBUSY', 'commit or drop the edits first');
    session.dropWorkspace();
    try {
      return await applied(session, file, plan, selectors);
    } finally {
      session.dropWorkspace();
    }
  },
  output: object({
    changes: list('change', PLANNED_CHANGE),
    impact: maybe(IMPACT_OUTPUT),
    applied: flag('The CIB was changed'),
  }),
  render: {
    text: ({ changes, impact }: Applied) =>
      changes.length === 0 ? 'Nothing to change.\n' : planText(changes) + (impact ? impactText(impact) : ''),
  },
});

async function applied(session: Session, file: string, plan: boolean, selectors: readonly string[]) {
  const workspace = await session.workspace();
  const text = await contentOf(file);
  const xml = /^\s*</.test(text);
  const drafts = draftsIn(text, file, xml, workspace.reading);
  const [{ makeWanted }, { verify }] = await Promise.all([
    import('../../plan/wanted.js'),
    import('../../workspace/verify.js'),
  ]);
  makeWanted(workspace, drafts, selectors.length === 0 ? workspace.objects : existing(session, selectors));
  const changed = diff(workspace.base, workspace.cib, { ignoreVersion: true, exact: true }).changes.length > 0;
  if (!changed) return { value: { changes: [], applied: false } };
  const { errors, findings, accepted } = await verify(session, workspace, true);
  const messages: Message[] = [...errors.map((line) => ({ level: 'error' as const, text: line })), ...findings];
  if (!accepted && !session.options.force) return { messages, failed: true };
  const changes = await planOf(workspace.base, workspace.cib);
  if (plan) {
    const { impactOfEdits } = await import('../../impact/edits.js');
    return { value: { changes, impact: await impactOfEdits(session), applied: false }, messages, status: CHANGES };
  }
  const { commit } = await import('../../workspace/commit.js');
  await commit(await session.cib(), workspace);
  return { value: { changes, applied: true }, messages };
}

/** What selectors name now; they may name what the file is about to make. */
function existing(session: Session, selectors: readonly string[]) {
  const workspace = session.openWorkspace;
  return selectors.flatMap((selector) => {
    try {
      return workspace ? select(workspace, [selector]) : [];
    } catch (error) {
      if (error instanceof CibError) return [];
      throw error;
    }
  });
}
