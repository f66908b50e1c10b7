/**
 * Changes to a CIB that nobody would make: values moved about, numbers in odd forms, elements
 * dropped, doubled and shuffled, histories and states that contradict each other.
 */

import { STATES } from './synthesis/status.mjs';
import {
  CLONE_META,
  DURATIONS,
  INSTANTS,
  META,
  ON_FAIL,
  OP_META,
  OPTIONS,
  SCORES,
  TRANSIENT,
  WRONG,
  YES_NO,
} from './values.mjs';

/** Elements of a CIB by name, and how to change them. */
export class Patient {
  count = 0;

  constructor(root, dice, Element) {
    this.root = root;
    this.dice = dice;
    this.Element = Element;
    this.config = root.child('configuration');
    this.status = root.child('status') ?? root.append(new Element('status'));
  }

  all(...names) {
    return [...this.root.walk()].filter(({ name }) => names.includes(name));
  }

  /** One of the elements with such a name, if there is any. */
  one(...names) {
    return this.dice.pick(this.all(...names));
  }

  id() {
    return `damage-${++this.count}`;
  }

  section(name, parent = this.config) {
    return parent.child(name) ?? parent.append(new this.Element(name));
  }

  /** Set a pair in a block of an element. */
  pair(owner, blockName, name, value) {
    const blocks = owner.elements(blockName).filter((block) => !block.has('id-ref'));
    for (const block of blocks) {
      const pair = block.elements('nvpair').find((candidate) => candidate.get('name') === name);
      if (pair) return pair.set('value', value);
    }
    let home = this.dice.pick(blocks);
    if (!home) home = owner.insert(new this.Element(blockName, { id: this.id() }), 0);
    return home.append(new this.Element('nvpair', { id: this.id(), name, value }));
  }

  transient(state, name, value) {
    const transient =
      state.child('transient_attributes') ??
      state.append(new this.Element('transient_attributes', { id: state.id ?? 'x' }));
    return this.pair(transient, 'instance_attributes', name, value);
  }

  /** Ids in a copied element are made new. */
  renamed(element) {
    for (const part of element.walk())
      if (part.has('id') && !/^(?:resource_ref|obj_ref|role|acl_)/.test(part.name)) part.set('id', this.id());
    return element;
  }
}

const RESOURCES = ['primitive', 'group', 'clone', 'bundle'];
const wrongly = (dice, [name, value]) => [name, dice.chance(0.15) ? dice.pick(WRONG) : value];

/** Another form or size of a number or time. */
function otherNumber(dice, text) {
  const number = Number.parseInt(text, 10);
  return String(
    dice.pick([
      number + 1,
      number - 1,
      0,
      -number,
      number * 1000,
      `${number}s`,
      `${number}ms`,
      `PT${number}S`,
      ` ${number}`,
      `+${number}`,
      `${number}.5`,
      `0${number}`,
      'INFINITY',
      '-INFINITY',
      2 ** 31,
      '99999999999',
      number,
    ]),
  );
}

