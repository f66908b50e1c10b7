/**
 * Random changes to a CIB, such as administrators and mishaps make. A seed gives the same changes
 * always. Many make no sense; the schema refuses some, and then both sides have to.
 */

const RESOURCES = new Set(['primitive', 'group', 'clone', 'bundle']);
const SCORES = ['INFINITY', '-INFINITY', '100', '-100', '1', '0', '5000'];
const YES_NO = ['true', 'false'];

const META = {
  'target-role': ['Started', 'Stopped', 'Promoted', 'Unpromoted'],
  'is-managed': YES_NO,
  maintenance: YES_NO,
  'migration-threshold': ['1', '2', '3', 'INFINITY', '0'],
  'failure-timeout': ['0', '60', '1h'],
  'resource-stickiness': ['0', '1', '100', 'INFINITY', '-1'],
  priority: ['0', '1', '10', '1000', '-5'],
  'allow-migrate': YES_NO,
  'multiple-active': ['stop_only', 'stop_start', 'block', 'stop_unexpected'],
  critical: YES_NO,
  requires: ['nothing', 'quorum', 'fencing'],
};
const CLONE_META = {
  'clone-max': ['0', '1', '2', '3', '5'],
  'clone-node-max': ['1', '2'],
  interleave: YES_NO,
  ordered: YES_NO,
  notify: YES_NO,
  'promoted-max': ['1', '2', '3'],
  'globally-unique': YES_NO,
  promotable: YES_NO,
  'clone-min': ['0', '1', '2'],
};
const OPTIONS = {
  'no-quorum-policy': ['stop', 'ignore', 'freeze', 'demote', 'fence'],
  'fencing-enabled': YES_NO,
  'symmetric-cluster': YES_NO,
  'maintenance-mode': YES_NO,
  'stop-all-resources': YES_NO,
  'placement-strategy': ['default', 'utilization', 'minimal', 'balanced'],
  'startup-fencing': YES_NO,
  'start-failure-is-fatal': YES_NO,
  'node-health-strategy': ['none', 'migrate-on-red', 'only-green', 'progressive', 'custom'],
  'stop-removed-resources': YES_NO,
  'cancel-removed-actions': YES_NO,
  'concurrent-fencing': YES_NO,
  'shutdown-lock': YES_NO,
  'priority-fencing-delay': ['0', '15s'],
  'fencing-action': ['reboot', 'off'],
};

