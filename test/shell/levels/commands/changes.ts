import type { Element } from '../../../../cib/xml/element.js';
import { parseXml } from '../../../../cib/xml/parse.js';
import { serialize } from '../../../../cib/xml/serialize.js';

/**
 * What is different between two CIBs, a line for each element: `+ PLACE <element>` for a new one
 * with all that is in it, `- PLACE <element …>` for one that has gone, `ID NAME: old → new` for an
 * attribute. PLACE is the id, or else the name, of what it is in. The version is left out.
 */
export function changesBetween(before: string, after: string): string[] {
  if (before === after) return [];
  const changes: string[] = [];
  const [old, now] = [parseXml(before), parseXml(after)];
  for (const name of ['configuration', 'status']) compare(old.child(name), now.child(name), changes);
  return changes;
}

const place = (element: Element): string => element.id ?? element.name;
const key = (element: Element): string => `${element.name} ${element.id ?? element.get('uname') ?? ''}`;

function compare(before: Element | undefined, after: Element | undefined, changes: string[]): void {
  if (!before || !after) return;
  const names = new Set([...before.attributeNames(), ...after.attributeNames()]);
  for (const name of names) {
    const [old, now] = [before.get(name), after.get(name)];
    if (old !== now) changes.push(`${place(after)} ${name}: ${old ?? '(none)'} → ${now ?? '(none)'}`);
  }
  const [old, now] = [before.elements(), after.elements()];
  const [had, has] = [new Map(old.map((one) => [key(one), one])), new Map(now.map((one) => [key(one), one]))];
  for (const [name, one] of had) if (!has.has(name)) changes.push(`- ${place(before)} ${opening(one)}`);
  for (const [name, one] of has) {
    const was = had.get(name);
    if (was) compare(was, one, changes);
    else changes.push(`+ ${place(after)} ${serialize(one)}`);
  }
  const [order, kept] = [[...had.keys()].filter((one) => has.has(one)), [...has.keys()].filter((one) => had.has(one))];
  if (order.join() !== kept.join()) changes.push(`${place(after)} order: ${kept.join(', ')}`);
}

const opening = (element: Element): string =>
  `<${element.name}${element.id === undefined ? '' : ` id="${element.id}"`}>`;