/** Configuration. */
export const CONFIGURATION = {
  option(patient) {
    const [name, value] = wrongly(patient.dice, patient.dice.entry(OPTIONS));
    const home = patient.section('crm_config');
    const pair = [...home.walk()].find((element) => element.name === 'nvpair' && element.get('name') === name);
    if (pair) return pair.set('value', value);
    const set =
      home.child('cluster_property_set') ??
      home.append(new patient.Element('cluster_property_set', { id: patient.id() }));
    return set.append(new patient.Element('nvpair', { id: patient.id(), name, value }));
  },
  meta: (patient) =>
    patient.pair(patient.one(...RESOURCES), 'meta_attributes', ...wrongly(patient.dice, patient.dice.entry(META))),
  cloneMeta: (patient) =>
    patient.pair(
      patient.one('clone', 'group', 'clone'),
      'meta_attributes',
      ...wrongly(patient.dice, patient.dice.entry(CLONE_META)),
    ),
  defaults: (patient) =>
    patient.pair(
      patient.section('rsc_defaults'),
      'meta_attributes',
      ...wrongly(patient.dice, patient.dice.entry(META)),
    ),
  operationDefaults: (patient) =>
    patient.pair(
      patient.section('op_defaults'),
      'meta_attributes',
      ...wrongly(patient.dice, patient.dice.entry(OP_META)),
    ),
  operationMeta: (patient) =>
    patient.pair(patient.one('op'), 'meta_attributes', ...wrongly(patient.dice, patient.dice.entry(OP_META))),
  operation(patient) {
    const { dice } = patient;
    const entry = patient.one('op');
    const [name, value] = dice.pick([
      ['on-fail', dice.pick(ON_FAIL)],
      ['interval', dice.pick(DURATIONS)],
      ['timeout', dice.pick([...DURATIONS, ...WRONG])],
      ['role', dice.pick(['Promoted', 'Unpromoted', 'Started', 'Stopped'])],
      ['enabled', dice.pick(YES_NO)],
      ['name', dice.pick(['monitor', 'start', 'stop', 'promote', 'demote', 'migrate_to', 'notify'])],
      ['record-pending', dice.pick(YES_NO)],
    ]);
    entry.set(name, value);
  },
  newOperation(patient) {
    const { dice, Element } = patient;
    const owner = patient.one('primitive');
    const home = owner.child('operations') ?? owner.append(new Element('operations'));
    const attributes = {
      id: patient.id(),
      name: dice.pick(['monitor', 'monitor', 'start', 'stop']),
      interval: dice.pick(DURATIONS),
    };
    if (dice.chance(0.4)) attributes.role = dice.pick(['Promoted', 'Unpromoted', 'Started', 'Stopped']);
    if (dice.chance(0.5)) attributes['on-fail'] = dice.pick(ON_FAIL);
    home.append(new Element('op', attributes));
  },
  parameter: (patient) =>
    patient.pair(
      patient.one('primitive', 'primitive', 'group', 'clone'),
      'instance_attributes',
      patient.dice.pick(['state', 'ip', 'fake', 'passwd', 'server', 'pcmk_host_list']),
      patient.dice.pick(['a', 'b', '10.0.0.1']),
    ),
  nodeAttribute: (patient) =>
    patient.pair(patient.one('node'), 'instance_attributes', ...patient.dice.entry(TRANSIENT)),
  capacity: (patient) =>
    patient.pair(
      patient.one('node', 'primitive'),
      'utilization',
      patient.dice.pick(['cpu', 'ram']),
      patient.dice.pick(['1', '2', '8', '0', '-1', 'x']),
    ),
  agent: (patient) => patient.one('primitive').set('type', patient.dice.pick(['Dummy', 'Stateful', 'remote', 'other'])),
  quorum: (patient) => patient.root.set('have-quorum', patient.dice.pick(['1', '0', 'true', 'false'])),
  executionDate: (patient) => patient.root.set('execution-date', String(patient.dice.pick(INSTANTS))),
  noExecutionDate: (patient) => patient.root.unset('execution-date'),
  dc: (patient) => patient.root.set('dc-uuid', patient.dice.pick(['', '1', 'nobody', patient.one('node')?.id ?? ''])),
  features: (patient) =>
    patient.root.set('crm_feature_set', patient.dice.pick(['3.0.1', '3.20.0', '3.20.9', '3.99', '2.0', '3.15.1'])),
};

