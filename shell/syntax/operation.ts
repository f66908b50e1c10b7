import { Element } from '../../cib/xml/element.js';
import { type Expectation, free, oneOf } from '../grammar/expectation.js';
import type { Reader } from '../grammar/reader.js';
import type { Reading } from './kind.js';
import { OPERATION_SETS, readPairs, readSets, writeSets } from './nvset.js';
import { IDSPEC, NAME } from './patterns.js';
import { description, pair, type Writing } from './text.js';

/** Lines for an `operations` element: its id if it has one, then the operations. */
export function writeOperations(operations: Element, writing: Writing): string[] {
  const { paint } = writing;
  const [id, reference] = [operations.get('id'), operations.get('id-ref')];
  let names = id ? pair('$id', id, paint) : '';
  if (reference) names += ` ${pair('$id-ref', reference, paint)}`;
  const lines = names ? [`${paint.keyword('operations')} ${names}`] : [];
  for (const child of operations.children) {
    // A comment stands on its own line before the operation that it is in.
    if (child.kind === 'element') lines.push(...writeOperation(child, writing));
  }
  return lines;
}

function writeOperation(op: Element, writing: Writing): string[] {
  const { paint } = writing;
  const words = [`${paint.keyword('op')} ${op.get('name')}`];
  for (const [name, value] of op.attributes()) {
    if (name !== 'name' && name !== 'id') words.push(pair(name, value, paint));
  }
  return [words.join(' '), ...description(op, paint), ...writeSets(op, OPERATION_SETS, writing)];
}

const NAMES = ['monitor', 'start', 'stop', 'migrate_to', 'migrate_from', 'promote', 'demote', 'notify', 'reload'];
export const OPERATION_NAME: Expectation = oneOf('<operation>', NAMES);

/** `operations $id=…`, then any number of `op …`; an `operations` element is appended. */
export function readOperations(reader: Reader, reading: Reading, into: Element): void {
  const operations = into.append(new Element('operations'));
  if (reader.keyword('operations')) {
    const idspec = reader.need(IDSPEC, 'Expected $id-ref=<id> or $id=<id>', free('$id=<id>'));
    operations.set((idspec[1] as string).slice(1).toLowerCase(), idspec[2] as string);
  }
  while (reader.keyword('op')) operations.append(readOperation(reader, reading));
}

function readOperation(reader: Reader, reading: Reading): Element {
  const name = reader.need(NAME, 'Expected identifier', OPERATION_NAME)[0];
  const op = new Element('op', { name });
  const pairs = readPairs(reader, reading, 'op');
  // A monitor is done more than once: how often is the agent's to advise.
  if (name !== 'monitor' && !pairs.some((nvpair) => nvpair.get('name') === 'interval')) {
    pairs.push(new Element('nvpair', { name: 'interval', value: '0s' }));
  }
  let parameters: Element | undefined;
  for (const nvpair of pairs) {
    const attribute = nvpair.get('name') ?? '';
    if (!reading.vocabulary.opAttributes.has(attribute)) {
      parameters ??= op.append(new Element('instance_attributes'));
      parameters.append(nvpair);
    } else if (parameters) {
      reader.fail(`Attribute order error: ${attribute} must appear before any instance attribute`);
    } else {
      const value = nvpair.get('value');
      if (value === undefined) reader.fail(`Expected a value for ${attribute}`);
      op.set(attribute, value);
    }
  }
  readSets(reader, reading, op, OPERATION_SETS, { implicit: 'op_params' });
  return op;
}
