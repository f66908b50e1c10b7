import { Element } from '../../cib/xml/element.js';
import { type Expectation, free, literal, oneOf } from '../grammar/expectation.js';
import type { Reader } from '../grammar/reader.js';
import type { Reading } from './kind.js';
import { IDSPEC, NAME, SCORE } from './patterns.js';
import { pair, scoreOf, type Writing } from './text.js';
import { roleName } from './vocabulary.js';

const OPERATORS = ['lt', 'gt', 'lte', 'gte', 'eq', 'ne'];
const DATE_OPERATIONS = ['in_range', 'gt', 'lt', 'date_spec', 'spec', 'in'];
/** How a date operation is written, and what it is called in the CIB. */
const DATE_WORDS: Record<string, string> = { in_range: 'in', date_spec: 'spec' };
const DATE_NAMES: Record<string, string> = { in: 'in_range', spec: 'date_spec' };
/** `yearsdays` is how crmsh has always spelt it. */
const DATE_PARTS = 'hours monthdays weekdays yearsdays months weeks years weekyears moon'.split(' ');
const DATE_BOUNDS = ['start', 'end'];

export function writeRule(rule: Element, writing: Writing): string {
  const { paint } = writing;
  const id = rule.get('id');
  const reference = rule.get('id-ref');
  const words: string[] = [];
  if (id && writing.isReferredTo(id)) words.push(pair('$id', id, paint));
  else if (reference) return pair('$id-ref', reference, paint);
  const role = rule.get('role');
  if (role) words.push(pair('$role', role, paint));
  const score = rule.get('score') === 'INFINITY' ? '' : scoreOf(rule);
  if (score) words.push(`${paint.score(score)}:`);
  const join = ` ${paint.keyword(rule.get('boolean-op') || 'and')} `;
  const expressions = [...rule.elements()].flatMap((child) =>
    child.name === 'date_expression'
      ? [writeDate(child, writing)]
      : child.name === 'expression'
        ? [writeExpression(child, writing)]
        : [],
  );
  words.push(expressions.join(join));
  return words.join(' ');
}

function writeExpression(expression: Element, { paint }: Writing): string {
  const type = expression.get('type');
  const keyword = paint.keyword(expression.get('operation') ?? '');
  const operator = type ? `${type}:${keyword}` : keyword;
  const [attribute, value, source] = ['attribute', 'value', 'value-source'].map((name) => expression.get(name));
  if (!value) return `${operator} ${attribute}`;
  if (!source || source === 'literal') return `${attribute} ${operator} ${value}`;
  return `${attribute} ${operator} ${source}{${value}}`;
}

function writeDate(expression: Element, { paint }: Writing): string {
  const operation = expression.get('operation') ?? '';
  const words = [paint.keyword('date'), paint.keyword(DATE_WORDS[operation] ?? operation)];
  if (operation === 'lt' || operation === 'gt') {
    words.push(pairValue(expression.get(operation === 'lt' ? 'end' : 'start') ?? '', paint));
    return words.join(' ');
  }
  if (operation === 'in_range') {
    for (const bound of DATE_BOUNDS) {
      if (expression.has(bound)) words.push(pair(bound, expression.get(bound), paint));
    }
  }
  for (const child of expression.elements()) {
    if (child.name !== 'duration' && child.name !== 'date_spec') continue;
    for (const [name, value] of child.attributes()) if (name !== 'id') words.push(pair(name, value, paint));
  }
  return words.join(' ');
}

const pairValue = (value: string, paint: Writing['paint']): string =>
  pair('', value, paint).slice(paint.name('').length + 1);

const BOOLEAN = /(or|and)/i;
const UNARY = /(defined|not_defined)/i;
const ROLE = /\$?role=(.+)/i;
const ATTRIBUTE: Expectation = {
  title: '<attribute>',
  complete: (world) => [
    { text: '#uname', about: 'name of the node' },
    { text: '#kind', about: 'container or cluster' },
    { text: '#ra-version', about: 'version of the agent' },
    ...world.nodeAttributes('instance_attributes').map((text) => ({ text })),
  ],
};

/** Any number of `rule …`. */
export function readRules(reader: Reader, reading: Reading): Element[] {
  const rules: Element[] = [];
  while (reader.keyword('rule')) rules.push(readRule(reader, reading));
  return rules;
}

