import { needsAcl } from '../acl/acl.js';
import type { Cib } from '../document/cib.js';
import type { PerformEnv } from '../operations/environment.js';
import { CibError } from '../result/error.js';
import type { Finding } from '../schema/finding.js';
import type { UpgradeStep } from '../upgrade/step.js';
import type { Element } from '../xml/element.js';
import type { Log } from './client.js';

/**
 * What operations on a file need: schemas and ACLs count, and features newer than ours are let be.
 * Steps of an upgrade are added to `steps`.
 */
export function fileEnvironment(now: number, steps: UpgradeStep[], log: Log | undefined): PerformEnv {
  return {
    now,
    validate: ({ root }) => validate(root, log, ({ path, message }) => `${path}: ${message}`),
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
    async upgrade(root, schema) {
      const { upgrade } = await import('../upgrade/upgrade.js');
      const result = await upgrade(root, schema === undefined ? {} : { to: schema });
      steps.push(...result.log);
      return { root: result.root, error: result.failure };
    },
  };
}

/** @throws CibError `schema_validation` with a line per finding */
export function validateFile({ root }: Cib, log: Log | undefined): Promise<void> {
  return validate(root, log, ({ line, path, message }) => `${line}: ${path}: ${message}`);
}

async function validate(root: Element, log: Log | undefined, describe: (finding: Finding) => string): Promise<void> {
  const { validateConfigured } = await import('../schema/validate.js');
  let findings: readonly Finding[];
  try {
    findings = await validateConfigured(root);
  } catch (error) {
    if (error instanceof CibError) throw new CibError('schema_validation', undefined, {}, [error.message]);
    throw error;
  }
  for (const { message } of findings) log?.('error', 'xml_log', message);
  if (findings.length > 0) throw new CibError('schema_validation', undefined, {}, findings.map(describe));
}
