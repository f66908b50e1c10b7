import type { Origin } from '../../cib/operations/request.js';
import { isPrivileged } from '../../cib/operations/request.js';
import { CibError } from '../../cib/result/error.js';

/** Members of this group, and nobody else, may talk to the daemon without being privileged. */
export const CLIENT_GROUP = 'haclient';

/** What the kernel says of a directory that was made as a proof. */
export interface Proof {
  readonly isDirectory: boolean;
  readonly uid: number;
  /** Permission bits. */
  readonly mode: number;
}

/** The users and groups of the host, as far as they matter here. */
export interface UserDirectory {
  byUid(uid: number): { readonly name: string; readonly uid: number; readonly gid: number } | undefined;
  byName(name: string): { readonly name: string; readonly uid: number; readonly gid: number } | undefined;
  groupsOf(account: { readonly name: string; readonly uid: number; readonly gid: number }): string[];
}

/**
 * The user whom a proof stands for: who made the directory that the daemon asked for.
 *
 * Node cannot ask a Unix socket who is at its other end. But the owner of a new directory is set by
 * the kernel, and nobody can make one in another's name:
 * - its name is 128 random bits, told to this one client on its own connection;
 * - it lies in a directory with the sticky bit, so nobody else can remove or rename it;
 * - `lstat` does not follow links, there are no hard links to directories;
 * - moving another user's directory there takes write permission on that directory (its `..`
 *   changes), which a mode of 0700 rules out.
 * @throws CibError `EACCES`
 */
export function provenUser(proof: Proof | undefined, users: UserDirectory): string {
  const sound = proof?.isDirectory && (proof.mode & 0o077) === 0;
  const account = sound ? users.byUid(proof.uid) : undefined;
  if (!account) throw new CibError('EACCES');
  return account.name;
}

/**
 * Whom a client's requests run as. One that the daemon's main socket vouches for may name anybody;
 * another is who it has proved to be, and must be in `haclient`, as with Pacemaker.
 * @param daemon the user that the daemon runs as
 * @throws CibError `EACCES`
 */
export function identify(
  proven: string | undefined,
  claimed: string | undefined,
  daemon: string,
  users: () => UserDirectory,
): Pick<Origin, 'user' | 'groups'> {
  if (proven === undefined || isPrivileged(proven) || proven === daemon) {
    const user = claimed || proven || daemon;
    // Whoever owns a daemon run by hand is to it what root is to the system's.
    if (isPrivileged(user)) return { user };
    if (user === daemon) return { user: 'root' };
    return { user, groups: groupsOf(user, users) };
  }
  const groups = groupsOf(proven, users);
  if (!groups.includes(CLIENT_GROUP)) throw new CibError('EACCES');
  return { user: proven, groups };
}

function groupsOf(user: string, users: () => UserDirectory): string[] {
  const directory = users();
  const account = directory.byName(user);
  return account ? directory.groupsOf(account) : [];
}
