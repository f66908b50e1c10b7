import t from 'tap';
import { parseXml } from '../../../../cib/xml/parse.js';
import { explain } from '../../../../daemon/scheduler/explain/explain.js';
import type { Explanation } from '../../../../daemon/scheduler/explain/explanation.js';
import { explanationText } from '../../../../daemon/scheduler/explain/text.js';
import { addScores } from '../../../../daemon/scheduler/model/candidates.js';
import { within } from '../../../../daemon/scheduler/model/relations.js';
import { schedule } from '../../../../daemon/scheduler/schedule.js';
import { cibOf, meta, primitive, type Situation } from '../placed.js';

const NOW = Date.UTC(2026, 0, 1);
const decide = (situation: Situation, explaining = true) =>
  schedule(parseXml(cibOf(situation)), { now: NOW, explain: explaining });
const why = (situation: Situation, resource: string, node?: string): Explanation =>
  explain(decide(situation), resource, node);

const location = (id: string, rsc: string, node: string, score: string): string =>
  `<rsc_location id="${id}" rsc="${rsc}" node="${node}" score="${score}"/>`;
const together = (id: string, rsc: string, other: string, score: string): string =>
  `<rsc_colocation id="${id}" rsc="${rsc}" with-rsc="${other}" score="${score}"/>`;
const order = (id: string, first: string, then: string): string =>
  `<rsc_order id="${id}" first="${first}" then="${then}"/>`;

t.test('of what a score is made', (t) => {
  const cases: readonly (readonly [string, Situation, string, Record<string, number>])[] = [
    [
      'locations',
      { resources: primitive('x'), constraints: location('a', 'x', 'n1', '5') + location('b', 'x', 'n1', '-2') },
      'x',
      { 'location a': 5, 'location b': -2 },
    ],
    [
      'stickiness',
      { resources: primitive('x', meta('x', { 'resource-stickiness': 7 })), active: { x: 'n1' } },
      'x',
      { stickiness: 7 },
    ],
    [
      'a colocation',
      { resources: primitive('x') + primitive('y'), constraints: together('c', 'y', 'x', '30') },
      'y',
      { 'colocation c': 30 },
    ],
    [
      'one that goes with it',
      {
        resources: primitive('x') + primitive('y'),
        constraints: together('c', 'y', 'x', 'INFINITY') + location('a', 'y', 'n1', '11'),
      },
      'x',
      { 'dependent c': 11 },
    ],
    [
      'failures',
      {
        resources: primitive('x', meta('x', { 'migration-threshold': 1 })),
        transient: { n1: { 'fail-count-x#monitor_10000': '1' } },
      },
      'x',
      { failure: -1_000_000 },
    ],
    [
      'health',
      {
        resources: primitive('x'),
        options: { 'node-health-strategy': 'custom' },
        attributes: { n1: { '#health-disk': '-4' } },
      },
      'x',
      { 'health custom': -4 },
    ],
    [
      'room',
      {
        resources: primitive('x', `<utilization id="u"><nvpair id="u1" name="cpu" value="4"/></utilization>`),
        options: { 'placement-strategy': 'utilization' },
        room: { n1: { cpu: 1 }, n2: { cpu: 8 }, n3: { cpu: 8 } },
      },
      'x',
      { utilization: -1_000_000 },
    ],
    [
      'a ticket',
      { resources: primitive('x'), constraints: '<rsc_ticket id="tc" rsc="x" ticket="T"/>' },
      'x',
      { 'ticket tc': -1_000_000 },
    ],
    [
      'promotion scores',
      {
        resources: `<clone id="X">${primitive('x')}${meta('X', { promotable: 'true', 'clone-max': 1 })}</clone>`,
        transient: { n1: { 'master-x': '9' } },
        active: { x: 'n1' },
      },
      'X',
      { promotion: 9 },
    ],
  ];
  for (const [what, situation, resource, parts] of cases) {
    const { nodes } = why(situation, resource);
    const account = nodes.find(({ node }) => node === 'n1');
    const found = account?.contributions.map(({ source, id, score }) => [id ? `${source} ${id}` : source, score]);
    t.match(Object.fromEntries(found ?? []), parts, what);
  }
  t.end();
});