function readRule(reader: Reader, reading: Reading): Element {
  const rule = new Element('rule');
  const idspec = reader.take(IDSPEC, free('$id=<id> | $id-ref=<id>'));
  if (idspec) rule.set((idspec[1] as string).slice(1), idspec[2] as string);
  const role = reader.take(ROLE, { title: '$role=<role>', complete: () => rolesOf(reading) });
  if (role) rule.set('role', roleName(role[1] as string, reading.vocabulary));
  if (rule.has('id-ref')) return rule;
  const score = reader.take(SCORE, { title: '<score>:', complete: () => [{ text: 'inf:' }, { text: '-inf:' }] });
  if (score) rule.set(...scoreAttribute(score[1] as string));
  else rule.set('score', 'INFINITY');
  let join: string | undefined;
  const expressions = [readExpression(reader, reading)];
  for (;;) {
    const next = reader.take(BOOLEAN, oneOf('and | or', ['and', 'or']))?.[1];
    if (next === undefined) break;
    if (join !== undefined && next !== join) reader.fail(`Mixing bool ops not allowed: ${join} != ${next}`);
    join = next;
    expressions.push(readExpression(reader, reading));
  }
  if (join && join.toLowerCase() !== 'and') rule.set('boolean-op', join);
  for (const expression of expressions) rule.append(expression);
  return rule;
}

const rolesOf = ({ vocabulary }: Reading) => vocabulary.roles.map((role) => ({ text: `$role=${role}` }));

/** The attribute a score is kept in: `score`, or `score-attribute` if it names one. */
export function scoreAttribute(score: string): [name: string, value: string] {
  const advice = { advisory: '0', mandatory: 'INFINITY' }[score.toLowerCase()];
  return advice !== undefined ? ['score', advice] : (numericScore(score) ?? ['score-attribute', score]);
}

export function numericScore(score: string): [name: 'score', value: string] | undefined {
  if (!/^[+-]?(inf(inity)?|INF(INITY)?|[0-9]+)$/.test(score)) return undefined;
  return ['score', score.replace(/inf(inity)?|INF(INITY)?/, 'INFINITY')];
}

function readExpression(reader: Reader, reading: Reading): Element {
  if (reader.keyword('date')) return readDate(reader);
  const unary = reader.take(UNARY, oneOf('defined', ['defined', 'not_defined']));
  if (unary) {
    const attribute = reader.need(NAME, 'Expected identifier', ATTRIBUTE)[0];
    return new Element('expression', { operation: unary[1] as string, attribute });
  }
  const attribute = reader.need(NAME, 'Expected identifier', ATTRIBUTE)[0];
  const types = reading.vocabulary.expressionTypes.join('|');
  const operators = OPERATORS.join('|');
  const match = reader.need(
    new RegExp(`((${types}):)?(${operators})`, 'i'),
    `Expected ((${types}):)?(${operators})`,
    oneOf('<operator>', OPERATORS),
  );
  const expression = new Element('expression', { operation: match[3] as string, attribute });
  if (match[2]) expression.set('type', match[2]);
  const value = reader.any({
    title: '<value>',
    complete: (world) => (attribute === '#uname' ? world.nodes().map((text) => ({ text })) : []),
  });
  const indirect = /^([^\s{}]+)\{(\S+)\}$/.exec(value);
  expression.set('value', indirect?.[2] ?? value);
  if (indirect) expression.set('value-source', indirect[1] as string);
  return expression;
}

function readDate(reader: Reader): Element {
  const expression = new Element('date_expression');
  const problem = `Expected (${DATE_OPERATIONS.join('|')})`;
  const word = reader.need(
    new RegExp(`(${DATE_OPERATIONS.join('|')})`, 'i'),
    problem,
    oneOf('<date operation>', DATE_OPERATIONS),
  );
  const operation = DATE_NAMES[word[0]] ?? word[0];
  expression.set('operation', operation);
  if (operation === 'lt' || operation === 'gt') {
    return expression.set(operation === 'lt' ? 'end' : 'start', reader.any(free('<date>')));
  }
  if (operation === 'in_range')
    return setDate(expression, 'duration', readDateParts(reader, [...DATE_BOUNDS, ...DATE_PARTS], 2));
  return setDate(expression, 'date_spec', readDateParts(reader, DATE_PARTS, 1));
}

function readDateParts(reader: Reader, names: readonly string[], least: number): [string, string][] {
  const pattern = new RegExp(`(${names.join('|')})(?:=(.+))?`);
  const expectation: Expectation = {
    title: '<name>=<value>',
    complete: () => names.map((name) => ({ text: `${name}=`, open: true })),
  };
  const pairs: [string, string][] = [];
  for (;;) {
    const match = reader.take(pattern, expectation);
    if (!match) break;
    pairs.push([match[1] as string, match[2] ?? '']);
  }
  if (pairs.length < least) {
    reader.fail(least === 1 ? 'Expected at least one name-value pair' : `Expected at least ${least} name-value pairs`);
  }
  return pairs;
}

/** Bounds belong to the expression, the rest to an element inside it. */
function setDate(expression: Element, inner: string, pairs: readonly [string, string][]): Element {
  const onlyBounds = DATE_BOUNDS.every((bound) => pairs.some(([name]) => name === bound));
  const others = pairs.filter(([name]) => !DATE_BOUNDS.includes(name));
  const holder = onlyBounds && others.length === 0 ? undefined : expression.append(new Element(inner));
  for (const [name, value] of pairs) (DATE_BOUNDS.includes(name) ? expression : holder)?.set(name, value);
  return expression;
}

export const RULE_WORD = literal('rule');
