/** Resources made up, of every kind. */
import { CLONE_META, DURATIONS, META, ON_FAIL, OP_META, WRONG, YES_NO } from '../values.mjs';
import { rule } from './rules.mjs';

const AGENTS = [
  { class: 'ocf', provider: 'pacemaker', type: 'Dummy' },
  { class: 'ocf', provider: 'heartbeat', type: 'IPaddr2' },
  { class: 'systemd', type: 'httpd' },
  { class: 'lsb', type: 'foo' },
  { class: 'service', type: 'bar' },
];
const STATEFUL = { class: 'ocf', provider: 'pacemaker', type: 'Stateful' };

function meta(draft, table, density) {
  const { dice } = draft;
  const pairs = draft.settings(table, density);
  for (const name of Object.keys(pairs)) if (dice.chance(0.02)) pairs[name] = dice.pick(WRONG);
  return draft.block(
    'meta_attributes',
    pairs,
    draft.maybe(0.06, () => rule(draft, 'meta')),
  );
}

function operation(draft, owner, name, interval, extra = {}) {
  const { dice } = draft;
  const attributes = {
    id: draft.id(`${owner}-op-`),
    name,
    interval,
    timeout: draft.maybe(0.5, () => dice.pick(DURATIONS)),
    'on-fail': draft.maybe(0.3, () => dice.pick(ON_FAIL)),
    enabled: draft.maybe(0.05, () => dice.pick(YES_NO)),
    ...extra,
  };
  if (dice.chance(0.06)) attributes['start-delay'] = dice.pick(DURATIONS);
  else if (dice.chance(0.04)) attributes['interval-origin'] = dice.pick(OP_META['interval-origin']);
  const block = draft.maybe(0.06, () =>
    draft.block(
      'meta_attributes',
      draft.settings(OP_META, 0.2),
      draft.maybe(0.4, () => rule(draft, 'node')),
    ),
  );
  return draft.element('op', attributes, [block]);
}

function operations(draft, owner, promotable) {
  const { dice } = draft;
  const list = [];
  if (promotable) {
    if (dice.chance(0.8))
      list.push(operation(draft, owner, 'monitor', '10s', { role: dice.pick(['Promoted', 'Promoted', 'Master']) }));
    if (dice.chance(0.8))
      list.push(
        operation(draft, owner, 'monitor', dice.pick(['11s', '20s']), { role: draft.maybe(0.8, () => 'Unpromoted') }),
      );
    for (const name of ['promote', 'demote']) if (dice.chance(0.3)) list.push(operation(draft, owner, name, '0'));
  } else if (dice.chance(0.7)) {
    list.push(
      operation(draft, owner, 'monitor', dice.pick(['10s', '10', '10000ms', '1m', '0', 'bogus', '10s', '10s'])),
    );
  }
  if (dice.chance(0.12)) list.push(operation(draft, owner, 'monitor', '30s', { role: 'Stopped' }));
  if (dice.chance(0.1)) list.push(operation(draft, owner, 'monitor', dice.pick(['10s', '15s', '33s'])));
  for (const name of ['start', 'stop', 'migrate_to', 'migrate_from', 'reload-agent']) {
    if (dice.chance(0.15)) list.push(operation(draft, owner, name, dice.pick(['0', '0s', '0', '5s'])));
  }
  if (list.length === 0) return undefined;
  if (draft.operations.length > 0 && dice.chance(0.05)) {
    return draft.element('operations', { 'id-ref': dice.pick(draft.operations) });
  }
  const id = draft.maybe(0.2, () => `${owner}-operations`);
  if (id !== undefined) draft.operations.push(id);
  return draft.element('operations', { id }, list);
}

function parameters(draft) {
  const pairs = draft.settings(
    { state: ['a', 'b', '/run/x'], fake: ['1', '2'], passwd: ['secret'], ip: ['10.0.0.1'] },
    0.25,
  );
  return draft.block(
    'instance_attributes',
    pairs,
    draft.maybe(0.08, () => rule(draft, 'node')),
  );
}

export function primitive(draft, { promotable = false, settings = 0.07, extra = {} } = {}) {
  const { dice } = draft;
  const id = draft.id('p');
  const template = draft.templates.length > 0 && dice.chance(0.2) ? dice.pick(draft.templates) : undefined;
  const agent = template ? { template } : promotable ? STATEFUL : dice.pick(AGENTS);
  const utilization = draft.maybe(0.4, () =>
    draft.block('utilization', draft.settings({ cpu: ['1', '2', '4', '0'], ram: ['10', '100', 'x'] }, 0.6)),
  );
  draft.primitives.push(id);
  draft.resources.push(id);
  return draft.element('primitive', { id, ...agent }, [
    parameters(draft),
    meta(draft, META, settings),
    Object.keys(extra).length > 0 ? draft.block('meta_attributes', extra) : undefined,
    utilization,
    operations(draft, id, promotable),
  ]);
}

export function template(draft) {
  const { dice } = draft;
  const id = draft.id('template');
  draft.templates.push(id);
  return draft.element('template', { id, ...dice.pick([...AGENTS, STATEFUL]) }, [
    parameters(draft),
    meta(draft, META, 0.1),
    operations(draft, id, false),
  ]);
}

export function group(draft, { promotable = false } = {}) {
  const { dice } = draft;
  const id = draft.id('g');
  draft.resources.push(id);
  const member = () =>
    dice.chance(0.05) ? dice.pick([guest, remote, fencing])(draft) : primitive(draft, { promotable });
  const members = Array.from({ length: dice.between(1, 4) }, member);
  const order = { ordered: YES_NO, collocated: YES_NO, 'resource-stickiness': ['1', '100'] };
  return draft.element('group', { id }, [meta(draft, META, 0.07), meta(draft, order, 0.08), ...members]);
}