t.test('contributions add up to the scores', (t) => {
  const group = `<group id="g">${primitive('a')}${primitive('b')}</group>`;
  const clone = `<clone id="X">${primitive('x')}${meta('X', { 'clone-max': 2, promotable: 'true' })}</clone>`;
  const cluster = decide({
    nodes: ['n1', 'n2', 'n3', '!n4'],
    resources: `${group}${clone}${primitive('p', meta('p', { 'resource-stickiness': 3 }))}`,
    constraints:
      location('l1', 'g', 'n1', '50') +
      together('c1', 'p', 'g', '20') +
      `<rsc_colocation id="c2" rsc="g" with-rsc="X" with-rsc-role="Promoted" score="INFINITY"/>` +
      location('l2', 'X', 'n3', '-INFINITY'),
    transient: { n1: { 'master-x': '3' }, n2: { 'master-x': '5' } },
    active: { x: 'n1', p: 'n2', a: 'n1' },
  });
  let compared = 0;
  for (const resource of cluster.resources.flatMap((top) => [...within(top)])) {
    if (resource.kind !== 'primitive') continue;
    const entries = cluster.ledger?.of(resource).filter(({ to }) => to === 'placement') ?? [];
    for (const { node, score } of resource.candidates.values()) {
      const parts = entries.filter((entry) => entry.node === node);
      const sum = parts.reduce((total, part) => addScores(total, part.score), 0);
      t.equal(sum, score, `${resource.id} on ${node.name}`);
      compared++;
    }
  }
  t.ok(compared > 15);
  t.equal(decide({ resources: primitive('x') }, false).ledger, undefined, 'nothing is kept unless asked for');
  t.end();
});

t.test('what stands in the way', (t) => {
  const x = primitive('x');
  const off = (id: string): string => primitive(id, meta(id, { 'target-role': 'Stopped' }));
  const cases: readonly (readonly [string, Situation, string, RegExp])[] = [
    ['target-role', { resources: off('x') }, 'target-role', /target-role of x is Stopped/],
    ['stop-all', { resources: x, options: { 'stop-all-resources': 'true' } }, 'stop-all-resources', /stop-all/],
    ['maintenance', { resources: x, options: { 'maintenance-mode': 'true' } }, 'maintenance', /whole cluster/],
    ['unmanaged', { resources: primitive('x', meta('x', { 'is-managed': 'false' })) }, 'unmanaged', /not managed/],
    ['quorum', { resources: x, quorum: false }, 'quorum', /no quorum/],
    ['no device', { resources: x, options: { 'fencing-enabled': 'true' } }, 'no-fencing-device', /no device/],
    ['no node', { resources: x, nodes: ['!n1'] }, 'no-node', /no node can run x/],
    [
      'an ordering',
      { resources: x + off('y'), constraints: order('o', 'y', 'x') },
      'ordering',
      /x comes after start of y, which cannot be done: its target-role is Stopped/,
    ],
    [
      'a ticket',
      { resources: x, constraints: '<rsc_ticket id="tc" rsc="x" ticket="T"/>' },
      'ticket',
      /ticket T is not granted \(constraint tc\)/,
    ],
  ];
  for (const [what, situation, kind, text] of cases) {
    const explanation = why(situation, 'x');
    t.notOk(explanation.runs, `${what}: it does not run`);
    t.match(
      explanation.obstacles.find((each) => each.kind === kind),
      { text },
      what,
    );
    t.match(explanationText(explanation), text, `${what}, in words`);
  }
  t.same(why({ resources: x }, 'x').obstacles, [], 'nothing');
  t.end();
});

