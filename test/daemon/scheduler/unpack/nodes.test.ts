import t from 'tap';
import type { Node } from '../../../../daemon/scheduler/model/node.js';
import { cluster, dummy, meta, SECONDS, type Small, UP } from './small.js';

const FENCING = {
  options: { 'fencing-enabled': 'true' },
  resources: dummy('fence', '', 'class="stonith" type="fence_x"'),
};

function textOf(node: Node | undefined): string {
  if (!node) return 'none';
  const flags = ['unclean', 'pending', 'standby', 'maintenance', 'shutdown'] as const;
  return [node.online ? 'online' : 'offline', ...flags.filter((flag) => node[flag])].join(' ');
}

t.test('what a node_state says', (t) => {
  const cases: readonly (readonly [string, string, Small, string])[] = [
    ['a member', UP, FENCING, 'online'],
    ['a member, by times', `in_ccm="${SECONDS}" crmd="${SECONDS}" join="member" expected="member"`, FENCING, 'online'],
    ['left as it should', 'in_ccm="false" crmd="offline" join="down" expected="down"', FENCING, 'offline'],
    ['lost', 'in_ccm="false" crmd="offline" join="down" expected="member"', FENCING, 'offline unclean'],
    ['lost its controller', 'in_ccm="true" crmd="offline" join="member" expected="member"', FENCING, 'online unclean'],
    ['never seen', 'crmd="offline"', FENCING, 'offline unclean'],
    ['not let in', 'in_ccm="true" crmd="online" join="banned" expected="member"', FENCING, 'online unclean'],
    ['joining', 'in_ccm="true" crmd="online" join="pending" expected="member"', FENCING, 'online pending standby'],
    ['coming up', 'in_ccm="true" crmd="offline" join="down" expected="down"', FENCING, 'online pending standby'],
    [
      'coming up for too long',
      'in_ccm="1000" crmd="0" join="down" expected="down"',
      { ...FENCING, options: { 'fencing-enabled': 'true', 'node-pending-timeout': '1min' } },
      'online unclean',
    ],
    ['lost, without fencing', 'in_ccm="false" crmd="offline" join="down" expected="member"', {}, 'offline'],
    [
      'without its controller, without fencing',
      'in_ccm="true" crmd="offline" expected="member"',
      {},
      'offline unclean',
    ],
    ['not yet joined, without fencing', 'in_ccm="true" crmd="online" join="pending" expected="member"', {}, 'offline'],
  ];
  for (const [name, state, small, expected] of cases) {
    t.equal(textOf(cluster({ ...small, states: { n2: state } }).nodesByName.get('n2')), expected, name);
  }
  t.end();
});

t.test('why a node is to be fenced', (t) => {
  const cases: readonly (readonly [string, string])[] = [
    ['in_ccm="true" crmd="online" join="banned" expected="member"', 'peer failed Pacemaker membership criteria'],
    ['in_ccm="true" crmd="online" join="nack" expected="member"', 'peer was in an unknown state'],
    ['in_ccm="true" crmd="offline" join="member" expected="member"', 'peer process is no longer available'],
    ['in_ccm="false" crmd="offline" join="member" expected="member"', 'peer is no longer part of the cluster'],
  ];
  for (const [state, reason] of cases) {
    t.match(cluster({ ...FENCING, states: { n2: state } }).demands, [{ kind: 'fence', reason }], state);
  }
  t.end();
});

t.test('node attributes', (t) => {
  const cases: readonly (readonly [Record<string, string>, string])[] = [
    [{ standby: 'on' }, 'online standby'],
    [{ maintenance: 'true' }, 'online maintenance'],
    [{ shutdown: String(SECONDS) }, 'online shutdown'],
    [{ shutdown: '0' }, 'online'],
    [{ terminate: 'true' }, 'online unclean'],
  ];
  for (const [attributes, expected] of cases) {
    const { nodesByName } = cluster({ ...FENCING, transient: { n2: attributes } });
    t.equal(textOf(nodesByName.get('n2')), expected, JSON.stringify(attributes));
  }
  const { nodes, dc } = cluster({ options: { 'cluster-name': 'here' } });
  t.match(Object.fromEntries(nodes[0]?.attributes ?? []), {
    '#uname': 'n1',
    '#id': '1',
    '#kind': 'cluster',
    '#is_dc': 'true',
    '#cluster-name': 'here',
    '#site-name': 'here',
  });
  t.equal(dc, nodes[0]);
  t.end();
});

t.test('nodes are in order of their names, numbers by value', (t) => {
  const { nodes } = cluster({ nodes: ['node10', 'Node2', 'node1', 'alpha'] });
  t.same(
    nodes.map(({ name, index }) => `${index} ${name}`),
    ['0 alpha', '1 node1', '2 Node2', '3 node10'],
  );
  t.end();
});

t.test('quorum', (t) => {
  const policy = (small: Small) => cluster({ quorum: false, ...small }).options.noQuorumPolicy;
  t.equal(policy({}), 'stop');
  t.equal(policy({ options: { 'no-quorum-policy': 'freeze' } }), 'freeze');
  t.equal(policy({ options: { 'no-quorum-policy': 'suicide' } }), 'stop', 'there is no fencing');
  t.equal(policy({ options: { 'no-quorum-policy': 'nonsense' } }), 'stop');
  const { options } = FENCING;
  const fenced = cluster({ ...FENCING, options: { ...options, 'no-quorum-policy': 'fence' }, quorum: true });
  t.equal(fenced.options.noQuorumPolicy, 'fence');
  t.end();
});

t.test('remote and guest nodes', (t) => {
  const remote = dummy('far', '', 'class="ocf" provider="pacemaker" type="remote"');
  const guest = dummy('vm', meta('vm', { 'remote-node': 'inside', 'remote-port': '4000' }));
  const { nodesByName, resourcesById } = cluster({
    resources: remote + guest,
    history: { n1: { far: [{ task: 'start' }], vm: [{ task: 'start' }], inside: [{ task: 'start' }] } },
  });
  t.equal(nodesByName.get('far')?.kind, 'remote');
  t.equal(textOf(nodesByName.get('far')), 'online');
  t.equal(nodesByName.get('inside')?.kind, 'guest');
  t.equal(textOf(nodesByName.get('inside')), 'online');
  const connection = resourcesById.get('inside');
  t.equal(connection?.launcher?.id, 'vm');
  t.same(resourcesById.get('vm')?.launched, [connection]);
  t.end();
});
