import t from 'tap';
import { parseXml } from '../../../../cib/xml/parse.js';
import { impactOf } from '../../../../daemon/scheduler/explain/impact.js';
import { impactText } from '../../../../daemon/scheduler/explain/impact-text.js';
import { schedule } from '../../../../daemon/scheduler/schedule.js';
import { cibOf, meta, primitive, type Situation } from '../placed.js';

const decide = (situation: Situation) => schedule(parseXml(cibOf(situation)), { now: Date.UTC(2026, 0, 1) });

const x = (values: Record<string, string> = {}): string => primitive('x', meta('x', values));
const base: Situation = { resources: x(), active: { x: 'n1' } };
const prefer = '<rsc_location id="l" rsc="x" node="n2" score="10"/>';

t.test('what a change leads to', (t) => {
  const cases: readonly (readonly [string, Situation, Situation, object])[] = [
    ['nothing', base, base, { resources: [], nodes: [], interrupts: false }],
    [
      'a stop',
      base,
      { ...base, resources: x({ 'target-role': 'Stopped' }) },
      {
        resources: [{ resource: 'x', effect: 'stop', from: 'n1', blocked: false, interrupts: true }],
        interrupts: true,
      },
    ],
    [
      'a move',
      base,
      { ...base, constraints: prefer },
      { resources: [{ resource: 'x', effect: 'move', from: 'n1', to: 'n2', interrupts: true }], interrupts: true },
    ],
    [
      'a start, which interrupts nothing',
      base,
      { ...base, resources: x() + primitive('y') },
      { resources: [{ resource: 'y', effect: 'start', interrupts: false }], interrupts: false },
    ],
    [
      'what is under way does not count',
      { ...base, resources: x() + primitive('y') },
      { ...base, resources: x() + primitive('y'), constraints: prefer },
      { resources: [{ resource: 'x', effect: 'move' }] },
    ],
    [
      'what is no longer to be done',
      { ...base, constraints: prefer },
      base,
      { resources: [], averted: { resources: [{ resource: 'x', effect: 'move' }] }, interrupts: false },
    ],
    [
      'a live migration interrupts nothing',
      { ...base, resources: x({ 'allow-migrate': 'true' }) },
      { ...base, resources: x({ 'allow-migrate': 'true' }), constraints: prefer },
      { resources: [{ resource: 'x', effect: 'migrate', interrupts: false }], interrupts: false },
    ],
    [
      'fencing',
      { ...base, nodes: ['n1', 'n2', '!n3'] },
      { ...base, nodes: ['n1', 'n2', '!n3'], options: { 'fencing-enabled': 'true', 'have-watchdog': 'true' } },
      { nodes: [{ node: 'n3', effect: 'fence' }], interrupts: true },
    ],
  ];
  for (const [what, before, after, impact] of cases) t.match(impactOf(decide(before), decide(after)), impact, what);
  t.end();
});

t.test('in words', (t) => {
  const text = (after: Situation, before = base): string => impactText(impactOf(decide(before), decide(after)));
  t.equal(text(base), 'Nothing would be done.\n');
  t.equal(text({ ...base, constraints: prefer }), 'What would be done:\n  move x from n1 to n2 (interrupted)\n');
  t.match(text(base, { ...base, constraints: prefer }), /and then would not:\n {2}move x from n1 to n2\n/);
  t.end();
});
