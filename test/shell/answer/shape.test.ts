import t from 'tap';
import { Element } from '../../../cib/xml/element.js';
import { ELEMENTS, Elements } from '../../../shell/answer/elements.js';
import { outline } from '../../../shell/answer/outline.js';
import { documentSchema } from '../../../shell/answer/schema.js';
import {
  byName,
  either,
  flag,
  list,
  maybe,
  named,
  number,
  object,
  oneOf,
  type Shape,
  text,
} from '../../../shell/answer/shape.js';
import { resultOf } from '../../../shell/answer/xml.js';
import { resultXml } from '../../../tools/command/render.js';

const TREE: Shape = named('tree', () => object({ leaf: flag(), trees: maybe(list('tree', TREE)) }));

interface Case {
  readonly title: string;
  readonly shape: Shape;
  readonly value: unknown;
  readonly schema: unknown;
  readonly outline: string;
  readonly xml: string;
}

const CASES: readonly Case[] = [
  {
    title: 'text',
    shape: text('A name'),
    value: 'a < b\u0007',
    schema: { type: 'string', description: 'A name' },
    outline: 'result: text  A name\n',
    xml: '<result>a &lt; b\ufffd</result>\n',
  },
  {
    title: 'a list of records',
    shape: list('node', object({ name: text(), up: maybe(flag('It runs')), kind: oneOf(['a', 'b']) })),
    value: [
      { name: 'x', kind: 'a' },
      { name: 'y', up: true, kind: 'b' },
    ],
    schema: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          name: { type: 'string' },
          up: { type: 'boolean', description: 'It runs' },
          kind: { type: 'string', enum: ['a', 'b'] },
        },
        required: ['name', 'kind'],
        additionalProperties: false,
      },
    },
    outline: 'result: list of object\n  name: text\n  up?: true | false  It runs\n  kind: a | b\n',
    xml: '<result>\n  <node name="x" kind="a"/>\n  <node name="y" up="true" kind="b"/>\n</result>\n',
  },
  {
    title: 'names that no element can have',
    shape: byName(number('How many')),
    value: { 'a b': 1 },
    schema: { type: 'object', additionalProperties: { type: 'number', description: 'How many' } },
    outline: 'result: number by name\n',
    xml: '<result>\n  <entry key="a b" value="1"/>\n</result>\n',
  },
  {
    title: 'one of several',
    shape: either(object({ names: list('name', text()) }), object({ lines: list('line', text()) })),
    value: { lines: ['x'] },
    schema: {
      anyOf: ['names', 'lines'].map((name) => ({
        type: 'object',
        properties: { [name]: { type: 'array', items: { type: 'string' } } },
        required: [name],
        additionalProperties: false,
      })),
    },
    outline: 'result: object\n  either\n    names: list of text\n  or\n    lines: list of text\n',
    xml: '<result>\n  <lines>\n    <line>x</line>\n  </lines>\n</result>\n',
  },
  {
    title: 'what holds more of its kind',
    shape: TREE,
    value: { leaf: false, trees: [{ leaf: true }] },
    schema: { $ref: '#/$defs/tree' },
    outline: 'result: tree\n  leaf: true | false\n  trees?: list of tree\n',
    xml: '<result leaf="false">\n  <trees>\n    <tree leaf="true"/>\n  </trees>\n</result>\n',
  },
  {
    title: 'elements',
    shape: ELEMENTS,
    value: new Elements([new Element('a', { x: '1' }, [new Element('b')])]),
    schema: {
      type: 'object',
      additionalProperties: { anyOf: [{ type: 'string' }, { type: 'array', items: { $ref: '#/$defs/element' } }] },
    },
    outline:
      'result: text or list of element by name  Elements by name: of each its attributes, its text, and elements in it\n',
    xml: '<a x="1">\n  <b/>\n</a>\n',
  },
];

for (const { title, shape, value, schema, xml, ...rest } of CASES) {
  t.test(title, async (t) => {
    const { result } = documentSchema('x', 'Does x', shape)['properties'] as Record<string, unknown>;
    const { description: _, ...own } = result as Record<string, unknown>;
    const { description: __, ...wanted } = schema as Record<string, unknown>;
    t.same(own, wanted, 'JSON Schema');
    t.equal(outline(shape), rest.outline, 'outline');
    t.equal(
      resultOf(value, shape)
        .map((element) => resultXml(element, 0))
        .join(''),
      xml,
      'XML',
    );
  });
}

t.test('what has a name is defined once', async (t) => {
  t.match(documentSchema('x', 'Does x', TREE), {
    $id: 'urn:metronome:crm:x',
    $defs: { tree: { properties: { trees: { items: { $ref: '#/$defs/tree' } } } } },
  });
});

t.test('elements as data', async (t) => {
  const made = (...names: string[]) => new Elements(names.map((name) => new Element(name, { x: name })));
  const data = (elements: Elements) => JSON.parse(JSON.stringify(elements));
  t.same(data(new Elements([new Element('a', { x: '1' }, [new Element('b')]), new Element('a')])), {
    a: [{ x: '1', b: [{}] }, {}],
  });
  t.same(data(made('a', 'a', 'b')), { a: [{ x: 'a' }, { x: 'a' }], b: [{ x: 'b' }] });
  t.equal(data(made('a', 'b', 'a')).order, 'a b a', 'what takes turns');
});
