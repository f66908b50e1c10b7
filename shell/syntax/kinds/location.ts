import { Element } from '../../../cib/xml/element.js';
import { assignments, type Expectation, free, fromWorld } from '../../grammar/expectation.js';
import type { Kind } from '../kind.js';
import { NAME, RESOURCE, SCORE } from '../patterns.js';
import { readResourceSets, writeResourceSets } from '../resource_set.js';
import { readRules, scoreAttribute, writeRule } from '../rule.js';
import { description, scoreOf, type Writing } from '../text.js';
import { roleName } from '../vocabulary.js';

const ROLE = /\$?role=(.+)/i;
const OPTION = assignments({
  role: ['Started', 'Promoted', 'Unpromoted'],
  'resource-discovery': ['always', 'never', 'exclusive'],
});
const SCORE_WORD: Expectation = {
  title: '<score>:',
  complete: () => [{ text: 'inf:' }, { text: '-inf:' }, { text: 'advisory:' }],
};

/** What the constraint is about: a resource, a pattern or sets. */
function subject(location: Element, writing: Writing): string | undefined {
  const { paint } = writing;
  const [resource, pattern] = [location.get('rsc'), location.get('rsc-pattern')];
  if (resource !== undefined) return paint.resource(resource);
  if (pattern !== undefined) return paint.resource(`/${pattern}/`);
  if (!location.child('resource_set')) return undefined;
  return `{ ${writeResourceSets(location, 'role', writing, -1).join(' ')} }`;
}

export const LOCATION: Kind = {
  keyword: 'location',
  element: 'rsc_location',
  section: 'constraints',
  rank: 8,
  least: 2,
  write(location, writing) {
    const { paint } = writing;
    const about = subject(location, writing);
    if (about === undefined) return undefined;
    let head = `${paint.keyword('location')} ${paint.id(location.get('id') ?? '')} ${about}`;
    for (const name of ['role', 'resource-discovery']) {
      const value = location.get(name);
      if (value !== undefined) head += ` ${name}=${value}`;
    }
    const node = location.get('node');
    if (node !== undefined) head += ` ${paint.score(scoreOf(location))}: ${node}`;
    const rules = [...location.elements('rule')];
    return [
      head,
      ...description(location, paint),
      ...rules.map((rule) => `${paint.keyword('rule')} ${writeRule(rule, writing)}`),
    ];
  },
  read(reader, reading) {
    const location = new Element('rsc_location', { id: reader.need(NAME, 'Expected identifier', free('<id>'))[0] });
    const pattern = reader.take(/\/(.+)\//, free('/<pattern>/'));
    if (pattern) location.set('rsc-pattern', pattern[1] as string);
    else if (reader.keyword('{')) {
      const words = [];
      for (; reader.next !== undefined && reader.next !== '}'; reader.any(free('<resource>'))) {
        words.push(reader.words[reader.at]!);
      }
      if (!reader.keyword('}')) reader.fail('Expected }');
      if (words.length === 0) reader.fail('Empty resource set');
      for (const set of readResourceSets(words, 'role', reading)) location.append(set);
    } else {
      const resource = fromWorld('<resource>', (world) => world.resources());
      location.set('rsc', reader.need(RESOURCE, 'Expected resource', resource)[0]);
    }
    for (let option = reader.take(/\$?([^=]+)=(.*)/, OPTION); option; option = reader.take(/\$?([^=]+)=(.*)/, OPTION)) {
      const [, name = '', value = ''] = option;
      location.set(name, name === 'role' ? roleName(value, reading.vocabulary) : value);
    }
    const score = reader.take(SCORE, SCORE_WORD);
    if (score) {
      location.set(...scoreAttribute(score[1] as string));
      location.set(
        'node',
        reader.need(
          NAME,
          'Expected identifier',
          fromWorld('<node>', (world) => world.nodes()),
        )[0],
      );
      const role = reader.take(ROLE, free('role=<role>'));
      if (role) location.set('role', roleName(role[1] as string, reading.vocabulary));
      return location;
    }
    const rules = readRules(reader, reading);
    for (const rule of rules) location.append(rule);
    if (rules.length === 0) reader.fail('expected <score>: <node> or <rule> [<rule> ...]');
    return location;
  },
};
