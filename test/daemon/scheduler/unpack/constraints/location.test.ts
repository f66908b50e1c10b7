import t from 'tap';
import { meta, primitive, type Situation, scoresOf, unpacked } from '../../placed.js';

const A = primitive('A');

/** Forms of `rsc_location`, and what A is worth on n1 and n2 (0 on n3) by them. */
const FORMS: readonly (readonly [
  what: string,
  constraints: string,
  n1: string,
  n2: string,
  more?: Partial<Situation>,
])[] = [
  ['node and score', '<rsc_location id="l" rsc="A" node="n1" score="10"/>', '10', '0'],
  ['node in any case', '<rsc_location id="l" rsc="A" node="N1" score="10"/>', '10', '0'],
  ['infinity', '<rsc_location id="l" rsc="A" node="n1" score="INFINITY"/>', 'INFINITY', '0'],
  [
    'minus infinity outweighs infinity',
    '<rsc_location id="l" rsc="A" node="n1" score="INFINITY"/><rsc_location id="m" rsc="A" node="n1" score="-INFINITY"/>',
    '-INFINITY',
    '0',
  ],
  [
    'sum',
    '<rsc_location id="l" rsc="A" node="n1" score="3"/><rsc_location id="m" rsc="A" node="n1" score="4"/>',
    '7',
    '0',
  ],
  ['role started is any', '<rsc_location id="l" rsc="A" node="n1" score="5" role="Started"/>', '5', '0'],
  ['role promoted is not this', '<rsc_location id="l" rsc="A" node="n1" score="5" role="Promoted"/>', '0', '0'],
  ['unknown node', '<rsc_location id="l" rsc="A" node="n9" score="5"/>', '0', '0'],
  ['pattern', '<rsc_location id="l" rsc-pattern="^A$" node="n1" score="5"/>', '5', '0'],
  ['pattern of POSIX classes', '<rsc_location id="l" rsc-pattern="[[:upper:]]" node="n1" score="5"/>', '5', '0'],
  ['pattern that does not match', '<rsc_location id="l" rsc-pattern="B" node="n1" score="5"/>', '0', '0'],
  ['inverted pattern', '<rsc_location id="l" rsc-pattern="!B" node="n1" score="5"/>', '5', '0'],
  [
    'rule',
    `<rsc_location id="l" rsc="A"><rule id="r" score="8">
       <expression id="e" attribute="#uname" operation="ne" value="n1"/></rule></rsc_location>`,
    '0',
    '8',
    { nodes: ['n1', 'n2'] },
  ],
  [
    'rule with the score in an attribute that the match names',
    `<rsc_location id="l" rsc-pattern="(.)"><rule id="r" score-attribute="worth-%1">
       <expression id="e" attribute="worth-%1" operation="defined"/></rule></rsc_location>`,
    '0',
    '17',
    { attributes: { n2: { 'worth-A': '17' } } },
  ],
  [
    'set with a score of its own',
    `<rsc_location id="l" node="n1" score="1"><resource_set id="s" score="6"><resource_ref id="A"/></resource_set>
     </rsc_location>`,
    '6',
    '0',
  ],
  [
    'tag',
    '<rsc_location id="l" rsc="T" node="n2" score="4"/>',
    '0',
    '4',
    { tags: '<tag id="T"><obj_ref id="A"/></tag>' },
  ],
  [
    'tag in a set',
    '<rsc_location id="l" node="n2" score="4"><resource_set id="s"><resource_ref id="T"/></resource_set></rsc_location>',
    '0',
    '4',
    { tags: '<tag id="T"><obj_ref id="A"/></tag>' },
  ],
  [
    'template',
    '<rsc_location id="l" rsc="T" node="n2" score="4"/>',
    '0',
    '4',
    {
      resources: '<template id="T" class="ocf" provider="pacemaker" type="Dummy"/><primitive id="A" template="T"/>',
    },
  ],
];

t.test('forms of rsc_location', (t) => {
  for (const [what, constraints, n1, n2, more] of FORMS) {
    const scores = scoresOf({ resources: A, constraints, ...more }, 'A');
    t.same([scores.n1, scores.n2], [n1, n2], what);
  }
  t.end();
});

t.test('exclusive discovery leaves only the nodes that were named', (t) => {
  const constraints = '<rsc_location id="l" rsc="A" node="n2" score="0" resource-discovery="exclusive"/>';
  t.same(scoresOf({ resources: A, constraints }, 'A'), { n1: '-INFINITY', n2: '0', n3: '-INFINITY' });
  t.end();
});

t.test('locations are listed with the latest first', (t) => {
  const constraints = ['a', 'b'].map((id) => `<rsc_location id="${id}" rsc="A" node="n1" score="1"/>`).join('');
  t.same(
    unpacked({ resources: A, constraints }).locations.map(({ id }) => id),
    ['b', 'a'],
  );
  t.end();
});

t.test('a group gives its locations to the first member, the others follow that', (t) => {
  const resources = `<group id="G">${primitive('A')}${primitive('B')}</group>`;
  const constraints = '<rsc_location id="l" rsc="G" node="n2" score="9"/>';
  t.same(scoresOf({ resources, constraints }, 'A'), { n1: '0', n2: '9', n3: '0' });
  t.same(scoresOf({ resources, constraints }, 'B'), { n1: '-INFINITY', n2: '0', n3: '-INFINITY' });
  t.end();
});

t.test('what is wrong is reported, and the constraint left out', (t) => {
  const cases = {
    "Ignoring constraint 'l' because 'B' is not a valid resource or tag":
      '<rsc_location id="l" rsc="B" node="n1" score="1"/>',
    "Ignoring location constraint l because 'x' is not a valid score":
      '<rsc_location id="l" rsc="A" node="n1" score="x"/>',
    "Ignoring location constraint l because 'Boss' is not a valid role":
      '<rsc_location id="l" rsc="A" node="n1" score="1" role="Boss"/>',
    "Ignoring constraint 'l' because rsc-pattern has invalid value '('":
      '<rsc_location id="l" rsc-pattern="(" node="n1" score="1"/>',
    'Unsupported constraint type: rsc_wish': '<rsc_wish id="l"/>',
  };
  for (const [text, constraints] of Object.entries(cases)) {
    const { findings, locations } = unpacked({ resources: A, constraints });
    t.ok(
      findings.some((finding) => finding.level === 'error' && finding.text === text),
      text,
    );
    t.same(locations, []);
  }
  t.end();
});

t.test('meta-attributes are what value-source meta compares with', (t) => {
  const resources = primitive('A', meta('A', { home: 'n3' }));
  const constraints = `<rsc_location id="l" rsc="A"><rule id="r" score="5">
    <expression id="e" attribute="#uname" operation="eq" value="home" value-source="meta"/></rule></rsc_location>`;
  t.same(scoresOf({ resources, constraints }, 'A'), { n1: '0', n2: '0', n3: '5' });
  t.end();
});
