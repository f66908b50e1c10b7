import t from 'tap';
import { parseXml } from '../../../../cib/xml/parse.js';
import { serialize } from '../../../../cib/xml/serialize.js';
import { audit, type Consequence } from '../../../../daemon/scheduler/explain/audit.js';
import { auditSummary, consequenceText } from '../../../../daemon/scheduler/explain/audit-text.js';
import { cibOf, meta, primitive, type Situation } from '../placed.js';

const now = Date.UTC(2026, 0, 1);
const FENCED = { 'fencing-enabled': 'true', 'have-watchdog': 'true', 'stonith-watchdog-timeout': '10s' };

function consequences(situation: Situation, what: 'nodes' | 'resources'): Record<string, Consequence> {
  const cib = parseXml(cibOf({ options: FENCED, ...situation }));
  const before = serialize(cib);
  const found = [...audit(cib, { nodes: what === 'nodes', resources: what === 'resources', now })];
  t.equal(serialize(cib), before, 'the CIB is only read');
  return Object.fromEntries(
    found.map((each) => [each.failure.kind === 'node' ? each.failure.node : each.failure.resource, each]),
  );
}

const never = (rsc: string, node: string): string =>
  `<rsc_location id="${rsc}-not-${node}" rsc="${rsc}" node="${node}" score="-INFINITY"/>`;

t.test('a node fails', (t) => {
  const clone = `<clone id="X">${primitive('c')}${meta('X', {})}</clone>`;
  const lost = consequences(
    {
      resources: primitive('x') + primitive('y') + clone,
      constraints: never('y', 'n2') + never('y', 'n3'),
      active: { x: 'n1', y: 'n1', c: 'n1' },
    },
    'nodes',
  );
  t.same(Object.keys(lost), ['n1', 'n2', 'n3'], 'each of them');
  t.match(lost['n1'], { down: ['y'], fenced: ['n1'], fewer: [{ resource: 'c', before: 3, after: 2 }] });
  t.match(lost['n1']?.moved, [{ resource: 'x', from: ['n1'] }]);
  t.match(lost['n2'], { down: [], moved: [] });
  t.match(consequenceText(lost['n1'] as Consequence), /^If node n1 fails:\n {2}y goes down\n/);
  t.match(auditSummary(Object.values(lost)), '3 failures simulated: 1 of them would bring resources down.');
  t.end();
});

t.test('quorum', (t) => {
  const nodes = ['n1', 'n2', '!n3'];
  const three = consequences({ resources: primitive('x'), nodes, active: { x: 'n1' } }, 'nodes');
  t.match(three['n2'], { down: ['x'] }, 'one of three is not enough');
  const two = consequences({ resources: primitive('x'), nodes: ['n1', 'n2'], active: { x: 'n1' } }, 'nodes');
  t.match(two['n1'], { down: [], moved: [{ resource: 'x', to: ['n2'] }] }, 'one of two is');
  t.end();
});

t.test('a resource fails', (t) => {
  const lost = consequences(
    {
      resources: primitive('x') + primitive('y'),
      constraints: never('y', 'n2') + never('y', 'n3'),
      active: { x: 'n1', y: 'n1' },
    },
    'resources',
  );
  t.match(lost['x'], { failure: { kind: 'resource', node: 'n1' }, down: [], moved: [{ resource: 'x', from: ['n1'] }] });
  t.match(lost['y'], { down: ['y'], moved: [] });
  const group = `<group id="g">${primitive('a')}${primitive('b')}</group>`;
  const both = consequences({ resources: group, nodes: ['n1', 'n2'], active: { a: 'n1', b: 'n1' } }, 'resources');
  t.match(both['a'], { moved: [{ resource: 'a' }, { resource: 'b' }] }, 'a group goes together');
  t.end();
});

t.test('nothing lost', (t) => {
  const lost = consequences({ resources: primitive('x'), active: { x: 'n1' } }, 'nodes');
  t.equal(consequenceText(lost['n2'] as Consequence), 'If node n2 fails:\n  n2 is fenced\n');
  t.match(auditSummary(Object.values(lost)), /no single one of them/);
  t.end();
});
