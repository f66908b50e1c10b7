import t from 'tap';
import type { Colocation } from '../../../../../daemon/scheduler/model/constraint.js';
import { roleName } from '../../../../../daemon/scheduler/model/role.js';
import { meta, primitive, type Situation, unpacked } from '../../placed.js';

const RESOURCES = ['A', 'B', 'C', 'D'].map((id) => primitive(id)).join('');
const set = (id: string, members: string, attributes = ''): string => {
  const references = [...members].map((member) => `<resource_ref id="${member}"/>`);
  return `<resource_set id="${id}" ${attributes}>${references.join('')}</resource_set>`;
};
const sets = (...inside: string[]): string =>
  `<rsc_colocation id="c" score="INFINITY">${inside.join('')}</rsc_colocation>`;

/** `dependent(role)>primary(role):score`, with the attribute if it is another than the name. */
function text({ dependent, primary, dependentRole, primaryRole, score, attribute }: Colocation): string {
  const role = (value: Colocation['primaryRole']): string => (value === 0 ? '' : `(${roleName(value)})`);
  const by = attribute === '#uname' ? '' : ` by ${attribute}`;
  return `${dependent.id}${role(dependentRole)}>${primary.id}${role(primaryRole)}:${score}${by}`;
}

const colocations = (constraints: string, more: Partial<Situation> = {}): string[] =>
  unpacked({ resources: RESOURCES, constraints, ...more }).colocations.map(text);

t.test('forms of rsc_colocation', (t) => {
  const forms: readonly (readonly [string, string, string[], Partial<Situation>?])[] = [
    ['pair', '<rsc_colocation id="c" rsc="A" with-rsc="B" score="-5"/>', ['A>B:-5']],
    ['score of nothing', '<rsc_colocation id="c" rsc="A" with-rsc="B" score="0"/>', []],
    ['no score', '<rsc_colocation id="c" rsc="A" with-rsc="B"/>', []],
    [
      'roles, of which started is any',
      '<rsc_colocation id="c" rsc="A" rsc-role="Started" with-rsc="B" with-rsc-role="Master" score="1"/>',
      ['A>B(Promoted):1'],
    ],
    ['attribute', '<rsc_colocation id="c" rsc="A" with-rsc="B" score="1" node-attribute="site"/>', ['A>B:1 by site']],
    ['sequential set: each with the one before', sets(set('s', 'ABC')), ['B>A:1000000', 'C>B:1000000']],
    ['set with its own score', sets(set('s', 'AB', 'score="7"')), ['B>A:7']],
    ['negative set: each apart from all before', sets(set('s', 'ABC', 'score="-1"')), ['B>A:-1', 'C>A:-1', 'C>B:-1']],
    [
      'negative set: a clone named by what is in it is apart from all, and from itself',
      sets(set('s', 'BA', 'score="-1"')),
      ['K>B:-1', 'K>K:-1'],
      { resources: `<clone id="K">${primitive('A')}</clone>${primitive('B')}`, active: { A: 'n1' } },
    ],
    ['unordered set', sets(set('s', 'ABC', 'sequential="false"')), []],
    [
      'two sets: the first of one with the last of the next',
      sets(set('s', 'AB'), set('t', 'CD')),
      ['B>A:1000000', 'D>C:1000000', 'A>D:1000000'],
    ],
    [
      'two sets, of which the first is unordered',
      sets(set('s', 'AB', 'sequential="false"'), set('t', 'C', 'role="Promoted"')),
      ['A>C(Promoted):1000000', 'B>C(Promoted):1000000'],
    ],
    [
      'tag as dependent',
      '<rsc_colocation id="c" rsc="T" rsc-role="Unpromoted" with-rsc="C" score="3"/>',
      ['A(Unpromoted)>C:3', 'B(Unpromoted)>C:3'],
      { tags: '<tag id="T"><obj_ref id="A"/><obj_ref id="B"/></tag>' },
    ],
    [
      'two tags make no sense',
      '<rsc_colocation id="c" rsc="T" with-rsc="T" score="3"/>',
      [],
      { tags: '<tag id="T"><obj_ref id="A"/></tag>' },
    ],
  ];
  for (const [what, constraints, expected, more] of forms) t.same(colocations(constraints, more), expected, what);
  t.end();
});

t.test('influence: as given, or as critical the dependent is', (t) => {
  const influence = (critical: string, attribute: string): boolean | undefined =>
    unpacked({
      resources: primitive('A', meta('A', { critical })) + primitive('B'),
      constraints: `<rsc_colocation id="c" rsc="A" with-rsc="B" score="1" ${attribute}/>`,
    }).colocations[0]?.influence;
  t.equal(influence('true', ''), true);
  t.equal(influence('false', ''), false);
  t.equal(influence('true', 'influence="false"'), false);
  t.equal(influence('false', 'influence="true"'), true);
  t.equal(influence('false', 'influence="perhaps"'), false);
  t.end();
});

t.test('lists: higher priority first, then clones, then by id; of equals the latest', (t) => {
  const resources =
    primitive('A', meta('A', { priority: 5 })) +
    primitive('B') +
    primitive('C') +
    `<clone id="X">${primitive('x')}</clone>`;
  const constraints = ['C', 'B', 'X', 'A', 'B']
    .map((id, i) => `<rsc_colocation id="${id}${i}" rsc="D" with-rsc="${id}" score="1"/>`)
    .join('');
  const cluster = unpacked({ resources: resources + primitive('D'), constraints });
  const list = cluster.resourcesById.get('D')?.with.map(({ id }) => id);
  t.same(list, ['A3', 'X2', 'B4', 'B1', 'C0']);
  t.end();
});

t.test('what must be apart stops before the other starts', (t) => {
  const constraints = '<rsc_colocation id="c" rsc="A" with-rsc="B" with-rsc-role="Promoted" score="-INFINITY"/>';
  const { orderings } = unpacked({ resources: RESOURCES, constraints });
  const tasks = orderings.map(
    (each) => `${each.firstResource?.id} ${each.firstTask}, ${each.thenResource?.id} ${each.thenTask}`,
  );
  t.same(tasks, ['A stop, B promote', 'B demote, A start']);
  t.end();
});

t.test('a set may be one of another constraint', (t) => {
  const constraints = `<rsc_colocation id="c" score="1">${set('s', 'AB')}</rsc_colocation>
    <rsc_colocation id="d" score="2"><resource_set id-ref="s"/></rsc_colocation>`;
  t.same(colocations(constraints), ['B>A:1', 'B>A:2']);
  const broken = unpacked({
    resources: RESOURCES,
    constraints: '<rsc_colocation id="d" score="2"><resource_set id-ref="nowhere"/></rsc_colocation>',
  });
  t.same(broken.colocations, []);
  t.ok(broken.findings.length > 0);
  t.end();
});
