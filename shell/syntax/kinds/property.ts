import { Element } from '../../../cib/xml/element.js';
import { free } from '../../grammar/expectation.js';
import type { Reader } from '../../grammar/reader.js';
import type { Kind, Reading } from '../kind.js';
import { readPairs, writePair } from '../nvset.js';
import { IDSPEC, INITIAL_ID } from '../patterns.js';
import { readRules, writeRule } from '../rule.js';
import { description, isBare, type Writing } from '../text.js';

function write(keyword: string, set: Element, writing: Writing): string[] {
  const { paint } = writing;
  const id = set.get('id') ?? '';
  const name = isBare(id) ? `${paint.id(id)}:` : `${paint.id('$id')}="${paint.value(id)}"`;
  const parts = [`${paint.keyword(keyword)} ${name}`, ...description(set, paint)];
  for (const child of set.elements()) {
    if (child.name === 'rule') parts.push(`${paint.keyword('rule')} ${writeRule(child, writing)}`);
    else if (child.name === 'nvpair') parts.push(writePair(child, writing));
  }
  return parts;
}

function read(keyword: string, element: string, reader: Reader, reading: Reading): Element {
  const set = new Element(element);
  const id = reader.take(INITIAL_ID, free('<id>:'));
  const idspec = id ? undefined : reader.take(IDSPEC, free('$id-ref=<id>'));
  if (id) set.set('id', (id[1] ?? id[2]) as string);
  else if (idspec) set.set((idspec[1] as string).slice(1), idspec[2] as string);
  for (const rule of readRules(reader, reading)) set.append(rule);
  const options = reading.typed ? { until: [], filled: true } : {};
  for (const nvpair of readPairs(reader, reading, keyword, options)) set.append(nvpair);
  return set;
}

/** Sets of the same form; those of defaults are meta attributes inside a section of their own. */
const kind = (keyword: string, element: string, section: string, rank: number, defaultId: string): Kind => ({
  keyword,
  element,
  section,
  rank,
  least: 1,
  defaultId,
  write: (set, writing) => write(keyword, set, writing),
  read: (reader, reading) => read(keyword, element, reader, reading),
});

export const PROPERTY = kind('property', 'cluster_property_set', 'crm_config', 10, 'cib-bootstrap-options');
export const RSC_DEFAULTS = kind('rsc_defaults', 'meta_attributes', 'rsc_defaults', 11, 'rsc-options');
export const OP_DEFAULTS = kind('op_defaults', 'meta_attributes', 'op_defaults', 12, 'op-options');
