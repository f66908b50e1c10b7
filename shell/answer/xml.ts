import { Element, Text } from '../../cib/xml/element.js';
import { Elements } from './elements.js';
import type { Shape } from './shape.js';

/** What elements and attributes can be called. */
const NAME = /^[A-Za-z_][\w.-]*$/;

/** A value as an element: what is simple becomes an attribute, lists and records become elements. */
function valueXml(name: string, value: unknown, shape: Shape | undefined): Element {
  if (value instanceof Elements) return new Element(name, {}, copies(value));
  const plain = shape?.kind === 'named' ? shape.of() : shape;
  if (Array.isArray(value)) {
    const items = listsOf(plain)[0];
    return new Element(
      name,
      {},
      value.map((each) => valueXml(items?.item ?? 'item', each, items?.of)),
    );
  }
  if (typeof value !== 'object' || value === null) return new Element(name, {}, [new Text(allowed(String(value)))]);
  const element = new Element(name);
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  if (plain?.kind === 'byName') {
    for (const [key, each] of entries) element.append(entryXml(allowed(key), each, plain.of));
    return element;
  }
  const members = membersOf(plain, value);
  for (const [key, each] of entries) {
    if (!NAME.test(key)) element.append(entryXml(allowed(key), each, members[key]));
    else if (typeof each !== 'object' || each === null) element.set(key, allowed(String(each)));
    else element.append(valueXml(key, each, members[key]));
  }
  return element;
}

/** Names that are not known beforehand need not be such that elements can have. */
function entryXml(name: string, value: unknown, shape: Shape | undefined): Element {
  if (typeof value !== 'object' || value === null)
    return new Element('entry', { key: name, value: allowed(String(value)) });
  const element = valueXml('entry', value, shape);
  element.set('key', name);
  return element;
}

const choices = (shape: Shape | undefined): readonly Shape[] =>
  shape === undefined ? [] : shape.kind === 'either' ? shape.of.flatMap(choices) : [shape];

const listsOf = (shape: Shape | undefined) => choices(shape).filter((each) => each.kind === 'list');

/** The members of the record that a value is, where it may be one of several. */
function membersOf(shape: Shape | undefined, value: object): Readonly<Record<string, Shape>> {
  const records = choices(shape).filter((each) => each.kind === 'object');
  const fits = records.find(({ members }) => Object.keys(value).every((key) => key in members));
  return (fits ?? records[0])?.members ?? {};
}

const copies = ({ list }: Elements): Element[] => list.map((element) => element.clone());

/** What a command found as the content of a document. */
export const resultOf = (value: unknown, shape: Shape | undefined): readonly Element[] =>
  value instanceof Elements ? copies(value) : [valueXml('result', value, shape)];

/** Text without the characters that XML has no way at all to say. */
export const allowed = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Cs}]/gu, '\ufffd');
