import {
  CLONE_META,
  DURATIONS,
  INSTANTS,
  META,
  ON_FAIL,
  OP_META,
  OPTIONS,
  TRANSIENT,
  WRONG,
  YES_NO,
} from '../values.mjs';
import { RESOURCES } from './patient.mjs';

const wrongly = (dice, [name, value]) => [name, dice.chance(0.15) ? dice.pick(WRONG) : value];

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
