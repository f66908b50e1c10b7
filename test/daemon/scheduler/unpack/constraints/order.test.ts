import t from 'tap';
import type { Ordering } from '../../../../../daemon/scheduler/model/action.js';
import { Relation } from '../../../../../daemon/scheduler/model/action.js';
import { meta, primitive, type Situation, unpacked } from '../../placed.js';

const RESOURCES = ['A', 'B', 'C', 'D'].map((id) => primitive(id)).join('');
const set = (id: string, members: string, attributes = ''): string => {
  const references = [...members].map((member) => `<resource_ref id="${member}"/>`);
  return `<resource_set id="${id}" ${attributes}>${references.join('')}</resource_set>`;
};

/** `A start>B start` and the flags, by their first letters. */
function text({ firstResource, firstTask, thenResource, thenTask, flags }: Ordering): string {
  const names = Object.entries(Relation).flatMap(([name, flag]) => ((flags & flag) !== 0 ? name : []));
  const end = (id: string | undefined, task: string): string => (id === undefined ? task : `${id} ${task}`);
  return `${end(firstResource?.id, firstTask)} > ${end(thenResource?.id, thenTask)}: ${names.join(' ')}`;
}

const orderings = (constraints: string, more: Partial<Situation> = {}): string[] =>
  unpacked({ resources: RESOURCES, constraints, ...more }).orderings.map(text);

const UP = 'ordered firstImpliesThen unrunnableFirstBlocks';
const DOWN = 'ordered thenImpliesFirst';
const ANY = 'firstImpliesThenInGraph minRunnable';

t.test('forms of rsc_order', (t) => {
  const forms: readonly (readonly [string, string, string[], Partial<Situation>?])[] = [
    [
      'mandatory, the default',
      '<rsc_order id="o" first="A" then="B"/>',
      [`A start > B start: ${UP}`, `B stop > A stop: ${DOWN}`],
    ],
    [
      'optional',
      '<rsc_order id="o" first="A" then="B" kind="Optional"/>',
      ['A start > B start: ordered', 'B stop > A stop: ordered'],
    ],
    [
      'a score of 0 is optional',
      '<rsc_order id="o" first="A" then="B" score="0" symmetrical="false"/>',
      ['A start > B start: ordered'],
    ],
    ['serialize', '<rsc_order id="o" first="A" then="B" kind="Serialize"/>', ['A start > B start: serialize']],
    [
      'not symmetrical',
      '<rsc_order id="o" first="A" then="B" symmetrical="false"/>',
      ['A start > B start: ordered asymmetric'],
    ],
    [
      'actions',
      '<rsc_order id="o" first="A" first-action="promote" then="B" then-action="start"/>',
      [`A promote > B start: ${UP}`, `B stop > A demote: ${DOWN}`],
    ],
    [
      'an action without inverse',
      '<rsc_order id="o" first="A" first-action="reload" then="B"/>',
      ['A reload > B reload: ordered firstImpliesThen'],
    ],
    [
      'set',
      `<rsc_order id="o">${set('s', 'ABC')}</rsc_order>`,
      [`A start > B start: ${UP}`, `B start > C start: ${UP}`, `B stop > A stop: ${DOWN}`, `C stop > B stop: ${DOWN}`],
    ],
    [
      'serialized set: each pair',
      `<rsc_order id="o" kind="Serialize">${set('s', 'ABC', 'sequential="false"')}</rsc_order>`,
      ['A start > B start: serialize', 'A start > C start: serialize', 'B start > C start: serialize'],
    ],
    [
      'sets that are not said to be sequential: all pairs',
      `<rsc_order id="o" symmetrical="false">${set('s', 'AB', 'sequential="false"')}${set('t', 'C')}</rsc_order>`,
      ['A start > C start: ordered asymmetric', 'B start > C start: ordered asymmetric'],
    ],
    [
      'any of a set is enough',
      `<rsc_order id="o">${set('s', 'AB', 'sequential="false" require-all="false"')}${set('t', 'C')}</rsc_order>`,
      [
        `A start > one-or-more:s: ${ANY}`,
        `B start > one-or-more:s: ${ANY}`,
        `one-or-more:s > C start: ${UP}`,
        `C stop > A stop: ${DOWN}`,
        `C stop > B stop: ${DOWN}`,
      ],
    ],
    [
      'a tag',
      '<rsc_order id="o" first="T" then="C" symmetrical="false"/>',
      ['A start > C start: ordered asymmetric', 'B start > C start: ordered asymmetric'],
      { tags: '<tag id="T"><obj_ref id="A"/><obj_ref id="B"/></tag>' },
    ],
    [
      'a clone of which some instances are enough',
      '<rsc_order id="o" first="X" then="A"/>',
      [
        `x:0 start > clone-one-or-more:o: ${ANY}`,
        `x:1 start > clone-one-or-more:o: ${ANY}`,
        `clone-one-or-more:o > A start: ${UP}`,
        `A stop > X stop: ${DOWN}`,
      ],
      {
        resources: `<clone id="X">${meta('X', { 'clone-min': 1, 'clone-max': 2 })}${primitive('x')}</clone>${primitive('A')}`,
      },
    ],
    [
      'of what can migrate',
      '<rsc_order id="o" first="A" then="M" symmetrical="false"/>',
      ['A start > M start: ordered asymmetric', 'A start > M migrate_to: ordered'],
      { resources: RESOURCES + primitive('M', meta('M', { 'allow-migrate': 'true' })) },
    ],
  ];
  for (const [what, constraints, expected, more] of forms) t.same(orderings(constraints, more), expected, what);
  t.end();
});

t.test('what is wrong is reported', (t) => {
  const cases = {
    "Ignoring constraint 'o' because 'X' is not a valid resource or tag": '<rsc_order id="o" first="X" then="A"/>',
    "Ignoring constraint 'o' without then": '<rsc_order id="o" first="A"/>',
    "Resetting 'kind' for constraint o to 'Mandatory' because 'Maybe' is not valid":
      '<rsc_order id="o" first="A" then="B" kind="Maybe"/>',
    "Cannot invert constraint 'o' (please specify inverse manually)":
      '<rsc_order id="o" first="A" first-action="reload" then="B"/>',
  };
  for (const [text, constraints] of Object.entries(cases)) {
    const { findings } = unpacked({ resources: RESOURCES, constraints });
    t.ok(
      findings.some((finding) => finding.text === text),
      text,
    );
  }
  t.end();
});
