import { Element } from '../../../cib/xml/element.js';
import { free, fromWorld } from '../../grammar/expectation.js';
import type { Reader } from '../../grammar/reader.js';
import { readArguments } from '../arguments.js';
import { type Kind, REFERENCE, type Reading } from '../kind.js';
import { CONTAINER_SETS, writeSets } from '../nvset.js';
import { DESCRIPTION, NAME, RESOURCE } from '../patterns.js';
import { description, type Writing } from '../text.js';

function write(keyword: string, container: Element, writing: Writing): string[] {
  const { paint } = writing;
  const children = [...container.elements()]
    .filter(({ name }) => name === 'primitive' || name === 'group')
    .map((child) => paint.resource(child.get('id') ?? ''));
  const head = `${paint.keyword(keyword)} ${paint.id(container.get('id') ?? '')} ${children.join(' ')}`;
  return [head, ...description(container, paint), ...writeSets(container, CONTAINER_SETS, writing)];
}

const MEMBER = fromWorld('<resource>', (world) => world.resources(true));

function finish(reader: Reader, reading: Reading, container: Element, children: readonly string[]): Element {
  const about = reader.take(DESCRIPTION, free('description=<text>'));
  if (about) container.set('description', about[1] as string);
  readArguments(reader, reading, container, CONTAINER_SETS, { implicit: 'params' });
  for (const id of children) container.append(new Element(REFERENCE, { id }));
  return container;
}

function readClone(element: string, reader: Reader, reading: Reading): Element {
  const clone = new Element(element, { id: reader.need(NAME, 'Expected identifier', free('<id>'))[0] });
  return finish(reader, reading, clone, [reader.need(RESOURCE, 'Expected resource', MEMBER)[0]]);
}

export const GROUP: Kind = {
  keyword: 'group',
  element: 'group',
  section: 'resources',
  rank: 4,
  least: 2,
  write: (element, writing) => write('group', element, writing),
  read(reader, reading) {
    const id = reader.need(NAME, 'Expected identifier', free('<id>'))[0];
    const children: string[] = [];
    for (;;) {
      reader.expect(MEMBER);
      const { next } = reader;
      if (!next || next.includes('=') || next.toLowerCase() === 'params' || next.toLowerCase() === 'meta') break;
      reader.any(MEMBER);
      if (children.includes(next)) reader.fail(`child ${next} listed more than once in group ${id}`);
      children.push(next);
    }
    return finish(reader, reading, new Element('group', { id }), children);
  },
};

export const CLONE: Kind = {
  keyword: 'clone',
  element: 'clone',
  section: 'resources',
  rank: 6,
  least: 2,
  write: (element, writing) => write('clone', element, writing),
  read: (reader, reading) => readClone('clone', reader, reading),
};

export const MASTER: Kind = {
  keyword: 'ms',
  aliases: ['master'],
  element: 'master',
  section: 'resources',
  rank: 5,
  least: 2,
  write: (element, writing) => write('ms', element, writing),
  read: (reader, reading) => readClone('master', reader, reading),
};
