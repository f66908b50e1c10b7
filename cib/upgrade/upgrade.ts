import { CibError } from '../result/error.js';
import type { Finding } from '../schema/finding.js';
import type { Validation } from '../schema/validate.js';
import { isKnown, LATEST_SCHEMA, nextSchema, SCHEMAS, type SchemaName } from '../schema/versions.js';
import type { Element } from '../xml/element.js';
import { type Level, type Origin, sayInto, type UpgradeStep } from './step.js';
import { type Transform, TransformError } from './transform.js';

/** True, or no findings: valid. Findings go into the log. */
export type Verdict = boolean | readonly Finding[];
export type Validate = (root: Element, schema: SchemaName) => Verdict | Promise<Verdict>;

export interface UpgradeOptions {
  /** Schema not to go beyond; the latest, if this is missing or not one that can be gone to. */
  readonly to?: string;
  /** If missing, our own grammar, loaded when first needed. */
  readonly validate?: Validate;
}

export interface Upgrade {
  /** The tree given, if that already names the schema reached; otherwise a new one that does. */
  readonly root: Element;
  readonly from: SchemaName;
  readonly to: SchemaName;
  readonly log: readonly UpgradeStep[];
  /**
   * `schema_validation`: valid by no schema from its own on; nothing was done.
   * `transform_failed`: the way to a later series failed; the root is upgraded as far as possible.
   */
  readonly failure?: CibError;
}

/**
 * Upgrade a CIB to the latest schema that it validates with. Every schema from its own on is tried in
 * turn; at the end of a series the tree is transformed, unless it is valid in the next as it is.
 * Nothing is read or validated if it names the latest schema, a later one, or none at all.
 * @throws CibError `cib_corrupt` if `validate-with` is missing or unknown
 */
export async function upgrade(root: Element, options: UpgradeOptions = {}): Promise<Upgrade> {
  const from = root.get('validate-with');
  if (!isKnown(from)) throw new CibError('cib_corrupt');
  const log: UpgradeStep[] = from === 'none' ? [NO_VALIDATION] : [];
  const last = limit(options.to);
  if (SCHEMAS.indexOf(from) >= SCHEMAS.indexOf(last)) return { root, from, to: from, log };
  return new Run(root, from, options.validate ?? validateBySchema(), log).through(last);
}

/** By our own grammar. Trees are not changed while they are upgraded: new ones are made. */
function validateBySchema(): Validate {
  let validation: Validation | undefined;
  return async (root, schema) => {
    validation ??= new (await import('../schema/validate.js')).Validation();
    return validation.against(schema, root);
  };
}

/** "none" is beyond the latest schema, and the very first one counts as no limit. */
function limit(name: string | undefined): SchemaName {
  return isKnown(name) && name !== 'none' && name !== SCHEMAS[0] ? name : LATEST_SCHEMA;
}

const NO_VALIDATION: UpgradeStep = {
  kind: 'finding',
  level: 'warning',
  text:
    "Support for validate-with='none' is deprecated and will be removed in a future release without the " +
    'possibility of upgrades (manually edit to use a supported schema)',
};

const isValid = (verdict: Verdict): boolean => (typeof verdict === 'boolean' ? verdict : verdict.length === 0);
const seriesOf = (schema: SchemaName): string => schema.slice(0, schema.indexOf('.'));

/** One upgrade under way. */
class Run {
  #best: SchemaName | undefined;
  #failure: CibError | undefined;
  readonly #silent = new Set<SchemaName>();

  private root: Element;

  constructor(
    private readonly given: Element,
    private readonly from: SchemaName,
    private readonly validate: Validate,
    private readonly log: UpgradeStep[],
  ) {
    this.root = given;
  }

  async through(last: SchemaName): Promise<Upgrade> {
    for (let schema: SchemaName | undefined = this.from; schema; schema = nextSchema(schema)) {
      if (!(await this.#isValid(schema))) {
        this.#progress('debug', 'pcmk__update_schema', `Schema ${schema} does not validate`);
        if (this.#best) break;
        this.#failure = new CibError('schema_validation');
      } else {
        this.#progress('debug', 'pcmk__update_schema', `Schema ${schema} validates`);
        this.#failure = undefined;
        this.#best = schema;
        const next = nextSchema(schema);
        if (schema === last || !next) break;
        await this.#cross(schema, next);
      }
      if (schema === last) break;
    }
    return this.#result();
  }

  /** From one schema to the next, if that takes more than another name. */
  async #cross(schema: SchemaName, next: SchemaName): Promise<void> {
    if (seriesOf(schema) === seriesOf(next)) return;
    this.#silent.add(next);
    if (isValid(await this.validate(this.root, next))) return;
    const { pipelineFrom } = await import('./pipelines.js');
    const step = `from ${schema} to ${next}`;
    const transformed = this.#transform(pipelineFrom(schema), step);
    if (!transformed) return;
    if (await this.#isValid(next, transformed)) {
      this.#progress('info', 'apply_upgrade', `Schema upgrade ${step} succeeded`);
      this.root = transformed;
    } else {
      this.#fail(`Schema upgrade ${step} failed: XSL transform pipeline produced an invalid configuration`);
      this.log.push({ kind: 'rejected', level: 'debug', root: transformed });
    }
  }

  #transform(pipeline: readonly Transform[], step: string): Element | undefined {
    let tree = this.root;
    for (const { name, apply } of pipeline) {
      this.#progress('debug', 'apply_upgrade', `Upgrading schema ${step}: applying XSL transform ${name}`);
      try {
        tree = apply(tree, sayInto(this.log));
      } catch (error) {
        if (!(error instanceof TransformError)) throw error;
        this.#fail(`XSL transform ${name} failed, aborting upgrade`);
        return undefined;
      }
    }
    return tree;
  }

  #fail(text: string): void {
    this.#progress('error', 'apply_upgrade', text);
    this.#failure = new CibError('transform_failed', text);
  }

  async #isValid(schema: SchemaName, root = this.root): Promise<boolean> {
    const verdict = await this.validate(root, schema);
    if (typeof verdict !== 'boolean') {
      const logged = this.#silent.has(schema);
      for (const finding of verdict) this.log.push({ kind: 'invalid', level: 'error', finding, logged });
    }
    return isValid(verdict);
  }

  #result(): Upgrade {
    const { from, log } = this;
    const to = this.#best ?? from;
    let root = this.root;
    if (to !== from) {
      this.#progress('info', 'pcmk__update_schema', `Transformed the configuration schema to ${to}`);
      if (root === this.given) root = root.clone();
      root.set('validate-with', to);
    }
    return { root, from, to, log, ...(this.#failure && { failure: this.#failure }) };
  }

  #progress(level: Level, origin: Origin, text: string): void {
    this.log.push({ kind: 'progress', level, text, origin });
  }
}
