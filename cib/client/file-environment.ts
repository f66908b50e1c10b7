import { needsAcl } from '../acl/acl.js';
import type { Cib } from '../document/cib.js';
import type { PerformEnv } from '../operations/environment.js';
import { CibError } from '../result/error.js';
import type { Finding } from '../schema/finding.js';
import type { Element } from '../xml/element.js';
import type { Log } from './client.js';

/** What operations on a file need: schema and ACLs are checked, features newer than ours are let be. */
export function fileEnvironment(now: number, log?: Log): PerformEnv {
  return {
    now,
    validate: validateChange,
    async access(cib, origin) {
      if (!needsAcl(origin.user)) return undefined;
      const [{ accessOf }, { systemAccounts }] = await Promise.all([
        import('../acl/access.js'),
        import('./accounts.js'),
      ]);
      const accounts = systemAccounts();
      const account = accounts.byName(origin.user);
      const groups = origin.groups ?? (account ? accounts.groupsOf(account) : []);
      return accessOf(cib, { ...origin, groups }, now, (source, text) => log?.('trace', source, text));
    },
  };
}

/** @throws CibError `schema_validation` with a line per finding */
export function validateFile({ root }: Cib): Promise<void> {
  return validate(root, ({ line, path, message }) => `${line}: ${path}: ${message}`);
}

/** The same after a change, when lines are no longer those of the file. */
function validateChange({ root }: Cib): Promise<void> {
  return validate(root, ({ path, message }) => `${path}: ${message}`);
}

async function validate(root: Element, describe: (finding: Finding) => string): Promise<void> {
  const { validateConfigured } = await import('../schema/validate.js');
  let findings: readonly string[];
  try {
    findings = (await validateConfigured(root)).map(describe);
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    findings = [error.message];
  }
  if (findings.length > 0) throw new CibError('schema_validation', undefined, {}, findings);
}
