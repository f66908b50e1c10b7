import { type Rendering, renderAccess } from '../../cib/acl/annotate.js';
import { systemAccounts } from '../../cib/client/accounts.js';
import { isPrivileged } from '../../cib/operations/request.js';
import { CibError } from '../../cib/result/error.js';
import type { Element } from '../../cib/xml/element.js';
import type { Context } from '../command/context.js';
import { UsageError } from '../command/parse.js';
import { RenderError } from './call.js';

const RENDERINGS: readonly string[] = ['color', 'text', 'namespace'] satisfies Rendering[];

/** The rendering that a value of --show-access asks for. */
export function renderingOf(value: string | undefined, context: Context): Rendering {
  if (value === undefined || value === 'auto') return context.terminal ? 'color' : 'text';
  if (RENDERINGS.includes(value)) return value as Rendering;
  const option = context.argv.find((word) => /^(?:--show-access|-\w*S)/.test(word)) ?? '';
  throw new UsageError(`Invalid value '${value}' for option '${option.startsWith('--') ? '--show-access' : '-S'}'`);
}

/** Who is bound by ACLs does not see all there is to be shown. */
export function accessWarning(user: string): string[] {
  const name = process.getuid ? systemAccounts().byUid(process.getuid())?.name : undefined;
  if (name === undefined || isPrivileged(name)) return [];
  return [
    `Warning: cibadmin is being run as user ${name}, which is subject to ACLs. As a result, ACLs for user ${user} may ` +
      'be incorrect or incomplete in the output. In a future release, running as a privileged user (root or hacluster) ' +
      'will be required for -S/--show-access.',
  ];
}

/** The CIB as text, with what the user may do marked. @throws RenderError */
export function showAccess(root: Element, user: string, rendering: Rendering): string {
  const accounts = systemAccounts();
  const account = accounts.byName(user);
  try {
    return renderAccess(root, user, rendering, account ? accounts.groupsOf(account) : []);
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    throw new RenderError(error.code, `Could not evaluate ACLs for ${user}: ${error.rc.description}`);
  }
}
