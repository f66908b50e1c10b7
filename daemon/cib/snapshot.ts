import type { Element } from '../../cib/xml/element.js';
import { openTag, serializePretty } from '../../cib/xml/serialize.js';
import type { Snapshot } from './checkpoint.js';
import type { Printed } from './printed.js';

/** The text of a CIB as it is to be saved, in pieces, most of which were printed before. */
export function takeSnapshot(root: Element, printed: Printed, boot: string, sequence: number): Snapshot {
  const saved = root.cloneShallow().set('num_updates', '0');
  const document: string[] = [];
  let status: string[] = [];
  for (const child of root.children) {
    if (child.kind !== 'element') document.push(serializePretty(child, 1));
    else if (child.name === 'status') status = printed.element(child, 1);
    else for (const piece of printed.element(child, 1)) document.push(piece);
  }
  const whole = document.length === 0 ? [`${openTag(saved)}/>\n`] : [`${openTag(saved)}>\n`, ...document, '</cib>\n'];
  return { sequence, boot, attributes: [...root.flat], document: whole, status };
}
