/** States of nodes made up: most of them as in a cluster that works. */
import { TRANSIENT } from '../values.mjs';

const UP = { in_ccm: 'true', crmd: 'online', join: 'member', expected: 'member' };
const DOWN = { in_ccm: 'false', crmd: 'offline', join: 'down', expected: 'down' };
export const STATES = [
  UP,
  DOWN,
  { ...DOWN, join: 'member', expected: 'member' },
  { ...UP, join: 'pending' },
  { ...UP, crmd: 'offline' },
  { ...UP, crmd: 'offline', join: 'pending', expected: 'down' },
  { ...UP, join: 'banned' },
  { ...UP, expected: 'down' },
  { in_ccm: '1700000000', crmd: '1700000001', join: 'member', expected: 'member' },
  { in_ccm: '1700000000', crmd: '0', join: 'pending', expected: 'member' },
  { in_ccm: '0', crmd: '0', join: 'down', expected: 'member' },
  { in_ccm: 'true' },
  {},
];

export function transientAttributes(draft, id) {
  const { dice } = draft;
  const pairs = draft.settings(TRANSIENT, 0.04);
  for (const resource of draft.primitives) {
    if (dice.chance(0.03)) {
      const operation = dice.pick(['monitor_10000', 'start_0', 'stop_0', 'promote_0', 'monitor_0']);
      pairs[`fail-count-${resource}#${operation}`] = dice.pick(['1', '2', '3', 'INFINITY', '0', 'x']);
      if (dice.chance(0.7))
        pairs[`last-failure-${resource}#${operation}`] = dice.pick(['1700000000', '1699990000', '0']);
    }
    if (dice.chance(0.12))
      pairs[`master-${resource}`] = dice.pick(['1', '5', '10', '100', '-1', 'INFINITY', '-INFINITY']);
  }
  const block = draft.block('instance_attributes', pairs);
  return block && draft.element('transient_attributes', { id }, [block]);
}

export function nodeState(draft, { id, uname, type }, { broken = 0.15 } = {}) {
  const { dice } = draft;
  const attributes = { id, uname };
  if (type === 'remote') {
    Object.assign(attributes, {
      remote_node: 'true',
      in_ccm: draft.maybe(0.8, () => dice.pick(['true', 'false'])),
      node_fenced: draft.maybe(0.1, () => dice.pick(['1', '0'])),
      node_in_maintenance: draft.maybe(0.1, () => dice.pick(['true', 'false', '1'])),
    });
  } else Object.assign(attributes, dice.chance(broken) ? dice.pick(STATES) : UP);
  return draft.element('node_state', attributes, [
    transientAttributes(draft, id),
    draft.element('lrm', { id }, [draft.element('lrm_resources')]),
  ]);
}

export function tickets(draft) {
  const { dice } = draft;
  const known = draft.tickets
    .filter(() => dice.chance(0.6))
    .map((id) =>
      draft.element('ticket_state', {
        id,
        granted: draft.maybe(0.9, () => dice.pick(['true', 'false'])),
        standby: draft.maybe(0.3, () => dice.pick(['true', 'false'])),
        'last-granted': draft.maybe(0.5, () => '1700000000'),
      }),
    );
  return known.length > 0 ? draft.element('tickets', {}, known) : undefined;
}