/** Any part of the document. */
export const ANYWHERE = {
  swapValues(patient) {
    const { dice } = patient;
    const first = dice.pick([...patient.root.walk()]);
    const name = dice.pick(first.attributeNames().filter((candidate) => candidate !== 'id'));
    const same = (element) =>
      element !== first &&
      element.name === first.name &&
      element.has(name) &&
      (first.name !== 'nvpair' || element.get('name') === first.get('name'));
    const second = dice.pick([...patient.root.walk()].filter(same));
    if (!second) return;
    const value = first.get(name);
    first.set(name, second.get(name));
    second.set(name, value);
  },
  number(patient) {
    const { dice } = patient;
    const numeric = (value) => /^-?\d+[a-z]*$/i.test(value);
    const element = dice.pick(
      [...patient.root.walk()].filter((candidate) =>
        candidate.attributes().some(([name, value]) => !/^(?:id|uname|uuid)$/.test(name) && numeric(value)),
      ),
    );
    const name = dice.pick(
      element.attributes().filter(([key, value]) => !/^(?:id|uname|uuid)$/.test(key) && numeric(value)),
    )[0];
    element.set(name, otherNumber(dice, element.get(name)));
  },
  truth(patient) {
    const { dice } = patient;
    const isTruth = ([, value]) => /^(?:true|false)$/.test(value);
    const element = dice.pick([...patient.root.walk()].filter((candidate) => candidate.attributes().some(isTruth)));
    const [name, value] = dice.pick(element.attributes().filter(isTruth));
    element.set(name, value === 'true' ? 'false' : 'true');
  },
  dropAttribute(patient) {
    const element = patient.dice.pick([...patient.root.walk()]);
    const optional = element
      .attributeNames()
      .filter(
        (name) =>
          !/^(?:id|name|validate-with|class|type|uname|operation|attribute|node|rsc|ticket|then|first)$/.test(name),
      );
    if (optional.length > 0) element.unset(patient.dice.pick(optional));
  },
  dropElement: (patient) =>
    patient
      .one(
        'nvpair',
        'op',
        'rsc_location',
        'rsc_colocation',
        'rsc_order',
        'rsc_ticket',
        'meta_attributes',
        'instance_attributes',
        'utilization',
        'operations',
        'lrm_rsc_op',
        'lrm_resource',
        'lrm',
        'node_state',
        'transient_attributes',
        'ticket_state',
        'node',
        'fencing-level',
        'rule',
        'resource_ref',
      )
      .remove(),
  dropResource(patient) {
    const gone = patient.dice.pick(patient.all(...RESOURCES));
    const ids = new Set([...gone.walk()].map(({ id }) => id));
    gone.remove();
    // What points nowhere is refused
    for (const constraint of patient.all(
      'rsc_location',
      'rsc_colocation',
      'rsc_order',
      'rsc_ticket',
      'obj_ref',
      'acl_permission',
    )) {
      const refers = (element) =>
        ['rsc', 'with-rsc', 'first', 'then', 'reference'].some((name) => ids.has(element.get(name))) ||
        (/_ref$/.test(element.name) && ids.has(element.id));
      if ([...constraint.walk()].some(refers)) constraint.remove();
    }
  },
  double(patient) {
    const element = patient.one(
      'op',
      'rsc_location',
      'rsc_colocation',
      'rsc_order',
      'primitive',
      'lrm_rsc_op',
      'meta_attributes',
    );
    const copy = patient.renamed(element.clone());
    element.parent.insert(copy, element.parent.children.indexOf(element) + patient.dice.between(0, 1));
  },
  shuffle(patient) {
    const parent = patient.one(
      'resources',
      'constraints',
      'nodes',
      'status',
      'lrm_resources',
      'lrm_resource',
      'group',
      'operations',
      'resource_set',
    );
    const children = parent.elements();
    if (parent.name === 'group' && children.some(({ name }) => name !== 'primitive')) return;
    for (const child of children) child.remove();
    for (const child of patient.dice.some(children, children.length, children.length)) parent.append(child);
  },
};

