import { Element } from '../../../cib/xml/element.js';
import { free, fromWorld } from '../../grammar/expectation.js';
import { readArguments } from '../arguments.js';
import type { Kind } from '../kind.js';
import { NODE_SETS, writeSets } from '../nvset.js';
import { DESCRIPTION, INITIAL_ID } from '../patterns.js';
import { description, isBare } from '../text.js';

const NAME_AND_TYPE = /([^:]+)(?::(normal|member|ping|remote))?/i;

export const NODE: Kind = {
  keyword: 'node',
  element: 'node',
  section: 'nodes',
  rank: 0,
  least: 1,
  write(node, writing) {
    const { paint } = writing;
    const [id = '', name = '', type] = ['id', 'uname', 'type'].map((attribute) => node.get(attribute));
    const words = [paint.keyword('node')];
    if (id !== name) words.push(isBare(id) ? `${id}:` : `$id="${id}"`);
    words.push(type && type !== 'normal' ? `${paint.id(name)}:${type}` : paint.id(name));
    return [words.join(' '), ...description(node, paint), ...writeSets(node, NODE_SETS, writing)];
  },
  read(reader, reading) {
    const node = new Element('node');
    const id = reader.take(INITIAL_ID, free('<id>:'));
    if (id) node.set('id', (id[1] ?? id[2]) as string);
    const [, name = '', type] = reader.need(
      NAME_AND_TYPE,
      'Expected uname[:type]',
      fromWorld('<name>[:<type>]', (world) => world.nodes()),
    );
    node.set('uname', name);
    if (type) node.set('type', type);
    const about = reader.take(DESCRIPTION, free('description=<text>'));
    if (about) node.set('description', about[1] as string);
    readArguments(reader, reading, node, NODE_SETS, { implicit: 'attributes' });
    return node;
  },
};
