import { Element } from '../../../cib/xml/element.js';
import { type Expectation, free } from '../../grammar/expectation.js';
import type { Reader } from '../../grammar/reader.js';
import { readArguments } from '../arguments.js';
import type { Kind, Reading } from '../kind.js';
import { RESOURCE_SETS, wordFor, writeSet } from '../nvset.js';
import { writeOperations } from '../operation.js';
import { DESCRIPTION, NAME } from '../patterns.js';
import { description, type Writing } from '../text.js';

/** The agent as it is written: `type` alone where crm syntax finds class and provider by itself. */
function agentOf(resource: Element): string {
  const [standard, provider, type = ''] = ['class', 'provider', 'type'].map((name) => resource.get(name));
  if ((standard === undefined && provider === undefined) || provider === 'heartbeat') return type;
  if (standard === 'ocf' && provider === undefined) return type;
  return [standard, provider, type].filter(Boolean).join(':');
}

function writePrimitive(keyword: string, resource: Element, writing: Writing): string[] {
  const { paint } = writing;
  const template = keyword === 'primitive' ? resource.get('template') : undefined;
  const agent = template ? `@${paint.resource(template)}` : agentOf(resource);
  const parts = [`${paint.keyword(keyword)} ${paint.id(resource.get('id') ?? '')} ${agent}`];
  parts.push(...description(resource, paint));
  for (const child of resource.elements()) {
    const word = wordFor(RESOURCE_SETS, child.name);
    if (word !== undefined) parts.push(writeSet(word, child, writing));
    else if (child.name === 'operations') parts.push(...writeOperations(child, writing));
  }
  return parts;
}

const AGENT: Expectation = {
  title: '[<class>:[<provider>:]]<type>',
  complete: (world, partial) =>
    partial.startsWith('@')
      ? world.ids('rsc_template').map((id) => ({ text: `@${id}` }))
      : world.agents(partial).map((text) => ({ text, open: text.endsWith(':') })),
};

function readAgent(reader: Reader, reading: Reading, into: Element): void {
  reader.expect(AGENT);
  if (!reader.next) reader.fail('Expected resource type');
  const parts = reader.next.split(':');
  const type = parts.at(-1);
  if (!type || parts.length > 3) reader.fail('Unknown resource type');
  const standard = parts.length > 1 ? (parts[0] as string) : 'ocf';
  const named = parts.length === 3 ? (parts[1] as string) : '';
  const provider = named || (standard === 'ocf' && parts.length < 3 ? reading.provider(type) : '');
  if (standard === 'ocf' && !provider) reader.fail('Unknown resource type');
  reader.any(AGENT);
  if (standard) into.set('class', standard);
  if (provider) into.set('provider', provider);
  into.set('type', type);
}

function readPrimitive(element: string, reader: Reader, reading: Reading): Element {
  const id = reader.need(NAME, 'Expected identifier', free('<id>'))[0];
  const resource = new Element(element, { id });
  const template = element === 'primitive' ? reader.take(/@(.+)/, free('@<template>')) : undefined;
  if (template) resource.set('template', template[1] as string);
  else readAgent(reader, reading, resource);
  const about = reader.take(DESCRIPTION, free('description=<text>'));
  if (about) resource.set('description', about[1] as string);
  readArguments(reader, reading, resource, RESOURCE_SETS, { implicit: 'params', operations: true });
  return resource;
}

export const PRIMITIVE: Kind = {
  keyword: 'primitive',
  element: 'primitive',
  section: 'resources',
  rank: 2,
  least: 2,
  write: (element, writing) => writePrimitive('primitive', element, writing),
  read: (reader, reading) => readPrimitive('primitive', reader, reading),
};

export const TEMPLATE: Kind = {
  keyword: 'rsc_template',
  element: 'template',
  section: 'resources',
  rank: 1,
  least: 2,
  write: (element, writing) => writePrimitive('rsc_template', element, writing),
  read: (reader, reading) => readPrimitive('template', reader, reading),
};
