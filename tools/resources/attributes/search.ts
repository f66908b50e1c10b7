import type { CibClient } from '../../../cib/client/client.js';
import type { Element } from '../../../cib/xml/element.js';
import { xpathLiteral } from '../../../cib/xpath/literal.js';
import { query } from '../../attributes/node.js';
import type { Report } from '../report.js';
import type { Attribute } from '../request.js';

/** Where a search is made, and who hears of it if there is more than one match. */
export interface Searcher {
  readonly client: CibClient;
  readonly report: Report;
}

export type Wanted = Pick<Attribute, 'name'> & Partial<Attribute>;

/** Pairs of a resource, as configured; those of all that is inside it as well if no kind of set is named. */
export async function search({ client, report }: Searcher, id: string, wanted: Wanted): Promise<Element[]> {
  const { set, setId, pairId, name } = wanted;
  const block = set === undefined ? '' : `/${set}${setId === undefined ? '' : `[@id=${xpathLiteral(setId)}]`}`;
  const terms = [
    ...(pairId === undefined ? [] : [`@id=${xpathLiteral(pairId)}`]),
    ...(name === '' ? [] : [`@name=${xpathLiteral(name)}`]),
  ];
  const which = terms.length > 0 ? `[${terms.join(' and ')}]` : '';
  const base = `/cib/configuration/resources//*[@id=${xpathLiteral(id)}]`;
  const found = await query(client, `${base}${block}//nvpair${which}`);
  if (found.length > 1) {
    report.note(`Multiple attributes match name=${name}`);
    for (const pair of found) report.note(`  Value: ${pair.get('value') ?? '(null)'} \t(id=${pair.id ?? '<none>'})`);
    report.blank();
  }
  return found;
}
