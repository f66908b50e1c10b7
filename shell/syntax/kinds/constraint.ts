import { Element } from '../../../cib/xml/element.js';
import { assignments, type Expectation, free, fromWorld, oneOf } from '../../grammar/expectation.js';
import type { Reader } from '../../grammar/reader.js';
import { isTrue } from '../boolean.js';
import type { Kind, Reading } from '../kind.js';
import { NAME, SCORE } from '../patterns.js';
import { type Qualifier, readResourceSets, writeResourceSets } from '../resource_set.js';
import { numericScore, scoreAttribute } from '../rule.js';
import { description, scoreOf, type Writing } from '../text.js';
import { canonical, roleName } from '../vocabulary.js';

const RESOURCE: Expectation = fromWorld('<resource>[:<role or action>]', (world) => world.resources());

/** A resource, and behind a colon what it is qualified with. */
const qualified = (words: readonly string[]): Expectation => ({
  title: RESOURCE.title,
  complete(world, partial) {
    const colon = partial.indexOf(':');
    if (colon < 0) return world.resources().map((text) => ({ text }));
    return words.map((word) => ({ text: `${partial.slice(0, colon)}:${word}` }));
  },
});

/** `rsc`, `rsc:Promoted`, `rsc:start` or `rsc:0`, from the attributes of a plain constraint. */
function subject(constraint: Element, attribute: string, qualifier: Qualifier, { paint }: Writing): string {
  const name = paint.resource(constraint.get(attribute) ?? '');
  const qualified = constraint.get(`${attribute}-${qualifier}`) || constraint.get(`${attribute}-instance`);
  return qualified ? `${name}:${qualified}` : name;
}

function subjects(
  constraint: Element,
  attributes: readonly string[],
  qualifier: Qualifier,
  writing: Writing,
  leastInSets = 2,
): string[] {
  return constraint.child('resource_set')
    ? writeResourceSets(constraint, qualifier, writing, leastInSets)
    : attributes.map((attribute) => subject(constraint, attribute, qualifier, writing));
}

/** Options of a constraint stand last, as `name=value`. */
function option(constraint: Element, name: string): string[] {
  const value = constraint.get(name);
  return value ? [`${name}=${value}`] : [];
}

function parts(
  keyword: string,
  constraint: Element,
  score: string,
  words: readonly string[],
  { paint }: Writing,
): string[] {
  const head = [paint.keyword(keyword), paint.id(constraint.get('id') ?? '')];
  if (score) head.push(`${paint.score(score)}:`);
  return [[...head, ...words].join(' '), ...description(constraint, paint)];
}

function readSubjects(
  reader: Reader,
  reading: Reading,
  constraint: Element,
  attributes: readonly string[],
  qualifier: Qualifier,
): void {
  const wanted = qualified(qualifier === 'role' ? reading.vocabulary.roles : reading.vocabulary.actions);
  if (reader.left === attributes.length) {
    for (const attribute of attributes) readSubject(reader, reading, constraint, attribute, qualifier);
    reader.expect(wanted);
    return;
  }
  const first = reader.at;
  const words = reader.rest();
  // Unfinished sets are no reason not to say what may follow.
  reader.expect(wanted);
  const sets = readResourceSets(words, qualifier, reading);
  if (sets.length === 0) {
    const usage = attributes.map(() => `<rsc>[:<${qualifier}>]`).join(' ');
    reader.fail(`Expected ${usage} | resource_sets`, first);
  }
  for (const set of sets) constraint.append(set);
}

function readSubject(reader: Reader, reading: Reading, into: Element, attribute: string, qualifier: Qualifier): void {
  const [id = '', given = '', ...more] = (reader.next ?? '').split(':');
  if (!reader.next || more.length > 0) reader.fail('Expected value[:value]');
  const { vocabulary } = reading;
  const wanted = qualifier === 'role' ? roleName(given, vocabulary) : given;
  into.set(attribute, id);
  if (wanted) {
    const known = canonical(wanted, qualifier === 'role' ? vocabulary.roles : vocabulary.actions);
    if (known !== undefined) into.set(`${attribute}-${qualifier}`, known);
    else if (/^\d+$/.test(wanted)) into.set(`${attribute}-instance`, wanted);
    else {
      reader.any(RESOURCE);
      reader.fail(`Invalid ${qualifier} '${wanted}' for '${id}'`);
    }
  }
  reader.any(RESOURCE);
}

const start = (reader: Reader, element: string): Element =>
  new Element(element, { id: reader.need(NAME, 'Expected identifier', free('<id>'))[0] });

