import { Element } from '../xml/element.js';
import { serialize } from '../xml/serialize.js';
import { type Finding, findingAt } from './finding.js';
import { relaxNg } from './rng.js';
import type { Version } from './versions.js';

/**
 * What libxml2 says of the structure of a document under the grammar of a version. Loading takes some
 * 100 ms: WebAssembly inside a JavaScript module, and the grammar to compile. The module awaits at its
 * top level, so a bundle that contains it has to be an ES module.
 */
export async function loadLibxml(version: Version): Promise<(root: Element) => Finding[]> {
  const { ParseOption, RelaxNGValidator, XmlDocument, XmlLibError } = await import('libxml2-wasm');
  const grammarDocument = XmlDocument.fromString(relaxNg(version));
  const grammar = RelaxNGValidator.fromDoc(grammarDocument);
  grammarDocument.dispose();

  return (root) => {
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
