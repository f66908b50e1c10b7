/** Operation histories made up: any operation, with any result, at any time, on any node. */
import { INSTANTS } from '../values.mjs';

const TASKS = [
  'monitor',
  'monitor',
  'start',
  'stop',
  'promote',
  'demote',
  'migrate_to',
  'migrate_from',
  'notify',
  'reload-agent',
  'delete',
  'asyncmon',
];
const CODES = ['0', '0', '0', '7', '7', '8', '1', '5', '2', '6', '3', '9', '190', '191', '193', '-1'];
const STATUSES = ['0', '0', '0', '0', '-1', '1', '2', '4', '5', '6', '7', '9', '14'];
const UUID = '11111111-2222-3333-4444-555555555555';

export function operationEntry(draft, resource, node, nodes) {
  const { dice } = draft;
  const operation = dice.pick(TASKS);
  const interval = operation === 'monitor' && dice.chance(0.5) ? dice.pick(['10000', '11000', '20000', '60000']) : '0';
  const [rc, status] = dice.chance(0.1) ? ['193', '-1'] : [dice.pick(CODES), dice.pick(STATUSES)];
  const expected = operation === 'monitor' && interval === '0' ? '7' : dice.pick(['0', '0', '8']);
  const key = `${dice.between(1, 99)}:${dice.between(1, 9)}:${expected}:${UUID}`;
  const changed = String(dice.pick(INSTANTS) + dice.between(0, 30));
  const failed = rc !== expected;
  const attributes = {
    id: `${resource}_${failed && dice.chance(0.5) ? 'last_failure' : interval === '0' ? 'last' : operation}_${interval}`,
    operation_key: `${resource}_${operation}_${interval}`,
    operation,
    'crm-debug-origin': 'build_active_RAs',
    crm_feature_set: '3.20.0',
    'transition-key': key,
    'transition-magic': `${status}:${rc};${key}`,
    'exit-reason': failed ? dice.pick(['', 'it broke', '<&>']) : undefined,
    on_node: dice.chance(0.9) ? node : undefined,
    'call-id': String(dice.between(-1, 40)),
    'rc-code': rc,
    'op-status': status,
    interval,
    'last-rc-change': draft.maybe(0.9, () => changed),
    'last-run': draft.maybe(0.5, () => changed),
    'exec-time': '0',
    'queue-time': '0',
    'op-digest': dice.pick(['f2317cad3d54cec5d7d7aa7d0bf35cf8', '0123456789abcdef0123456789abcdef', undefined]),
    'op-force-restart': draft.maybe(0.1, () => ' state '),
    'op-restart-digest': draft.maybe(0.1, () => 'f2317cad3d54cec5d7d7aa7d0bf35cf8'),
    'op-secure-params': draft.maybe(0.05, () => ' passwd '),
    'op-secure-digest': draft.maybe(0.05, () => 'f2317cad3d54cec5d7d7aa7d0bf35cf8'),
  };
  if (operation.startsWith('migrate')) {
    attributes.migrate_source = operation === 'migrate_to' ? node : dice.pick(nodes);
    attributes.migrate_target = operation === 'migrate_to' ? dice.pick(nodes) : node;
  }
  return draft.element('lrm_rsc_op', attributes);
}

/** What a node did with a resource. */
export function history(draft, { id, agent }, node, nodes) {
  const { dice } = draft;
  const entries = new Map();
  for (let left = dice.between(0, 4); left > 0; left--) {
    const entry = operationEntry(draft, id, node, nodes);
    entries.set(entry.id, entry);
  }
  const attributes = { id, ...agent };
  if (dice.chance(0.05)) attributes.container = dice.pick(draft.primitives);
  if (dice.chance(0.04)) attributes['shutdown-lock'] = dice.pick(['1700000000', '0', '1699990000']);
  return draft.element('lrm_resource', attributes, [...entries.values()]);
}
