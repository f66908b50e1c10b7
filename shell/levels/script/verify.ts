import { CibError } from '../../../cib/result/error.js';
import { list, object, text } from '../../answer/shape.js';
import { command } from '../../level.js';
import { type Action, actionsOf, commandsOf } from '../../scripts/actions.js';
import type { Given, Script } from '../../scripts/model.js';
import { givenBy, resolve } from '../../scripts/parameters.js';
import type { Session } from '../../session.js';
import { SCRIPT_ARGUMENTS } from './arguments.js';
import { catalogOf } from './catalog.js';

interface Planned {
  readonly name: string;
  readonly shortdesc: string;
  readonly longdesc: string;
  readonly text: string;
  readonly nodes: string;
}

export const VERIFY = command({
  name: 'verify',
  summary: 'Check parameters, and show what a script would do',
  help: 'If all it does is to configure, that is checked as `configure verify` checks it.',
  examples: ['verify virtual-ip id=vip ip=10.0.0.1'],
  grammar: SCRIPT_ARGUMENTS,
  async run({ name, parameters }, session) {
    const actions = await verified(session, await (await catalogOf(session)).load(name), givenBy(parameters));
    return {
      value: actions.map(({ kind, shortdesc, longdesc, text: shown, nodes }) => ({
        name: kind,
        shortdesc,
        longdesc,
        text: shown,
        nodes,
      })),
    };
  },
  output: list(
    'action',
    object({
      name: text('The kind of action'),
      shortdesc: text(),
      longdesc: text(),
      text: text('What it makes or uses'),
      nodes: text('Where; empty for where it is usual'),
    }),
  ),
  render: {
    text: (planned: readonly Planned[]) =>
      planned.length === 0 ? 'OK (no actions)\n' : planned.map((action, at) => written(action, at + 1)).join(''),
  },
});

function written({ shortdesc, longdesc, text: shown }: Planned, number: number): string {
  const indented = (lines: string) => (lines === '' ? '' : `${lines.replace(/^/gm, '\t')}\n\n`);
  return `${number}. ${shortdesc}\n\n${indented(longdesc)}${indented(shown)}`;
}

/** What a script would do. @throws CibError if its parameters, or what it would configure, are wrong */
export async function verified(session: Session, script: Script, given: Given): Promise<Action[]> {
  const actions = actionsOf(script, resolve(script, given));
  if (actions.length > 0 && actions.every(({ kind }) => kind === 'cib')) await tryOut(session, actions);
  return actions;
}

/** Configure it, and leave it uncommitted. */
async function tryOut(session: Session, actions: readonly Action[]): Promise<void> {
  const [{ Workspace }, { readText }, { create }, { verify }, { providerOf }] = await Promise.all([
    import('../../workspace/workspace.js'),
    import('../../syntax/read.js'),
    import('../../workspace/put.js'),
    import('../../workspace/verify.js'),
    import('../../complete/agents.js'),
  ]);
  const workspace = await Workspace.open(await session.cib(), (type) => providerOf(type, session.env));
  const drafts = readText(actions.map(commandsOf).join(''), workspace.reading);
  workspace.edit(() => drafts.map((draft) => create(workspace, draft)));
  const { errors, findings } = await verify(session, workspace, true);
  const problems = [...errors, ...findings.filter(({ level }) => level === 'error').map((finding) => finding.text)];
  if (problems.length > 0) throw new CibError('EINVAL', problems[0] as string, {}, problems.slice(1));
}
