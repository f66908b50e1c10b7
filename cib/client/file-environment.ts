import type { Cib } from '../document/cib.js';
import type { PerformEnv } from '../operations/environment.js';
import { CibError } from '../result/error.js';
import type { Finding } from '../schema/finding.js';
import type { Element } from '../xml/element.js';

/** What operations on a file need: the schema is checked, features newer than ours are let be. */
export function fileEnvironment(now: number): PerformEnv {
  return { now, validate: validateChange };
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