export function clone(draft) {
  const { dice } = draft;
  const id = draft.id('c');
  draft.resources.push(id);
  const promotable = dice.chance(0.5);
  const pairs = draft.settings(CLONE_META, 0.18);
  pairs.promotable = String(promotable);
  if (!promotable && dice.chance(0.7)) delete pairs.promotable;
  const block = draft.block('meta_attributes', pairs);
  const odd = dice.chance(0.05) ? dice.pick([guest, fencing]) : undefined;
  const inner = odd ? odd(draft) : dice.chance(0.35) ? group(draft, { promotable }) : primitive(draft, { promotable });
  return draft.element('clone', { id }, [block, meta(draft, META, 0.05), inner]);
}

export function bundle(draft) {
  const { dice } = draft;
  const id = draft.id('b');
  draft.resources.push(id);
  const inside = dice.chance(0.7);
  const promotable = inside && dice.chance(0.5);
  const container = draft.element(dice.pick(['docker', 'podman']), {
    image: 'pcmk:test',
    replicas: draft.maybe(0.7, () => dice.between(1, 4)),
    'replicas-per-host': draft.maybe(0.3, () => dice.between(1, 3)),
    'promoted-max': promotable ? dice.between(1, 2) : draft.maybe(0.05, () => dice.between(0, 2)),
    options: draft.maybe(0.4, () => '--user=root'),
    network: draft.maybe(0.2, () => 'host'),
    'run-command': draft.maybe(0.3, () => '/bin/run'),
  });
  const port = (attributes) => draft.element('port-mapping', { id: draft.id(`${id}-port-`), ...attributes });
  const network = () => {
    const addressed = inside || dice.chance(0.5);
    return draft.element(
      'network',
      {
        'ip-range-start': addressed && dice.chance(0.7) ? `192.168.122.${dice.between(10, 250)}` : undefined,
        'control-port': (inside && dice.chance(0.6)) || dice.chance(0.1) ? dice.between(3000, 4000) : undefined,
        'host-interface': draft.maybe(0.2, () => 'eth0'),
        'host-netmask': draft.maybe(0.3, () => '24'),
        'add-host': draft.maybe(0.1, () => dice.pick(YES_NO)),
      },
      dice.some([port({ port: 80 }), port({ port: 81, 'internal-port': 8081 }), port({ range: '5000-5010' })], 2),
    );
  };
  const mapping = (attributes) =>
    draft.element('storage-mapping', { id: draft.id(`${id}-storage-`), 'target-dir': '/data', ...attributes });
  const storage = () =>
    draft.element(
      'storage',
      {},
      dice.some([mapping({ 'source-dir': '/srv' }), mapping({ 'source-dir-root': '/var/log', options: 'rw' })], 2),
    );
  const parts = [
    meta(draft, META, 0.06),
    container,
    inside || dice.chance(0.4) ? network() : undefined,
    draft.maybe(0.4, storage),
    inside ? primitive(draft, { promotable }) : undefined,
  ];
  for (let i = 0; i < 2; i++) draft.hosted.push(`${id}-${i}`);
  return draft.element('bundle', { id }, parts);
}

/** A virtual machine that is a node. */
export function guest(draft) {
  const name = draft.id('guest');
  draft.hosted.push(name);
  const extra = { 'remote-node': name };
  if (draft.dice.chance(0.2)) extra['remote-addr'] = '10.0.0.9';
  if (draft.dice.chance(0.1)) extra['remote-port'] = '3999';
  if (draft.dice.chance(0.2)) extra['remote-allow-migrate'] = draft.dice.pick(YES_NO);
  if (draft.dice.chance(0.3)) extra['allow-migrate'] = 'true';
  return primitive(draft, { extra });
}

/** A connection to a remote node. */
export function remote(draft) {
  const { dice } = draft;
  const id = draft.id('remote');
  draft.hosted.push(id);
  draft.resources.push(id);
  draft.primitives.push(id);
  const pairs = draft.settings(
    { server: ['10.0.0.7'], port: ['3121'], reconnect_interval: ['0', '60', '1m', 'bogus'] },
    0.5,
  );
  return draft.element('primitive', { id, class: 'ocf', provider: 'pacemaker', type: 'remote' }, [
    draft.block('instance_attributes', pairs),
    meta(draft, META, 0.06),
    dice.chance(0.7) ? draft.element('operations', {}, [operation(draft, id, 'monitor', '60s')]) : undefined,
  ]);
}

export function fencing(draft) {
  const { dice } = draft;
  const id = draft.id('fence');
  draft.fencing.push(id);
  draft.resources.push(id);
  draft.primitives.push(id);
  const pairs = draft.settings(
    {
      pcmk_host_list: [draft.nodes.map(({ uname }) => uname).join(' '), draft.nodes[0].uname],
      pcmk_host_map: [`${draft.nodes[0].uname}:1`],
      passwd: ['secret'],
      provides: ['unfencing'],
    },
    0.3,
  );
  const provides = draft.maybe(0.15, () => draft.block('meta_attributes', { provides: 'unfencing' }));
  return draft.element(
    'primitive',
    { id, class: 'stonith', type: dice.pick(['fence_dummy', 'fence_xvm', 'external/ssh', 'fence_watchdog']) },
    [
      draft.block('instance_attributes', pairs),
      provides,
      meta(draft, META, 0.04),
      dice.chance(0.6) ? draft.element('operations', {}, [operation(draft, id, 'monitor', '60s')]) : undefined,
    ],
  );
}
