import { existsSync } from 'node:fs';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

const directoryOf = (env: Environment): string =>
  join(env['XDG_CONFIG_HOME'] || join(env['HOME'] ?? '/', '.config'), 'crm');

/** The user's file of options. */
export const userFile = (env: Environment): string => env['CRM_CONFIG_FILE'] || join(directoryOf(env), 'crm.conf');

/** Commands to run at the start, by who has no file of options. */
export function startupFile(env: Environment): string | undefined {
  if (existsSync(userFile(env))) return undefined;
  return [join(directoryOf(env), 'rc'), join(env['HOME'] ?? '/', '.crm.rc')].find((file) => existsSync(file));
}
