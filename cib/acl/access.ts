import type { Cib } from '../document/cib.js';
import type { Access } from '../operations/environment.js';
import type { Origin } from '../operations/request.js';
import { configuredOptions, isTrue } from '../options/read.js';
import { CibError } from '../result/error.js';
import { loadEngine } from '../xpath/select.js';
import { needsAcl, unpackAcl } from './acl.js';
import { Enforcer, type Trace } from './enforce.js';
import { readable } from './filter.js';

/**
 * What ACLs let a user do with a CIB; undefined if they do not bind the user, or are not enabled.
 * Ask before a change: what a permission names is decided by the document as it then is.
 */
export async function accessOf(
  cib: Cib,
  { user, groups = [] }: Origin,
  now: number,
  trace?: Trace,
): Promise<Access | undefined> {
  if (!needsAcl(user) || !isTrue(configuredOptions(cib.root, now).get('enable-acl'))) return undefined;
  await loadEngine();
  const acl = unpackAcl(cib.root, user, groups);
  const enforcer = new Enforcer(cib.root, acl, trace);
  return {
    readable: () => readable(cib.root, user, groups),
    check(editor) {
      const refused = enforcer.refused(editor.changes());
      if (refused.length > 0) throw new CibError('EACCES', undefined, { path: refused[0] as string });
    },
  };
}
