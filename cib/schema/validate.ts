import { checkReferences } from '../references/check.js';
import { CibError } from '../result/error.js';
import { Element } from '../xml/element.js';
import { serialize } from '../xml/serialize.js';
import { type Finding, findingAt } from './finding.js';
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

/**
 * The validator for a schema. The grammar is compiled once per process; the first call also loads
 * libxml2 (WebAssembly inside a JavaScript module, some 50 ms), which is why nothing imports it at
 * start. That module awaits at its top level, so a bundle that contains it has to be an ES module.
 */
export function loadValidator(schema: SchemaName): Promise<Validator> {
  let loading = validators.get(schema);
  if (!loading) {
    const version = versionOf(schema);
    loading = version === undefined ? Promise.resolve(ACCEPT_ALL) : compile(schema, version);
    validators.set(schema, loading);
  }
  return loading;
}

/**
 * Validate a CIB against the schema it names.
 * @throws CibError `schema_validation` if `validate-with` is missing or unknown
 */
export async function validateConfigured(root: Element): Promise<Finding[]> {
  const name = root.get('validate-with');
  if (!isKnown(name)) {
    const fault = name === undefined ? 'missing' : 'unknown';
    throw new CibError(
      'schema_validation',
      `Cannot validate CIB with ${fault} validate-with (manually edit to use a known schema)`,
      { line: root.line },
    );
  }
  return (await loadValidator(name)).validate(root);
}

const ACCEPT_ALL: Validator = { schema: 'none', validate: () => [], validateStructure: () => [] };

async function compile(schema: SchemaName, version: Version): Promise<Validator> {
  const [{ ParseOption, RelaxNGValidator, XmlDocument, XmlLibError }, { relaxNg }] = await Promise.all([
    import('libxml2-wasm'),
    import('./rng.js'),
  ]);
  const grammarDocument = XmlDocument.fromString(relaxNg(version));
  const grammar = RelaxNGValidator.fromDoc(grammarDocument);
  grammarDocument.dispose();

  const validateStructure = (root: Element): Finding[] => {
    let document: InstanceType<typeof XmlDocument> | undefined;
    try {
      document = XmlDocument.fromString(documentText(root), { option: ParseOption.XML_PARSE_HUGE });
      grammar.validate(document);
      return [];
    } catch (error) {
      if (!(error instanceof XmlLibError)) throw error;
      return inPlace(root, error.details);
    } finally {
      document?.dispose();
    }
  };
  const validate = (root: Element): Finding[] => {
    const structural = validateStructure(root);
    return structural.length > 0 ? structural : [...checkReferences(root, version).unresolved];
  };
  return { schema, validate, validateStructure };
}

/** Text of what the grammar constrains: of the status, which may contain anything, only the tag. */
function documentText(root: Element): string {
  const shell = root.cloneShallow();
  for (const child of root.children) {
    if (child.kind !== 'element' || child.name !== 'status') shell.children.push(child);
    else shell.children.push(new Element('status'));
  }
  return serialize(shell, { text: true });
}

/** Our grammar spells IDREF as NCName (see rng.ts). */
function worded(message: string): string {
  return message.trimEnd().replace(/^Type NCName /, 'Type IDREF ');
}

interface Detail {
  readonly message: string;
  readonly xpath?: string;
}

/**
 * libxml2's messages at the elements of our tree that its node paths name. A few messages have no
 * node; they precede the one about the element they belong to.
 */
function inPlace(root: Element, details: readonly Detail[]): Finding[] {
  const findings: Finding[] = [];
  let element = root;
  for (const { message, xpath } of [...details].reverse()) {
    if (xpath !== undefined) element = elementAt(root, xpath);
    const text = worded(message);
    findings.unshift(findingAt(element, text, attributeIn(text, element)));
  }
  return findings;
}

/** Follow a path such as /cib/configuration/resources/primitive[2], as far as it goes. */
function elementAt(root: Element, nodePath: string): Element {
  let at = root;
  for (const step of nodePath.split('/').slice(2)) {
    const [, name, position = '1'] = /^([^[]+)(?:\[(\d+)\])?$/.exec(step) ?? [];
    let left = Number(position);
    for (const child of at.elements(name)) {
      if (--left > 0) continue;
      at = child;
      break;
    }
    if (left > 0) return at;
  }
  return at;
}

/** The attribute a message names, or whose value it quotes. */
function attributeIn(message: string, element: Element): string | undefined {
  const named = /^(?:Invalid attribute|IDREF attribute|Expecting attribute) (\S+)/.exec(message)?.[1];
  if (named !== undefined) return named;
  if (/^ID .* redefined$/.test(message)) return 'id';
  const quoted = /^Type \S+ doesn't allow value '(.*)'$/.exec(message)?.[1];
  if (quoted === undefined) return undefined;
  const holders = [...element.attributes()].filter(([, value]) => value === quoted);
  return holders.length === 1 ? holders[0]?.[0] : undefined;
}
