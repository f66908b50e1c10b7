import { accessOf } from '../../cib/acl/access.js';
import { needsAcl } from '../../cib/acl/acl.js';
import { isBookkeeping } from '../../cib/digest/digest.js';
import type { Cib } from '../../cib/document/cib.js';
import type { Editor } from '../../cib/document/editor.js';
import type { PerformEnv } from '../../cib/operations/environment.js';
import { ReferenceIndex } from '../../cib/references/index.js';
import { CibError } from '../../cib/result/error.js';
import type { Finding } from '../../cib/schema/finding.js';
import { type Change, validatePartial } from '../../cib/schema/partial.js';
import { loadValidator, validateConfigured } from '../../cib/schema/validate.js';
import { isKnown, versionOf } from '../../cib/schema/versions.js';
import { upgrade } from '../../cib/upgrade/upgrade.js';
import type { Element, Node } from '../../cib/xml/element.js';

/**
 * Checks changes of one document against its schema, at the cost of the change once the document is
 * known to be valid.
 */
export class Validation {
  /** Schema that the document is known to conform to. */
  private valid: string | undefined;
  /** The same, once the change that has been checked is made for good. */
  private next: string | undefined;
  private references: ReferenceIndex | undefined;

  constructor(private readonly cib: Cib) {}

  /** @throws CibError `schema_validation` with a line per finding */
  check(editor: Editor): void | Promise<void> {
    this.next = undefined;
    if (!editor.changesConfiguration && !changesRoot(editor)) return undefined;
    return this.checkConfiguration(editor);
  }

  /** The change that was checked last has been made. */
  commit(): void {
    if (this.next === undefined) return;
    this.valid = this.next;
    this.next = undefined;
    const version = isKnown(this.valid) ? versionOf(this.valid) : undefined;
    if (this.references) this.cib.unobserve(this.references);
    this.references = version === undefined ? undefined : ReferenceIndex.of(this.cib.root, version);
    if (this.references) this.cib.observe(this.references);
  }

  /** Changes have been taken back: nothing is known any more. */
  reset(): void {
    this.valid = undefined;
  }

  private async checkConfiguration(editor: Editor): Promise<void> {
    const { root, schema } = this.cib;
    if (!isKnown(schema) || schema !== this.valid) {
      report(await validateConfigured(root));
      this.next = schema;
      return;
    }
    const validator = await loadValidator(schema);
    report(validatePartial(validator, this.references, root, changesOf(editor)));
  }
}

function report(findings: readonly Finding[]): void {
  if (findings.length === 0) return;
  const lines = findings.map(({ path, message }) => `${path}: ${message}`);
  throw new CibError('schema_validation', undefined, {}, lines);
}

/** Has the root other attributes than those that every change writes? */
function changesRoot(editor: Editor): boolean {
  const { root } = editor.cib;
  const before = editor.changes().modified.get(root);
  if (!before) return false;
  const relevant = (flat: readonly string[]) =>
    flat.filter((_, i) => !isWrittenAlways(flat[i - (i % 2)] as string)).join('\0');
  return relevant(before) !== relevant(root.flat);
}

const isWrittenAlways = (attribute: string): boolean => attribute === 'num_updates' || isBookkeeping(attribute);

function* changesOf(editor: Editor): Iterable<Change> {
  const { modified, created, removed, reordered } = editor.changes();
  const isElement = (node: Node): node is Element => node.kind === 'element';
  for (const element of modified.keys()) yield { element };
  for (const node of created) if (isElement(node)) yield { element: node, deep: true };
  for (const { parent } of removed) yield { element: parent };
  for (const element of reordered) yield { element };
}

/** What the daemon's operations need at one moment. */
export function daemonEnvironment(validation: Validation): (now: number) => PerformEnv {
  return (now) => ({
    now,
    checkFeatureSet: true,
    validate: (_, editor) => validation.check(editor),
    access: (cib, origin) => (needsAcl(origin.user) ? accessOf(cib, origin, now) : undefined),
    upgrade: async (root, schema) => {
      const { root: upgraded, failure } = await upgrade(root, schema === undefined ? {} : { to: schema });
      return { root: upgraded, error: failure };
    },
  });
}