const SCORES: Expectation = {
  title: '<score>:',
  complete: () => [{ text: 'inf:' }, { text: '-inf:' }],
};

const NODE_ATTRIBUTE: Expectation = {
  title: 'node-attribute=<name>',
  complete(world, partial) {
    if (!partial.includes('=')) return [{ text: 'node-attribute=', open: true, about: 'what nodes have in common' }];
    return world.nodeAttributes('instance_attributes').map((name) => ({ text: `node-attribute=${name}` }));
  },
};

export const COLOCATION: Kind = {
  keyword: 'colocation',
  aliases: ['collocation'],
  element: 'rsc_colocation',
  section: 'constraints',
  rank: 8,
  least: 2,
  write(constraint, writing) {
    const words = subjects(constraint, ['rsc', 'with-rsc'], 'role', writing);
    const score = scoreOf(constraint) || constraint.get('kind') || '';
    return parts('colocation', constraint, score, [...words, ...option(constraint, 'node-attribute')], writing);
  },
  read(reader, reading) {
    const constraint = start(reader, 'rsc_colocation');
    constraint.set(...scoreAttribute(reader.need(SCORE, 'Expected <score>:', SCORES)[1] as string));
    const attribute = reader.takeLast(/node-attribute=(.+)/);
    if (attribute) constraint.set('node-attribute', (attribute[1] as string).toLowerCase());
    readSubjects(reader, reading, constraint, ['rsc', 'with-rsc'], 'role');
    reader.expect(NODE_ATTRIBUTE);
    return constraint;
  },
};

export const ORDER: Kind = {
  keyword: 'order',
  element: 'rsc_order',
  section: 'constraints',
  rank: 8,
  least: 2,
  write(constraint, writing) {
    const words = subjects(constraint, ['first', 'then'], 'action', writing);
    const score = scoreOf(constraint) || constraint.get('kind') || '';
    return parts('order', constraint, score, [...words, ...option(constraint, 'symmetrical')], writing);
  },
  read(reader, reading) {
    const constraint = start(reader, 'rsc_order');
    const { kinds } = reading.vocabulary;
    const kind = reader.take(
      SCORE,
      oneOf(
        '<kind>:',
        kinds.map((word) => `${word}:`),
      ),
    )?.[1];
    if (kind !== undefined) constraint.set('kind', kindOf(kind, kinds) ?? reader.fail(`Invalid kind: ${kind}`));
    const symmetrical = reader.takeLast(/symmetrical=(true|false|yes|no|on|off)/i);
    if (symmetrical) constraint.set('symmetrical', isTrue(symmetrical[1] as string) ? 'true' : 'false');
    readSubjects(reader, reading, constraint, ['first', 'then'], 'action');
    reader.expect(assignments({ symmetrical: ['true', 'false'] }));
    return constraint;
  },
};

/** A kind by name; a score stands for Optional if it is 0, else for Mandatory. */
function kindOf(word: string, kinds: readonly string[]): string | undefined {
  const score = numericScore(word);
  if (score) return score[1] === '0' ? 'Optional' : 'Mandatory';
  return canonical(word, kinds);
}

const LOSS_POLICIES = ['stop', 'demote', 'fence', 'freeze'];

const TICKETS = fromWorld('<ticket>:', (world) => world.tickets().map((name) => `${name}:`));

export const TICKET: Kind = {
  keyword: 'rsc_ticket',
  element: 'rsc_ticket',
  section: 'constraints',
  rank: 9,
  least: 2,
  write(constraint, writing) {
    const words = subjects(constraint, ['rsc'], 'role', writing, 1);
    const { paint } = writing;
    const head = [paint.keyword('rsc_ticket'), paint.id(constraint.get('id') ?? '')];
    head.push(`${paint.ticket(constraint.get('ticket') ?? '')}:`, ...words, ...option(constraint, 'loss-policy'));
    return [head.join(' '), ...description(constraint, paint)];
  },
  read(reader, reading) {
    const constraint = start(reader, 'rsc_ticket');
    constraint.set('ticket', reader.need(SCORE, 'Expected <ticket-id>:', TICKETS)[1] as string);
    const policy = reader.takeLast(new RegExp(`loss-policy=(${LOSS_POLICIES.join('|')})`, 'i'));
    if (policy) constraint.set('loss-policy', policy[1] as string);
    readSubjects(reader, reading, constraint, ['rsc'], 'role');
    reader.expect(assignments({ 'loss-policy': LOSS_POLICIES }));
    return constraint;
  },
};
