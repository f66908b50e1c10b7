import { CibError } from '../result/error.js';
import { Element, type Node } from '../xml/element.js';
import { type VersionTriple, versionOf } from './patchset.js';
import type { Edits } from './transaction.js';

/**
 * Patchset format 1, which Pacemaker wrote before 1.1.12 and read until 2.1: `diff-removed` and
 * `diff-added` each hold a copy of the document cut down to what goes or comes. In it an element
 * with a marker goes or comes whole; any other is there for its attributes, or to lead to those
 * below. It knows no order: what comes is put last.
 */
const MARKER = '__crm_diff_marker__';

/** Whether an element is such a patchset, which need not say so. */
export function isFormat1(diff: Element): boolean {
  const parts = diff.child('diff-removed') ?? diff.child('diff-added');
  return diff.name === 'diff' && parts !== undefined && (diff.get('format') ?? '1') === '1';
}

/** Versions are on the documents in the sections, or on the sections; a part that is on neither is as in `current`. */
export function readVersions1(
  diff: Element,
  current: VersionTriple,
): { readonly source: VersionTriple; readonly target: VersionTriple } {
  const [source, target] = ['diff-removed', 'diff-added'].map((name) => {
    const section = diff.child(name);
    const general = section ? versionOf(section, current) : current;
    const document = section?.child('cib');
    return document ? versionOf(document, general) : general;
  }) as [VersionTriple, VersionTriple];
  return { source, target };
}

/**
 * @throws CibError `ENOTUNIQ` if a section has several documents, `diff_failed` if an element that
 * attributes are to be added to is missing, `bad_xml_patch` if the root is not that of the patchset
 */
export function applyFormat1(root: Element, diff: Element, edits: Edits): void {
  const removed = onlyDocument(diff, 'diff-removed');
  const added = onlyDocument(diff, 'diff-added');
  for (const document of [removed, added]) {
    if (document && !matches(root, document)) {
      throw new CibError('bad_xml_patch', `the patchset is for '${document.name}', not '${root.name}'`);
    }
    if (document?.get(MARKER) === 'removed:top')
      throw new CibError('bad_xml_patch', 'a patchset cannot delete the root');
  }
  if (removed) subtract(root, removed, edits);
  if (added) add(root, added, edits);
}

function onlyDocument(diff: Element, section: string): Element | undefined {
  const documents = [...(diff.child(section)?.elements() ?? [])];
  if (documents.length > 1) throw new CibError('ENOTUNIQ', `${section} has ${documents.length} documents`);
  return documents[0];
}

function subtract(target: Element, removed: Element, edits: Edits): void {
  const gone = (name: string): boolean => name !== 'id' && removed.has(name);
  const kept = [...target.attributes()].filter(([name]) => !gone(name)).flat();
  if (kept.length < target.flat.length) edits.setAttributes(target, kept);
  for (const child of removed.children) {
    const index = target.children.findIndex((own) => matches(own, child));
    if (index < 0) continue;
    const own = target.children[index] as Node;
    const whole = child.kind !== 'element' || child.get(MARKER) === 'removed:top';
    if (whole) edits.removeAt(target, index);
    else if (own.kind === 'element') subtract(own, child, edits);
  }
}

function add(target: Element, added: Element, edits: Edits): void {
  const fresh = [...added.attributes()].filter(([name]) => name !== MARKER);
  const kept = [...target.attributes()].filter(([name]) => !added.has(name));
  if (fresh.length > 0) edits.setAttributes(target, [...kept, ...fresh].flat());
  for (const child of added.children) {
    const own = target.children.find((node) => matches(node, child));
    if (own) {
      if (own.kind === 'element') add(own, child as Element, edits);
    } else if (child.kind !== 'element' || child.get(MARKER) === 'added:top') {
      edits.insertAt(target, target.children.length, withoutMarkers(child));
    } else {
      throw new CibError('diff_failed', `there is no ${child.name} (${child.id ?? 'without id'}) in ${target.name}`);
    }
  }
}

function matches(own: Node, other: Node): boolean {
  if (own.kind === 'element' && other.kind === 'element') {
    return own.name === other.name && (other.id === undefined || own.id === other.id);
  }
  return own.kind === 'comment' && other.kind === 'comment' && own.text === other.text;
}

function withoutMarkers(node: Node): Node {
  const copy = node.clone();
  if (copy instanceof Element) for (const element of copy.walk()) element.unset(MARKER);
  return copy;
}
