import { CibError } from '../../../cib/result/error.js';
import type { Grammar } from '../../grammar/argument.js';
import { free } from '../../grammar/expectation.js';
import { command } from '../../level.js';
import { report } from '../../report.js';
import type { Session } from '../../session.js';
import type { CommitOptions } from '../../workspace/commit.js';

const MINUTE = 60_000;

interface Wish extends Pick<CommitOptions, 'prefer' | 'confirmWithin'> {
  /** Whatever is found to be wrong. */
  readonly force: boolean;
}

/**
 * Check the edits and write them. Errors stop it unless forced; on a terminal the user is asked.
 * @returns whether the CIB is now what was wanted
 */
export async function commitEdits(session: Session, wish: Wish): Promise<boolean> {
  const workspace = await session.workspace();
  if (!workspace.isChanged) {
    session.say('info', 'apparently there is nothing to commit');
    session.say('info', 'try changing something first');
    return true;
  }
  if (!(await isAcceptable(session, wish)) || !(await isWanted(session, wish))) return false;
  const { commit } = await import('../../workspace/commit.js');
  try {
    await commit(await session.cib(), workspace, wish);
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    await tell(session, error);
    return false;
  }
  session.dropWorkspace();
  await forgetDraft(session);
  const { confirmWithin } = wish;
  if (confirmWithin !== undefined) {
    session.say('info', `taken back in ${confirmWithin / MINUTE} minutes, unless you \`confirm\``);
  }
  return true;
}

async function forgetDraft(session: Session): Promise<void> {
  if (!session.canAsk) return;
  const { forgetEdits } = await import('../../drafts/offer.js');
  await forgetEdits(session);
}

async function isAcceptable(session: Session, { force }: Wish): Promise<boolean> {
  const { verify } = await import('../../workspace/verify.js');
  const { errors, findings, accepted } = await verify(session, await session.workspace(), true);
  for (const text of errors) session.say('error', text);
  for (const { level, text } of findings) session.say(level, text);
  if (accepted) return true;
  if (!force) return session.ask('Do you still want to commit?');
  session.say('info', 'commit forced');
  return true;
}

/** Nobody need be asked unless something that runs is interrupted; without a terminal nobody is. */
async function isWanted(session: Session, { force }: Wish): Promise<boolean> {
  if (force || !session.canAsk || session.options.regression) return true;
  const [{ impactOfEdits }, { impactText }] = await Promise.all([
    import('../../impact/edits.js'),
    import('../../../tools/impact/impact.js'),
  ]);
  const impact = await impactOfEdits(session);
  if (impact.effects.length === 0) return true;
  session.narrate(impactText(impact));
  return !impact.interrupts || session.ask('Something that runs is interrupted. Do you want to commit?');
}

async function tell(session: Session, error: CibError): Promise<void> {
  const { MergeConflict, reportConflicts, reportText } = await import('../../workspace/merge-conflict.js');
  if (!(error instanceof MergeConflict)) {
    report(session, error);
    return;
  }
  const { base } = await session.workspace();
  const conflicts = await reportConflicts(await session.cib(), base, error);
  session.say('error', error.message);
  for (const conflict of conflicts) session.say('error', reportText(conflict));
  session.say('info', '`commit mine` or `commit theirs` settles it; what is not in conflict is merged');
}

const WORDS = ['force', 'replace', 'mine', 'theirs', 'confirm'];

const WISH: Grammar<Wish> = {
  usage: '[force] [replace] [mine|theirs] [confirm [<minutes>]]',
  read(reader, session) {
    let [force, prefer, confirmWithin]: [boolean, Wish['prefer'], number | undefined] = [
      session.options.force,
      undefined,
      undefined,
    ];
    const given = new Set<string>();
    for (;;) {
      const word = reader.keyword(...WORDS.filter((name) => !given.has(name)));
      if (word !== undefined) given.add(word);
      if (word === undefined) return { force, prefer, confirmWithin };
      if (word === 'force') force = true;
      if (word === 'mine' || word === 'theirs') prefer = word;
      if (word !== 'confirm') continue;
      const minutes = reader.take(/\d+(\.\d+)?/, free('<minutes>'))?.[0] ?? '10';
      if (!(Number(minutes) > 0)) reader.fail('Expected a number of minutes', reader.at - 1);
      confirmWithin = Number(minutes) * MINUTE;
    }
  },
};

export const COMMIT = command({
  name: 'commit',
  summary: 'Write the edits to the CIB',
  help: 'The configuration is checked first: errors stop the commit unless `force` is given, warnings do not. On a terminal, you are told what the cluster will do, and asked if that interrupts something that runs.\n\nWhat others changed meanwhile is merged. If they changed the same, nothing is written and you are told what it was, what you and what they made of it, and who they are; `mine` and `theirs` say whose version it is to be.\n\nWith `confirm`, the daemon takes the change back by itself unless `confirm` follows within that many minutes (10 if none are given), whatever becomes of this host. All edits become one change.',
  examples: ['commit', 'commit force', 'commit confirm 5', 'commit mine'],
  grammar: WISH,
  waits: true,
  async run(wish, session) {
    if (wish.confirmWithin !== undefined && (await session.cib()).backend !== 'live') {
      throw new CibError('ENOTSUP', 'only a running cluster takes changes back by itself');
    }
    return (await commitEdits(session, wish)) ? undefined : { failed: true };
  },
});