/** Apply some changes to the root element, up to a number; their names. */
export function changes(root, random, Element, most) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const all = (name) => [...root.walk()].filter((element) => element.name === name);
  const config = root.child('configuration');
  const resources = [...(config.child('resources')?.walk() ?? [])].filter(({ name }) => RESOURCES.has(name));
  const nodes = all('node').filter((element) => element.has('uname') && element.parent?.name === 'nodes');
  const states = all('node_state');
  const section = (name) => config.child(name) ?? config.append(new Element(name));
  let count = 0;
  const newId = () => `made-up-${++count}`;
  const setPair = (owner, block, name, value) => {
    for (const pair of [...owner.walk()]) {
      if (
        pair.name === 'nvpair' &&
        pair.get('name') === name &&
        pair.parent?.name === block &&
        pair.parent.parent === owner
      ) {
        return pair.set('value', value);
      }
    }
    const home = owner.child(block) ?? owner.insert(new Element(block, { id: newId() }), 0);
    home.append(new Element('nvpair', { id: newId(), name, value }));
  };
  const attribute = (state, name, value) => {
    const id = newId();
    const home =
      state.child('transient_attributes') ?? state.append(new Element('transient_attributes', { id: state.id ?? id }));
    const block = home.child('instance_attributes') ?? home.append(new Element('instance_attributes', { id }));
    block.append(new Element('nvpair', { id: newId(), name, value }));
  };
  const fromTable = (table) => {
    const name = pick(Object.keys(table));
    return [name, pick(table[name])];
  };
  const top = resources.filter(({ parent }) => parent?.name === 'resources');
  const role = () => (random() < 0.2 ? pick(['Promoted', 'Started', 'Unpromoted']) : undefined);
  const withRole = (attributes, name) => {
    const value = role();
    return value === undefined ? attributes : { ...attributes, [name]: value };
  };

  const kinds = {
    standby: () => setPair(pick(nodes), 'instance_attributes', 'standby', pick(YES_NO)),
    maintenance: () => setPair(pick(nodes), 'instance_attributes', 'maintenance', pick(YES_NO)),
    offline: () =>
      pick(states).set('in_ccm', 'false').set('crmd', 'offline').set('join', 'down').set('expected', 'down'),
    unclean: () =>
      pick(states).set('in_ccm', 'false').set('crmd', 'offline').set('join', 'member').set('expected', 'member'),
    online: () =>
      pick(states).set('in_ccm', 'true').set('crmd', 'online').set('join', 'member').set('expected', 'member'),
    pending: () => pick(states).set('join', 'pending'),
    shutdown: () => attribute(pick(states), 'shutdown', '1700000000'),
    health: () => attribute(pick(states), '#health-disk', pick(['red', 'yellow', 'green'])),
    failCount: () =>
      attribute(pick(states), `fail-count-${pick(resources).id}#monitor_10000`, pick(['1', '3', 'INFINITY'])),
    location() {
      const attributes = withRole(
        { id: newId(), rsc: pick(resources).id, node: pick(nodes).get('uname'), score: pick(SCORES) },
        'role',
      );
      section('constraints').append(new Element('rsc_location', attributes));
    },
    colocation() {
      let attributes = { id: newId(), rsc: pick(resources).id, 'with-rsc': pick(resources).id, score: pick(SCORES) };
      attributes = withRole(withRole(attributes, 'rsc-role'), 'with-rsc-role');
      section('constraints').append(new Element('rsc_colocation', attributes));
    },
    order() {
      const attributes = { id: newId(), first: pick(resources).id };
      if (random() < 0.5) attributes.kind = pick(['Mandatory', 'Optional', 'Serialize']);
      if (random() < 0.3) attributes.symmetrical = pick(YES_NO);
      if (random() < 0.2) attributes['first-action'] = pick(['start', 'stop', 'promote', 'demote']);
      if (random() < 0.2) attributes['then-action'] = pick(['start', 'stop', 'promote', 'demote']);
      section('constraints').append(new Element('rsc_order', attributes).set('then', pick(resources).id));
    },
    ticket() {
      const policy = pick(['stop', 'demote', 'fence', 'freeze']);
      section('constraints').append(
        new Element('rsc_ticket', { id: newId(), rsc: pick(resources).id, ticket: 'T', 'loss-policy': policy }),
      );
    },
    dropConstraint: () => pick([...section('constraints').elements()])?.remove(),
    meta: () => setPair(pick(resources), 'meta_attributes', ...fromTable(META)),
    cloneMeta() {
      const clone = pick(resources.filter(({ name }) => name === 'clone'));
      if (clone) setPair(clone, 'meta_attributes', ...fromTable(CLONE_META));
    },
    option() {
      const [name, value] = fromTable(OPTIONS);
      const home = section('crm_config');
      const pair = [...home.walk()].find((element) => element.name === 'nvpair' && element.get('name') === name);
      if (pair) pair.set('value', value);
      else {
        const set =
          home.child('cluster_property_set') ?? home.append(new Element('cluster_property_set', { id: newId() }));
        set.append(new Element('nvpair', { id: newId(), name, value }));
      }
    },
    quorum: () => root.set('have-quorum', pick(['1', '0'])),
    parameter: () =>
      setPair(
        pick(resources.filter(({ name }) => name === 'primitive')),
        'instance_attributes',
        pick(['state', 'ip', 'fake']),
        pick(['a', 'b']),
      ),
    result() {
      const entry = pick(all('lrm_rsc_op'));
      if (!entry) return;
      const code = pick(['0', '1', '5', '6', '7', '8', '9']);
      const status = pick(['0', '0', '0', '2', '4', '1']);
      const magic = entry.get('transition-magic')?.replace(/^[^;]*/, `${status}:${code}`);
      entry.set('rc-code', code).set('op-status', status);
      if (magic !== undefined) entry.set('transition-magic', magic);
    },
    pendingOperation() {
      const entry = pick(all('lrm_rsc_op'));
      entry?.set('rc-code', '-1').set('op-status', '-1');
      entry?.set('transition-magic', (entry.get('transition-magic') ?? '').replace(/^[^;]*/, '-1:-1'));
    },
    forgetOperation: () => pick(all('lrm_rsc_op'))?.remove(),
    forgetResource: () => pick(all('lrm_resource'))?.remove(),
    moveHistory() {
      const history = pick(all('lrm_resource'));
      const home = pick(all('lrm_resources'));
      if (history && home && !home.child('lrm_resource', history.id)) home.append(history.clone());
    },
    removeResource: () => pick(top)?.remove(),
    operation() {
      const entry = pick(all('op'));
      if (!entry) return;
      if (random() < 0.5)
        entry.set('on-fail', pick(['ignore', 'block', 'stop', 'restart', 'fence', 'standby', 'demote']));
      else entry.set('interval', pick(['10s', '20s', '33s']));
    },
    capacity() {
      setPair(pick(nodes), 'utilization', 'cpu', pick(['1', '2', '8']));
      setPair(pick(resources.filter(({ name }) => name === 'primitive')), 'utilization', 'cpu', pick(['1', '2', '4']));
    },
  };

  const done = [];
  const wanted = 1 + Math.floor(random() * most);
  for (let i = 0; i < wanted; i++) {
    const name = pick(Object.keys(kinds));
    try {
      kinds[name]();
      done.push(name);
    } catch (error) {
      // There is nothing of the kind in this CIB to be changed
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return done;
}
