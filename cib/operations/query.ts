import { CibError } from '../result/error.js';
import { Element } from '../xml/element.js';
import { pathOf } from '../xml/path.js';
import { type Match, select } from '../xpath/select.js';
import type { Reading, Work } from './operation.js';

/** Part of the CIB: a section, or what an XPath selects, several matches in an `<xpath-query>`. */
export const query: Reading = {
  changes: false,
  run: (work) => (work.request.xpath === undefined ? querySection(work) : queryMatches(work, work.request.xpath)),
};

function querySection({ cib, request }: Work): Element {
  const { section, options } = request;
  const found = cib.section(section?.toLowerCase() === 'all' ? undefined : section);
  if (!found) throw new CibError('ENXIO');
  return options?.noChildren ? found.cloneShallow() : found;
}

function queryMatches({ cib, request }: Work, xpath: string): Element {
  const { noChildren = false, addressOnly = false } = request.options ?? {};
  const matches = select(cib, xpath);
  if (matches.length === 0) throw new CibError('ENXIO');
  const found = matches.map((match) => (addressOnly ? (elementOf(match, cib.root) ?? match) : match));
  const [first] = found;
  if (found.length === 1 && first?.kind === 'element' && (noChildren || !addressOnly)) {
    return noChildren ? first.cloneShallow() : first;
  }
  const list = new Element('xpath-query');
  for (const match of found) {
    if (match.kind === 'attribute') list.set(match.name, match.element.get(match.name) ?? '');
    else if (match.kind === 'element' && noChildren) list.append(match.cloneShallow());
    else if (match.kind === 'element' && addressOnly)
      list.append(new Element('xpath-query-path', { id: pathOf(match) }));
    else if (match.kind !== 'document') list.append(match.clone());
  }
  return list;
}

/** The element that a match is, is in, or is the document of. */
function elementOf(match: Match, root: Element): Element | null {
  if (match.kind === 'element') return match;
  if (match.kind === 'document') return root;
  return match.kind === 'attribute' ? match.element : match.parent;
}