t.test('the smallest change', (t) => {
  const x = primitive('x');
  const cases: readonly (readonly [string, Situation, string | undefined, string | undefined])[] = [
    [
      'start it',
      { resources: primitive('x', meta('x', { 'target-role': 'Stopped' })) },
      undefined,
      'crm resource start x',
    ],
    [
      'lift the one ban that matters',
      {
        resources: x,
        nodes: ['n1'],
        constraints:
          location('a', 'x', 'n1', '-5') + location('b', 'x', 'n1', '-INFINITY') + location('z', 'x', 'n1', '9'),
      },
      undefined,
      'crm configure delete b',
    ],
    [
      'clear failures',
      {
        resources: primitive('x', meta('x', { 'migration-threshold': 1 })),
        nodes: ['n1'],
        transient: { n1: { 'fail-count-x#monitor_10000': '1' } },
      },
      undefined,
      'crm resource cleanup x n1',
    ],
    [
      'bring the node back',
      { resources: x, nodes: ['n1'], attributes: { n1: { standby: 'on' } } },
      'n1',
      'crm node online n1',
    ],
    [
      'start what comes first',
      {
        resources: x + primitive('y', meta('y', { 'target-role': 'Stopped' })),
        constraints: order('o', 'y', 'x'),
      },
      undefined,
      'crm resource start y',
    ],
    [
      'grant the ticket',
      { resources: x, constraints: '<rsc_ticket id="tc" rsc="x" ticket="T"/>' },
      undefined,
      'crm site ticket grant T',
    ],
    [
      'take away what holds it elsewhere',
      { resources: x, constraints: location('a', 'x', 'n2', '10') },
      'n1',
      'crm configure delete a',
    ],
    ['ask for it', { resources: x }, 'n3', 'crm resource move x n3'],
    [
      'take away what made it go there',
      { resources: x, constraints: location('a', 'x', 'n3', '10') },
      undefined,
      'crm configure delete a',
    ],
    [
      'lift a ban, and ask for it',
      { resources: x, constraints: location('a', 'x', 'n1', '50') + location('b', 'x', 'n3', '-INFINITY') },
      'n3',
      'crm configure delete b; crm resource move x n3',
    ],
    ['nothing helps', { resources: x, nodes: ['!n1'] }, undefined, undefined],
  ];
  for (const [what, situation, node, command] of cases) {
    const cib = parseXml(cibOf(situation));
    const before = String(cib.clone().children.length);
    const { remedy } = explain(schedule(cib, { now: NOW, explain: true }), 'x', node);
    t.equal(remedy?.command, command, what);
    t.equal(String(cib.children.length), before);
  }
  t.notOk(explain(decide({ resources: x }), 'x', 'n3', { remedy: false }).remedy, 'only if it is wanted');
  t.end();
});

t.test('what failed and is put right', (t) => {
  const failure =
    '<lrm_rsc_op id="x_last_failure_0" operation_key="x_monitor_10000" operation="monitor" interval="10000" call-id="9" rc-code="7" op-status="0" exit-reason="gone" transition-key="1:1:0:x" transition-magic="0:7;1:1:0:x"/>';
  const situation = {
    resources: primitive('x'),
    active: { x: 'n1' },
    transient: { n1: { 'fail-count-x#monitor_10000': '1' } },
  };
  const cib = parseXml(cibOf(situation).replace('</lrm_resource>', `${failure}</lrm_resource>`));
  const explanation = explain(schedule(cib, { now: NOW, explain: true }), 'x');
  t.same(explanation.standings[0]?.failures, ['monitor on n1: Not running: gone']);
  t.match(
    explanationText(explanation),
    /^x is running, and will be restarted\.\n {2}x: Started on n1, failed \(monitor on n1: Not running: gone\) \[stop on n1; start on n1\]\n/,
  );
  t.same(why(situation, 'x').standings[0]?.failures, [], 'what is past is not told');
  t.end();
});

t.test('groups and clones as a whole', (t) => {
  const group = `<group id="g">${primitive('a')}${primitive('b', meta('b', { 'target-role': 'Stopped' }))}</group>`;
  const half = why({ resources: group, active: { a: 'n1' } }, 'g');
  t.equal(half.runs, false, 'a group runs if all of it does');
  t.same(
    half.standings.map(({ resource, next }) => [resource, next?.node]),
    [
      ['a', 'n1'],
      ['b', undefined],
    ],
  );
  const clone = `<clone id="X">${primitive('x')}</clone>`;
  t.equal(why({ resources: clone }, 'X', 'n2').runs, true, 'a clone runs on a node if an instance does');
  t.equal(why({ resources: clone, constraints: location('a', 'X', 'n2', '-INFINITY') }, 'x', 'n2').runs, false);
  t.end();
});

t.test('what does not exist', (t) => {
  t.throws(() => why({ resources: primitive('x') }, 'y'), { code: 'ENXIO', message: 'there is no resource y' });
  t.throws(() => why({ resources: primitive('x') }, 'x', 'n9'), { code: 'ENXIO', message: 'there is no node n9' });
  t.end();
});
