import { checkReferences } from '../references/check.js';
import { CibError } from '../result/error.js';
import type { Element } from '../xml/element.js';
import { type Acceptance, accept } from './accept.js';
import type { Finding } from './finding.js';
import { loadLibxml } from './libxml.js';
import type { SchemaName, Version } from './versions.js';
import { isKnown, versionOf } from './versions.js';

/** Checks documents against one schema. Findings are worded by libxml2, which Pacemaker prints. */
export interface Validator {
  readonly schema: SchemaName;
  /**
   * Everything the schema demands of a whole CIB, references included; none if it is valid. Where
   * the structure is at fault, unresolved references are not looked for.
   */
  validate(root: Element): Finding[];
  /** Structure alone: what of the above does not depend on the rest of the document. */
  validateStructure(root: Element): Finding[];
}

const validators = new Map<SchemaName, Promise<Validator>>();

/** The validator for a schema, with libxml2 loaded, for who must not wait later. Made once per process. */
export function loadValidator(schema: SchemaName): Promise<Validator> {
  let loading = validators.get(schema);
  if (!loading) {
    const version = versionOf(schema);
    loading = version === undefined ? Promise.resolve(ACCEPT_ALL) : compile(schema, version);
    validators.set(schema, loading);
  }
  return loading;
}

/** Validate a CIB against a schema; libxml2 is loaded only if there is something to find. */
export async function validateAgainst(schema: SchemaName, root: Element): Promise<readonly Finding[]> {
  const version = versionOf(schema);
  const quick = version === undefined ? [] : validateQuickly(root, version);
  return quick ?? (await loadValidator(schema)).validate(root);
}

/** Validates one document against one version after the other, which as a rule come to the same. */
export class Validation {
  private last: { readonly root: Element; readonly acceptance: Acceptance } | undefined;

  async against(schema: SchemaName, root: Element): Promise<readonly Finding[]> {
    const version = versionOf(schema);
    if (version === undefined) return [];
    if (this.last?.root === root && this.last.acceptance.covers(version)) return [];
    const acceptance = accept(root, version);
    this.last = acceptance.valid && acceptance.sound ? { root, acceptance } : undefined;
    return this.last ? [] : validateAgainst(schema, root);
  }
}

/**
 * Validate a CIB against the schema it names.
 * @throws CibError `schema_validation` if `validate-with` is missing or unknown
 */
export async function validateConfigured(root: Element): Promise<readonly Finding[]> {
  const name = root.get('validate-with');
  if (!isKnown(name)) {
    const fault = name === undefined ? 'missing' : 'unknown';
    throw new CibError(
      'schema_validation',
      `Cannot validate CIB with ${fault} validate-with (manually edit to use a known schema)`,
      { line: root.line },
    );
  }
  return validateAgainst(name, root);
}

const ACCEPT_ALL: Validator = { schema: 'none', validate: () => [], validateStructure: () => [] };

/** Findings about references in what is plainly well formed; undefined if libxml2 must be asked. */
function validateQuickly(root: Element, version: Version): readonly Finding[] | undefined {
  const { valid, sound } = accept(root, version);
  if (!valid) return undefined;
  return sound ? [] : lookForReferences(root, version);
}

function lookForReferences(root: Element, version: Version): readonly Finding[] | undefined {
  const { duplicates, unresolved } = checkReferences(root, version);
  return duplicates.length > 0 ? undefined : unresolved;
}

async function compile(schema: SchemaName, version: Version): Promise<Validator> {
  const ask = await loadLibxml(version);
  return {
    schema,
    validateStructure: (root) => (accept(root, version).valid ? [] : ask(root)),
    validate: (root) => {
      const quick = validateQuickly(root, version);
      if (quick) return [...quick];
      const structural = ask(root);
      return structural.length > 0 ? structural : [...checkReferences(root, version).unresolved];
    },
  };
}
