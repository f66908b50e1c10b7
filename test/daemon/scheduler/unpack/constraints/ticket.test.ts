import t from 'tap';
import { meta, placed, primitive, type Situation, scoresOf, unpacked } from '../../placed.js';

const ticket = (attributes: string): string => `<rsc_ticket id="c" ticket="T" ${attributes}/>`;
const state = (attributes: string): string => `<tickets><ticket_state id="T" ${attributes}/></tickets>`;
const TWO = ['n1', 'n2'];

t.test('what needs a ticket runs nowhere without', (t) => {
  const allowed = (status: string, attributes = 'rsc="A"'): boolean =>
    scoresOf({ nodes: TWO, resources: primitive('A'), constraints: ticket(attributes), status }, 'A').n1 !==
    '-INFINITY';
  t.notOk(allowed(''), 'not granted');
  t.notOk(allowed(state('granted="false"')), 'revoked');
  t.ok(allowed(state('granted="true"')), 'granted');
  t.notOk(allowed(state('granted="true" standby="true"')), 'in standby');
  t.ok(allowed('', 'rsc="A" rsc-role="Promoted"'), 'only promotion needs it');
  t.notOk(allowed('', 'rsc="A" rsc-role="Promoted" loss-policy="stop"'), 'promotion needs it, or it is to stop');
  t.end();
});

t.test('loss of a ticket', (t) => {
  const lost = (policy: string, more: Partial<Situation> = {}) => {
    const situation: Situation = {
      nodes: TWO,
      resources: primitive('A'),
      constraints: ticket(`rsc="A" loss-policy="${policy}"`),
      active: { A: 'n1' },
      ...more,
    };
    const cluster = unpacked(situation);
    const A = cluster.resourcesById.get('A');
    return { cluster, A, score: A?.candidates.get(cluster.nodes[0] as never)?.score };
  };
  t.equal(lost('stop').score, -1_000_000);
  t.equal(lost('demote').score, -1_000_000);
  const frozen = lost('freeze');
  t.match(frozen.A, { managed: false, blocked: true });
  t.equal(frozen.score, 0);
  t.equal(
    lost('fence').cluster.findings[0]?.text,
    "Resetting 'loss-policy' for ticket 'T' to 'stop' because fencing is not configured",
  );
  const fenced = lost('fence', { options: { 'fencing-enabled': 'true' } });
  t.match(fenced.cluster.demands.at(-1), { kind: 'fence', node: { name: 'n1' }, reason: 'deadman ticket was lost' });
  t.end();
});

t.test('nothing is promoted without its ticket', (t) => {
  const situation = (status: string): Situation => ({
    nodes: TWO,
    resources: `<clone id="X">${meta('X', { promotable: 'true' })}${primitive('x')}</clone>`,
    constraints: ticket('rsc="X" rsc-role="Promoted"'),
    active: { x: 'n1' },
    transient: { n1: { 'master-x': '10' } },
    status,
  });
  const promoted = (status: string): number =>
    placed(situation(status))
      .resourcesById.get('X')
      ?.children.filter(({ nextRole }) => nextRole === 4).length ?? 0;
  t.equal(promoted(state('granted="true"')), 1);
  t.equal(promoted(''), 0);
  t.end();
});
