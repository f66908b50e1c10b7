import type { CibClient, JournalEntry, LiveClient } from '../../cib/client/client.js';
import type { Conflict, Side } from '../../cib/merge/conflict.js';
import { CibError } from '../../cib/result/error.js';
import type { Element } from '../../cib/xml/element.js';
import { serialize } from '../../cib/xml/serialize.js';
import { touchedBy } from '../journal/touched.js';

/** Others changed what the edits change, too. */
export class MergeConflict extends CibError {
  constructor(readonly conflicts: readonly Conflict[]) {
    super(
      'old_data',
      'the CIB was changed in the same place by someone else',
      {},
      conflicts.map((at) => conflictText(at)),
    );
  }
}

/** One conflict as plain data. */
export interface ConflictReport {
  readonly path: string;
  readonly id: string | undefined;
  readonly attribute: string | undefined;
  readonly base: string | undefined;
  readonly mine: string | undefined;
  readonly theirs: string | undefined;
  /** Who changed it last, where there is a journal. */
  readonly by?: Author;
}

export interface Author {
  readonly user: string;
  /** Command line, or the client's name. */
  readonly command: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly revision: string;
}

/** Conflicts with who changed what is theirs. */
export async function reportConflicts(
  client: CibClient,
  base: Element,
  { conflicts }: MergeConflict,
): Promise<ConflictReport[]> {
  const since = ['admin_epoch', 'epoch', 'num_updates'].map((name) => base.get(name) ?? '0').join('.');
  const journal = client.backend === 'live' ? await (client as LiveClient).history({ since }) : [];
  return conflicts.map((conflict) => {
    const entry = journal.findLast((change) => conflict.id !== undefined && touchedBy(change).has(conflict.id));
    return {
      path: conflict.path,
      id: conflict.id,
      attribute: conflict.attribute,
      base: sideText(conflict.base),
      mine: sideText(conflict.mine),
      theirs: sideText(conflict.theirs),
      ...(entry ? { by: authorOf(entry) } : {}),
    };
  });
}

export const authorOf = ({ user, client, command, time, to }: JournalEntry): Author => ({
  user,
  command: command ?? client,
  time: new Date(time).toISOString(),
  revision: Object.values(to).join('.'),
});

export const authorText = ({ user, command, time }: Author): string =>
  `${user} by '${command}' on ${time.slice(0, 19).replace('T', ' ')}`;

export function reportText({ id, path, attribute, base, mine, theirs, by }: ConflictReport): string {
  const what = `${id ?? path}${attribute === undefined ? '' : ` ${attribute}`}`;
  const side = (text: string | undefined) => text ?? '(none)';
  const author = by ? ` (${authorText(by)})` : '';
  return `${what}: was ${side(base)}, mine is ${side(mine)}, theirs is ${side(theirs)}${author}`;
}

const conflictText = ({ path, id, attribute, base, mine, theirs }: Conflict): string =>
  reportText({ path, id, attribute, base: sideText(base), mine: sideText(mine), theirs: sideText(theirs) });

function sideText(side: Side): string | undefined {
  if (side === undefined || typeof side === 'string') return side;
  return 'kind' in side ? serialize(side) : side.join(' ');
}
