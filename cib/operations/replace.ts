import { type VersionTriple, versionOf } from '../patch/patchset.js';
import { CibError } from '../result/error.js';
import type { Element } from '../xml/element.js';
import { select } from '../xpath/select.js';
import { findBelow } from './find.js';
import { type Change, copyOf, inputOf, type Writing } from './operation.js';

/** Put the input in the place of the element of its name and id. */
export const replace: Writing = {
  changes: true,
  transaction: true,
  run(change) {
    if (change.request.xpath === undefined) replaceSame(change);
    else replaceMatches(change, change.request.xpath);
  },
};

/** Take over a whole CIB, its versions included. */
export const sync: Writing = {
  changes: true,
  transaction: false,
  keepsVersion: true,
  run: (change) => replaceAll(change, inputOf(change.request)),
};

function replaceSame(change: Change): void {
  const { cib, editor, request } = change;
  const input = inputOf(request);
  if (input.name === 'cib') {
    replaceAll(change, input);
    return;
  }
  const { section } = request;
  const anywhere = section?.toLowerCase() === 'all' || section === input.name;
  const top = cib.section(anywhere ? undefined : section);
  if (!top) throw new CibError('EINVAL');
  const found = findBelow(cib, top, input.name, input.id);
  if (!found) throw new CibError('ENXIO');
  editor.become(found, copyOf(input));
}

function replaceMatches(change: Change, xpath: string): void {
  const { cib, editor, request } = change;
  const { input, options } = request;
  if (!input) throw new CibError('EINVAL');
  const matches = select(cib, xpath);
  if (matches.length === 0) throw new CibError('ENXIO');
  for (const match of options?.multiple ? matches : matches.slice(0, 1)) {
    if (match.kind === 'document') throw new CibError('EINVAL');
    if (match === cib.root) {
      replaceAll(change, input);
      return;
    }
    const parent = match.kind === 'attribute' ? match.element : match.parent;
    // It may have gone with an earlier match that it was in.
    if (!parent) continue;
    if (match.kind === 'attribute') editor.removeAttribute(match.element, match.name);
    else editor.remove(match);
    editor.insert(parent, copyOf(input));
  }
}

const ABSENT: VersionTriple = [-1, -1, -1];

function replaceAll({ cib, editor }: Change, input: Element): void {
  const [ours, theirs] = [versionOf(cib.root, ABSENT), versionOf(input, ABSENT)];
  for (const [i, part] of ours.entries()) {
    const other = theirs[i] as number;
    if (other < part) throw new CibError('old_data');
    if (other > part) break;
  }
  editor.become(cib.root, copyOf(input));
}
