import { CibError } from '../result/error.js';
import { select } from '../xpath/select.js';
import { findLike } from './find.js';
import { type Change, inputOf, type Writing } from './operation.js';

/** Take out what matches; that nothing does is no error. */
export const deletion: Writing = {
  changes: true,
  transaction: true,
  run(change) {
    if (change.request.xpath === undefined) deleteLike(change);
    else deleteMatches(change, change.request.xpath);
  },
};

function deleteLike({ cib, editor, request }: Change): void {
  const input = inputOf(request);
  const top = cib.section(request.section);
  if (!top) return;
  for (const search of input.name === request.section ? input.elements() : [input]) {
    const found = findLike(cib, top, search);
    if (found) editor.remove(found);
  }
}

function deleteMatches({ cib, editor, request }: Change, xpath: string): void {
  const matches = select(cib, xpath);
  // Backwards, so that what lies in another match is gone before that one goes.
  const doomed = request.options?.multiple ? matches.reverse() : matches.slice(0, 1);
  for (const match of doomed) {
    if (match.kind === 'document' || match === cib.root) throw new CibError('EINVAL');
    if (match.kind === 'attribute') editor.removeAttribute(match.element, match.name);
    else editor.remove(match);
  }
}
