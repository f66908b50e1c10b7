import type { CibClient } from '../../cib/client/client.js';
import { CibError } from '../../cib/result/error.js';
import { Element } from '../../cib/xml/element.js';
import { query } from './node.js';
import { attributesPath, newAttribute, type Place, type Selection, sectionOf } from './place.js';

/** Where a change of attributes tells what it did. */
export interface Log {
  /** For people: left out of XML, and with --quiet. */
  note(line: string): void;
  error(line: string): void;
}

/**
 * Pairs of a place, in document order.
 * @throws CibError `ENXIO` if there are none
 */
export async function findAttributes(client: CibClient, place: Place, selection: Selection): Promise<Element[]> {
  const found = await query(client, attributesPath(place, selection));
  if (found.length === 0) throw new CibError('ENXIO');
  return found;
}

/**
 * Set an attribute, or create it with the elements around it. A value `NAME++` or `NAME+=N` adds to the score there.
 * @throws CibError `ENOTUNIQ` if several match, and those of the request
 */
export async function updateAttribute(
  client: CibClient,
  place: Place,
  pair: Selection & { readonly value: string },
  log: Log,
): Promise<void> {
  const found = await query(client, attributesPath(place, pair));
  if (found.length > 1) {
    noteMatches(found, pair, log);
    throw new CibError('ENOTUNIQ');
  }
  const input = found[0] ? nvpair({ ...pair, id: found[0].id }, pair.value) : newAttribute(place, pair);
  try {
    const section = sectionOf(place);
    await client.call({ operation: 'modify', section, input, options: { scoreUpdate: true } });
  } catch (error) {
    if (error instanceof CibError) {
      // A set that was found by its attribute is not named.
      const set = found[0] ? place.setId : (place.setId ?? setIdOf(input));
      const where = `section=${found[0] ? place.section : sectionOf(place)}, set=${set ?? '<null>'}`;
      log.error(`Error setting ${pair.name}=${pair.value} (${where}): ${error.rc.description}`);
    }
    throw error;
  }
}

/**
 * Delete an attribute. If several match, they are listed and nothing is deleted, which is no error.
 * @throws CibError `ENXIO` if there is none, and those of the request
 */
export async function deleteAttribute(client: CibClient, place: Place, selection: Selection, log: Log): Promise<void> {
  let { id } = selection;
  if (id === undefined) {
    const found = await findAttributes(client, place, selection);
    if (found.length > 1) return noteMatches(found, selection, log);
    id = found[0]?.id;
  }
  await client.call({ operation: 'delete', section: sectionOf(place), input: nvpair({ ...selection, id }) });
  const what = `${place.section} ${place.nodeId === undefined ? 'option' : 'attribute'}`;
  const set = place.setId === undefined ? '' : ` set=${place.setId}`;
  const name = selection.name === undefined ? '' : ` name=${selection.name}`;
  // The id is told only if it had to be looked up.
  log.note(`Deleted ${what}: id=${selection.id === undefined ? id : '(null)'}${set}${name}`);
}

function noteMatches(found: readonly Element[], { name }: Selection, log: Log): void {
  if (name === undefined) return;
  log.note(`Multiple attributes match name=${name}`);
  for (const pair of found) log.note(`  Value: ${pair.get('value') ?? '(null)'} \t(id=${pair.id ?? '<none>'})`);
}

function nvpair({ id, name }: Selection, value?: string): Element {
  const element = new Element('nvpair');
  for (const [attribute, content] of Object.entries({ id, name, value })) {
    if (content !== undefined) element.set(attribute, content);
  }
  return element;
}

/** Id of the set that directly holds the pair. */
function setIdOf(input: Element): string | undefined {
  for (const element of input.walk()) if (element.child('nvpair')) return element.id;
  return undefined;
}