/** State and history. */
export const STATUS = {
  state(patient) {
    const state = patient.dice.pick(
      patient.all('node_state').filter((candidate) => candidate.get('remote_node') !== 'true'),
    );
    for (const name of ['in_ccm', 'crmd', 'join', 'expected']) state.unset(name);
    for (const [name, value] of Object.entries(patient.dice.pick(STATES))) state.set(name, value);
  },
  stateValue(patient) {
    const { dice } = patient;
    const name = dice.pick(['in_ccm', 'crmd', 'join', 'expected']);
    const values = {
      in_ccm: ['true', 'false', '1700000000', '0'],
      crmd: ['online', 'offline', '1700000000', '0'],
      join: ['member', 'down', 'pending', 'banned'],
      expected: ['member', 'down'],
    };
    patient.one('node_state').set(name, dice.pick(values[name]));
  },
  remoteState(patient) {
    const state = patient.dice.pick(
      patient.all('node_state').filter((candidate) => candidate.get('remote_node') === 'true'),
    );
    state.set(
      patient.dice.pick(['in_ccm', 'node_fenced', 'node_in_maintenance']),
      patient.dice.pick(['true', 'false', '1', '0']),
    );
  },
  attribute: (patient) => patient.transient(patient.one('node_state'), ...patient.dice.entry(TRANSIENT)),
  failCount(patient) {
    const { dice } = patient;
    const state = patient.one('node_state');
    const entry = dice.chance(0.6) ? patient.one('lrm_rsc_op') : undefined;
    const name = entry
      ? `${entry.parent.id}#${entry.get('operation')}_${entry.get('interval') ?? 0}`
      : `${patient.one('primitive').id}#${dice.pick(['monitor_10000', 'start_0', 'stop_0'])}`;
    patient.transient(state, `fail-count-${name}`, dice.pick(['1', '3', 'INFINITY', '1000000', '0', 'x']));
    if (dice.chance(0.6)) patient.transient(state, `last-failure-${name}`, String(dice.pick(INSTANTS)));
  },
  promotionScore: (patient) =>
    patient.transient(patient.one('node_state'), `master-${patient.one('primitive').id}`, patient.dice.pick(SCORES)),
  result(patient) {
    const { dice } = patient;
    const entry = patient.one('lrm_rsc_op');
    const code = dice.pick(['0', '0', '1', '2', '3', '4', '5', '6', '7', '7', '8', '9', '190', '191']);
    const status = dice.pick(['0', '0', '0', '1', '2', '3', '4', '5', '7', '9']);
    entry.set('rc-code', code).set('op-status', status);
    const magic = entry.get('transition-magic')?.replace(/^[^;]*/, `${status}:${code}`);
    if (magic !== undefined) entry.set('transition-magic', magic);
  },
  pending(patient) {
    const entry = patient.one('lrm_rsc_op');
    entry.set('rc-code', '193').set('op-status', '-1');
    entry.set('transition-magic', (entry.get('transition-magic') ?? ';').replace(/^[^;]*/, '-1:193'));
    if (patient.dice.chance(0.5)) entry.set('call-id', '-1');
  },
  task(patient) {
    const { dice } = patient;
    const entry = patient.one('lrm_rsc_op');
    const task = dice.pick([
      'start',
      'stop',
      'monitor',
      'promote',
      'demote',
      'migrate_to',
      'migrate_from',
      'notify',
      'bogus',
    ]);
    const key = entry.get('operation_key')?.replace(/_[a-z]+_\d+$/, `_${task}_${entry.get('interval') ?? 0}`);
    entry.set('operation', task);
    if (key !== undefined) entry.set('operation_key', key);
    if (!task.startsWith('migrate')) return;
    const names = patient.all('node').map((node) => node.get('uname'));
    entry.set('migrate_source', dice.pick(names)).set('migrate_target', dice.pick(names));
  },
  entryValue(patient) {
    const { dice } = patient;
    const values = {
      'call-id': ['-1', '0', '1', '5', '100', 'x'],
      'last-rc-change': [...INSTANTS.map(String), '0', 'x'],
      'last-run': INSTANTS.map(String),
      on_node: patient.all('node').map((node) => node.get('uname') ?? ''),
      interval: ['0', '10000', '10s', 'x'],
      'op-digest': ['0123456789abcdef0123456789abcdef', ''],
      'op-force-restart': [' state ', '', ' ip fake '],
      'op-restart-digest': ['0123456789abcdef0123456789abcdef'],
      'exit-reason': ['', 'it\'s "broken" & <gone>'],
      crm_feature_set: ['3.0.1', '3.0.5', '3.0.14', '3.20.0', ''],
      'op-secure-params': [' passwd '],
      'transition-key': ['', '1:2:0:x', 'bogus', '4:5:8:11111111-2222-3333-4444-555555555555'],
      'transition-magic': ['', '0:0;1:2:0:x', '0:7;4:5:7:11111111-2222-3333-4444-555555555555', 'bogus'],
    };
    patient.one('lrm_rsc_op').set(...dice.entry(values));
  },
  forgetOperation: (patient) => patient.one('lrm_rsc_op').remove(),
  forgetResource: (patient) => patient.one('lrm_resource').remove(),
  forgetNode: (patient) => patient.one('lrm').remove(),
  moveHistory(patient) {
    const copy = patient.one('lrm_resource').clone();
    const home = patient.one('lrm_resources');
    home.child('lrm_resource', copy.id)?.remove();
    home.append(copy);
  },
  renameHistory(patient) {
    const entry = patient.one('lrm_resource');
    const id = patient.dice.pick([
      ...patient.all('primitive').map((primitive) => primitive.id),
      'gone',
      `${entry.id}:1`,
      entry.id.replace(/:\d+$/, ''),
    ]);
    if (id !== entry.id) entry.parent.child('lrm_resource', id)?.remove();
    for (const operation of entry.elements('lrm_rsc_op')) {
      operation.set('id', operation.id?.replace(entry.id, id) ?? id);
      const key = operation.get('operation_key');
      if (key !== undefined) operation.set('operation_key', key.replace(entry.id, id));
    }
    entry.set('id', id);
  },
  shutdownLock: (patient) =>
    patient.one('lrm_resource').set('shutdown-lock', patient.dice.pick([...INSTANTS.map(String), '0', 'x'])),
  ticket(patient) {
    const { dice, Element } = patient;
    const home = patient.section('tickets', patient.status);
    const name = patient.one('rsc_ticket')?.get('ticket') ?? 'T1';
    const state = home.child('ticket_state', name) ?? home.append(new Element('ticket_state', { id: name }));
    state.set(dice.pick(['granted', 'standby']), dice.pick(['true', 'false']));
    if (dice.chance(0.3)) state.set('last-granted', '1700000000');
  },
};

/** Make up to so many changes from tables; their names. */
export function damage(patient, tables, most, least = 1) {
  const { dice } = patient;
  const done = [];
  for (let left = dice.between(least, most); left > 0; left--) {
    const table = dice.pick(tables);
    const name = dice.pick(Object.keys(table));
    try {
      table[name](patient);
      done.push(name);
    } catch (error) {
      // There is nothing of the kind in this CIB to be changed
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return done;
}
