import { STATES } from '../synthesis/status.mjs';
import { INSTANTS, SCORES, TRANSIENT } from '../values.mjs';

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
