import { mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { isPrivileged } from '../operations/request.js';
import type { ClientEnvironment } from './client.js';

/** Where the cluster keeps its CIB. */
export const CIB_DIRECTORY = '/var/lib/pacemaker/cib';

/**
 * Path of the file that holds a shadow copy: `shadow.NAME` in `CIB_shadow_dir`, else in the
 * cluster's own directory for its superusers, else in `~/.cib`, which is made if missing.
 */
export function shadowFile(name: string, env: ClientEnvironment): string {
  return `${env.CIB_shadow_dir ?? defaultDirectory(env)}/shadow.${name}`;
}

function defaultDirectory(env: ClientEnvironment): string {
  const user = currentUser(env);
  if (user?.name !== undefined && isPrivileged(user.name)) return CIB_DIRECTORY;
  const home = env.HOME ?? user?.home;
  if (!home?.startsWith('/')) return tmpdir();
  const directory = `${home}/.cib`;
  try {
    mkdirSync(directory, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return tmpdir();
  }
  return directory;
}

function currentUser(env: ClientEnvironment): { name: string | undefined; home?: string } {
  try {
    const { username, homedir } = userInfo();
    return { name: username, home: homedir };
  } catch {
    // No entry in the password database.
    return { name: env.USER };
  }
}
