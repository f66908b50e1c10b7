/** Whole CIBs made up, from nothing. */
import { INSTANTS, OPTIONS } from '../values.mjs';
import { constraint } from './constraints.mjs';
import { Draft } from './draft.mjs';
import { history } from './history.mjs';
import { bundle, clone, fencing, group, guest, primitive, remote, template } from './resources.mjs';
import { rule } from './rules.mjs';
import { nodeState, tickets } from './status.mjs';

function node(draft, entry) {
  const { dice } = draft;
  const attributes = draft.settings(
    {
      standby: ['on', 'off'],
      maintenance: ['true', 'false'],
      site: ['a', 'b'],
      pingd: ['100'],
      '#health-x': ['red', 'yellow'],
    },
    0.06,
  );
  const capacity = draft.settings({ cpu: ['1', '4', '8'], ram: ['100', '1000'] }, 0.4);
  return draft.element(
    'node',
    { ...entry, type: entry.type === 'remote' || dice.chance(0.3) ? entry.type : undefined },
    [draft.block('instance_attributes', attributes), draft.block('utilization', capacity)],
  );
}

function options(draft) {
  const { dice } = draft;
  const pairs = draft.settings(OPTIONS, 0.035);
  if (dice.chance(0.4) && draft.fencing.length === 0) pairs['fencing-enabled'] = 'false';
  return draft.element('crm_config', {}, [
    draft.element(
      'cluster_property_set',
      { id: 'options' },
      Object.entries(pairs).map(([name, value]) => draft.element('nvpair', { id: `options-${name}`, name, value })),
    ),
    draft.maybe(0.04, () =>
      draft.element('cluster_property_set', { id: 'options-by-rule' }, [
        rule(draft, 'meta'),
        draft.element('nvpair', { id: 'by-rule', name: 'maintenance-mode', value: 'true' }),
      ]),
    ),
  ]);
}

function defaults(draft, name, table, place) {
  const pairs = draft.settings(table, 0.4);
  const block = draft.block(
    'meta_attributes',
    pairs,
    draft.maybe(0.4, () => rule(draft, place)),
  );
  return draft.element(name, {}, [block]);
}

function fencingTopology(draft) {
  const { dice } = draft;
  const levels = [];
  for (const { uname } of draft.nodes) {
    if (!dice.chance(0.6)) continue;
    const index = dice.between(1, 3);
    const target = dice.pick([
      { target: uname },
      { 'target-pattern': 'n.*' },
      { 'target-attribute': 'site', 'target-value': 'a' },
    ]);
    levels.push(
      draft.element('fencing-level', {
        id: draft.id('level-'),
        ...target,
        index,
        devices: dice.some(draft.fencing, 2, 1).join(','),
      }),
    );
  }
  return draft.element('fencing-topology', {}, levels);
}

/**
 * A CIB made up.
 * @param size at most so many resources, besides fencing
 * @param nodes at most so many
 * @param past whether operation histories are made up, too
 */
export function synthesize(dice, Element, { size = 6, nodes = 5, past = false } = {}) {
  const draft = new Draft(dice, Element);
  for (let i = 1, count = dice.between(1, nodes); i <= count; i++)
    draft.nodes.push({ id: String(i), uname: `n${i}`, type: 'member' });

  const resources = [];
  if (dice.chance(0.25)) resources.push(template(draft));
  for (let left = dice.chance(0.5) ? dice.between(1, 2) : 0; left > 0; left--) resources.push(fencing(draft));
  const kinds = [primitive, primitive, primitive, group, clone, clone, clone, bundle, guest, remote];
  const palette = dice.chance(0.5) ? dice.some(kinds, 4, 1) : kinds;
  for (let left = dice.between(1, size); left > 0; left--) resources.push(dice.pick(palette)(draft));
  const remotes = draft.resources
    .filter((id) => /^remote/.test(id) && dice.chance(0.8))
    .map((id) => ({ id, uname: id, type: 'remote' }));

  for (const { name, id } of resources) if (name !== 'template') draft.top.push(id);

  const tags = [];
  if (dice.chance(0.15)) {
    const refs = dice.some([...draft.resources], 3, 1).map((id) => draft.element('obj_ref', { id }));
    tags.push(draft.element('tag', { id: 'tag1' }, refs));
    draft.tags.push('tag1');
  }
  const constraints = Array.from({ length: dice.between(0, 1 + resources.length) }, () => constraint(draft));
  const configuration = draft.element('configuration', {}, [
    options(draft),
    draft.element(
      'nodes',
      {},
      [...draft.nodes, ...remotes].map((entry) => node(draft, entry)),
    ),
    draft.element('resources', {}, resources),
    draft.element('constraints', {}, constraints),
    draft.fencing.length > 0 ? draft.maybe(0.25, () => fencingTopology(draft)) : undefined,
    tags.length > 0 ? draft.element('tags', {}, tags) : undefined,
    draft.maybe(0.2, () =>
      defaults(
        draft,
        'rsc_defaults',
        { 'resource-stickiness': ['1', '100'], 'migration-threshold': ['3'], priority: ['2'] },
        'resources',
      ),
    ),
    draft.maybe(0.12, () =>
      defaults(
        draft,
        'op_defaults',
        { timeout: ['30s', '5'], 'on-fail': ['block', 'standby'], 'record-pending': ['true'] },
        'operations',
      ),
    ),
  ]);
  draft.references = false;
  const states = [...draft.nodes, ...remotes].filter(() => dice.chance(0.96)).map((entry) => nodeState(draft, entry));
  if (past) addHistories(draft, states);
  const root = draft.element(
    'cib',
    {
      'validate-with': 'pacemaker-4.0',
      crm_feature_set: '3.20.0',
      epoch: '10',
      num_updates: '0',
      admin_epoch: '0',
      'have-quorum': dice.chance(0.88) ? '1' : '0',
      'dc-uuid': draft.maybe(0.9, () => '1'),
      'no-quorum-panic': draft.maybe(0.05, () => '1'),
      'execution-date': dice.chance(0.6) ? dice.pick(INSTANTS) : undefined,
    },
    [configuration, draft.element('status', {}, [...states, draft.maybe(0.6, () => tickets(draft))])],
  );
  return root;
}

/** Ids under which a node may know of resources, and their agents. */
function knownResources(draft) {
  const known = [];
  const agent = { class: 'ocf', provider: 'pacemaker', type: 'Dummy' };
  for (const id of draft.primitives) {
    known.push({ id, agent }, { id: `${id}:0`, agent });
    if (draft.dice.chance(0.3)) known.push({ id: `${id}:${draft.dice.between(1, 3)}`, agent });
  }
  for (const id of draft.resources.filter((name) => /^b\d/.test(name))) {
    const remoteAgent = { class: 'ocf', provider: 'pacemaker', type: 'remote' };
    for (const kind of ['docker', 'podman'])
      known.push({ id: `${id}-${kind}-0`, agent: { class: 'ocf', provider: 'heartbeat', type: kind } });
    known.push({ id: `${id}-0`, agent: remoteAgent }, { id: `${id}-1`, agent: remoteAgent });
  }
  known.push({ id: 'gone', agent }, { id: 'lost:0', agent });
  return known;
}

function addHistories(draft, states) {
  const { dice } = draft;
  const known = knownResources(draft);
  const names = [...draft.nodes.map(({ uname }) => uname), ...draft.hosted];
  for (const state of states) {
    const list = state.child('lrm').child('lrm_resources');
    for (const resource of dice.some(known, known.length))
      list.append(history(draft, resource, state.get('uname'), names));
  }
}
