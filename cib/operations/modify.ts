import type { Cib } from '../document/cib.js';
import { parentOfSection } from '../document/sections.js';
import { INFINITY_SCORE, parseScore } from '../number/score.js';
import { CibError } from '../result/error.js';
import { Element, type Node } from '../xml/element.js';
import { select } from '../xpath/select.js';
import { findSame } from './find.js';
import { type Change, copyOf, equalIgnoringCase, inputOf, type Writing } from './operation.js';

/** Merge the input into the element of its name and id: attributes are set, nothing is taken away. */
export const modify: Writing = {
  changes: true,
  transaction: true,
  run(change) {
    if (change.request.xpath === undefined) modifySection(change);
    else modifyMatches(change, change.request.xpath);
  },
};

function modifySection(change: Change): void {
  const { cib, editor, request } = change;
  const { section, options } = request;
  const input = inputOf(request);
  let top = cib.section(section);
  if (!top) {
    const parent = parentOfSection(cib.root, section);
    if (parent) editor.insert(parent, new Element(section as string));
    top = cib.section(section);
    if (!top) throw new CibError('EINVAL');
  }
  if (update(change, top, input)) return;
  if (!options?.canCreate) throw new CibError('ENXIO');
  editor.insert(top, copyOf(input));
}

function modifyMatches(change: Change, xpath: string): void {
  const { cib, request } = change;
  const { input, options } = request;
  if (!input) throw new CibError('EINVAL');
  const matches = select(cib, xpath);
  if (matches.length === 0) throw new CibError('ENXIO');
  let missed = false;
  for (const match of matches) {
    if (match.kind !== 'element' || !update(change, match, input)) missed = true;
    else if (!options?.multiple) break;
  }
  if (missed) throw new CibError('ENXIO');
}

/** @returns false if nothing, at or below `top`, is what the input speaks of */
function update(change: Change, top: Element, input: Element): boolean {
  const { cib, editor, request } = change;
  const target = findSame(cib, top, input.name, input.id);
  if (!target) return false;
  const scores = request.options?.scoreUpdate ?? false;
  const live: Writer = {
    set: (element, name, value) => editor.setAttribute(element, name, scores ? summed(element, name, value) : value),
    put: (parent, node) => editor.insert(parent, node),
    child: (parent, name, id) => childOf(cib, parent, name, id),
  };
  mergeInto(target, input, live);
  return true;
}

/** How the merge writes: through the editor, or to a new subtree that is not in the CIB yet. */
interface Writer {
  set(element: Element, name: string, value: string): void;
  put(parent: Element, node: Node): void;
  child(parent: Element, name: string, id: string): Element | undefined;
}

const FRESH: Writer = {
  set: (element, name, value) => element.set(name, value),
  put: (parent, node) => parent.append(node),
  child: (parent, name, id) => parent.child(name, id),
};

function childOf(cib: Cib, parent: Element, name: string, id: string): Element | undefined {
  return cib.childOf(parent, name, id);
}

function mergeInto(target: Element, update: Element, writer: Writer): void {
  const { flat } = update;
  for (let i = 0; i < flat.length; i += 2) writer.set(target, flat[i] as string, flat[i + 1] as string);
  for (const child of update.children) {
    if (child.kind === 'comment') {
      const there = target.children.some((node) => node.kind === 'comment' && equalIgnoringCase(node.text, child.text));
      if (!there) writer.put(target, child.clone());
    } else if (child.kind === 'element') {
      const same = counterpart(target, child, writer);
      if (same) mergeInto(same, child, writer);
      else writer.put(target, gathered(child));
    }
  }
}

/** First child of the name, and of the id or, failing that, the id-ref, of another element. */
function counterpart(parent: Element, model: Element, writer: Writer): Element | undefined {
  if (model.id !== undefined) return writer.child(parent, model.name, model.id);
  const reference = model.get('id-ref');
  if (reference === undefined) return parent.child(model.name);
  for (const child of parent.elements(model.name)) if (child.get('id-ref') === reference) return child;
  return undefined;
}

/** A copy in which children that say the same element have been merged, as they are in the CIB. */
function gathered(model: Element): Element {
  const copy = new Element(model.name);
  mergeInto(copy, model, FRESH);
  return copy;
}

/** What an attribute becomes: `name++` and `name+=N` add to the score that is there, if one is. */
function summed(element: Element, name: string, value: string): string {
  const old = element.get(name);
  if (old === undefined || old === value || !value.startsWith(name)) return value;
  const operator = value.slice(name.length, name.length + 2);
  if (operator !== '++' && operator !== '+=') return value;
  const addend = operator === '++' ? 1 : (parseScore(value.slice(name.length + 2)) ?? 0);
  return String(addScores(parseScore(old) ?? 0, addend));
}

function addScores(a: number, b: number): number {
  if (a <= -INFINITY_SCORE || b <= -INFINITY_SCORE) return -INFINITY_SCORE;
  if (a >= INFINITY_SCORE || b >= INFINITY_SCORE) return INFINITY_SCORE;
  return Math.max(-INFINITY_SCORE, Math.min(INFINITY_SCORE, a + b));
}
