import { Element } from '../../../cib/xml/element.js';
import { free, fromWorld } from '../../grammar/expectation.js';
import type { Reader } from '../../grammar/reader.js';
import { type Kind, REFERENCE, type Reading } from '../kind.js';
import { readPairs, readSetContent, writeSetContent } from '../nvset.js';
import { DESCRIPTION, NAME } from '../patterns.js';
import { description, pair, type Writing } from '../text.js';

const CONTAINERS = ['docker', 'podman', 'rkt'];
const MAPPINGS = ['port-mapping', 'storage-mapping'];
const ENDS = ['network', 'storage', 'meta', 'primitive'];
const META = 'meta_attributes';

function writePart(child: Element, writing: Writing): string {
  const { paint } = writing;
  const word = child.name === META ? 'meta' : child.name === 'instance_attributes' ? 'params' : child.name;
  let text = paint.keyword(word);
  if (CONTAINERS.includes(child.name) || child.name === 'network') {
    for (const [name, value] of child.attributes()) text += ` ${pair(name, value, paint)}`;
  }
  if (child.name === 'primitive') text += ` ${child.get('id')}`;
  for (const mapping of MAPPINGS) {
    for (const element of child.elements(mapping)) {
      text += ` ${mapping}`;
      for (const [name, value] of element.attributes()) text += ` ${pair(name, value, paint)}`;
    }
  }
  return text + writeSetContent(child, writing);
}

function readPart(word: string, reader: Reader, reading: Reading, bundle: Element): void {
  if (word === 'meta') {
    bundle.append(readSetContent(reader, reading, META, { until: ['network', 'storage', 'primitive'] }) as Element);
    return;
  }
  if (word === 'primitive') reader.expect(fromWorld('<resource>', (world) => world.resources(true)));
  const pairs = readPairs(reader, reading, word, { until: ENDS });
  if (word === 'primitive') {
    const [only, ...more] = pairs;
    if (!only || more.length > 0 || only.get('value')) {
      const got = pairs.map((nvpair) => `${nvpair.get('name')}=${nvpair.get('value') ?? ''}`).join(', ');
      reader.fail(`Expected primitive reference, got ${got}`);
    }
    bundle.append(new Element(REFERENCE, { id: only.get('name') ?? '' }));
    return;
  }
  const part = bundle.child(word) ?? bundle.append(new Element(word));
  let into = part;
  for (const nvpair of pairs) {
    const name = nvpair.get('name') ?? '';
    if (MAPPINGS.includes(name)) into = part.append(new Element(name));
    else into.set(name, nvpair.get('value') ?? '');
  }
}

export const BUNDLE: Kind = {
  keyword: 'bundle',
  element: 'bundle',
  section: 'resources',
  rank: 3,
  least: 2,
  write: (bundle, writing) => [
    `${writing.paint.keyword('bundle')} ${writing.paint.id(bundle.get('id') ?? '')}`,
    ...description(bundle, writing.paint),
    ...[...bundle.elements()].map((child) => writePart(child, writing)),
  ],
  read(reader, reading) {
    const bundle = new Element('bundle', { id: reader.need(NAME, 'Expected identifier', free('<id>'))[0] });
    const about = reader.take(DESCRIPTION, free('description=<text>'));
    if (about) bundle.set('description', about[1] as string);
    for (;;) {
      const word = reader.keyword(...CONTAINERS, 'network', 'storage', 'meta', 'primitive');
      if (word === undefined) return bundle;
      readPart(word, reader, reading, bundle);
    }
  },
};
