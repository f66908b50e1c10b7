import { Element } from '../../../cib/xml/element.js';
import { free, fromWorld } from '../../grammar/expectation.js';
import type { Kind } from '../kind.js';
import { RESOURCE } from '../patterns.js';
import { description } from '../text.js';

export const TAG: Kind = {
  keyword: 'tag',
  element: 'tag',
  section: 'tags',
  rank: 7,
  least: 2,
  write(tag, { paint }) {
    const members = [...tag.elements()].map((reference) => paint.resource(reference.get('id') ?? ''));
    return [[paint.keyword('tag'), paint.id(tag.get('id') ?? ''), ...members].join(' '), ...description(tag, paint)];
  },
  read(reader) {
    const id = reader.need(/([a-zA-Z_][^\s:]*):?/, 'Expected tag name', free('<id>:'))[1] as string;
    const tag = new Element('tag', { id });
    const member = fromWorld('<resource>', (world) => world.resources());
    while (!reader.done) {
      tag.append(new Element('obj_ref', { id: reader.need(RESOURCE, 'Expected resource', member)[0] }));
    }
    reader.expect(member);
    if (tag.children.length === 0) reader.fail('Expected at least one resource');
    return tag;
  },
};
