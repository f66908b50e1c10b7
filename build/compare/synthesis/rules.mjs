/** Rules made up: of node attributes, dates, agents, operations, nested. */
import { SCORES } from '../values.mjs';

const ATTRIBUTES = [
  '#uname',
  '#kind',
  '#id',
  'pingd',
  'site',
  'standby',
  '#cluster-name',
  '#site-name',
  '#is_dc',
  'missing',
];
const DATES = [
  '2023-11-14',
  '2023-11-14T22:13:20Z',
  '2023-11-15 00:00:00',
  '2024-W01-1',
  '2023-320',
  '2000-01-01',
  '2030-12-31T23:59:59+01:00',
  'bogus',
];

const expression = (draft) => {
  const { dice } = draft;
  const attribute = dice.pick(ATTRIBUTES);
  const operation = dice.pick(['defined', 'not_defined', 'lt', 'gt', 'lte', 'gte', 'eq', 'ne', 'eq', 'eq']);
  const names = [...draft.nodes.map(({ uname }) => uname), ...draft.hosted];
  const value = { '#uname': dice.pick(names), '#kind': dice.pick(['cluster', 'remote', 'container']) }[attribute];
  return draft.element('expression', {
    id: draft.id('expression-'),
    attribute,
    operation,
    value: /defined/.test(operation) ? undefined : (value ?? dice.pick(['100', '0', 'a', 'true', '1.2.3', 'p'])),
    type: draft.maybe(0.3, () => dice.pick(['string', 'integer', 'number', 'version'])),
    'value-source': draft.maybe(0.1, () => dice.pick(['literal', 'param', 'meta'])),
  });
};

const range = (dice) =>
  dice.pick(['1', '22', '1-11', '10-23', '2023', '2020-2022', '5-', '-3', '1-5', '7', '45-46', 'x']);

const date = (draft) => {
  const { dice } = draft;
  const id = draft.id('date-');
  const operation = dice.pick(['in_range', 'gt', 'lt', 'date_spec']);
  if (operation === 'gt') return draft.element('date_expression', { id, operation, start: dice.pick(DATES) });
  if (operation === 'lt') return draft.element('date_expression', { id, operation, end: dice.pick(DATES) });
  const parts = (names, value) => Object.fromEntries(dice.some(names, 3, 1).map((name) => [name, value()]));
  if (operation === 'date_spec') {
    const names = [
      'years',
      'months',
      'monthdays',
      'hours',
      'minutes',
      'seconds',
      'yeardays',
      'weekyears',
      'weeks',
      'weekdays',
    ];
    const spec = draft.element('date_spec', { id: `${id}-spec`, ...parts(names, () => range(dice)) });
    return draft.element('date_expression', { id, operation }, [spec]);
  }
  const start = dice.chance(0.8) ? dice.pick(DATES) : undefined;
  if (dice.chance(0.3) && start !== undefined) {
    const names = ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds'];
    const length = { id: `${id}-duration`, ...parts(names, () => dice.pick(['1', '12', '0', '-1', '100'])) };
    return draft.element('date_expression', { id, operation, start }, [draft.element('duration', length)]);
  }
  const end = start === undefined || dice.chance(0.6) ? dice.pick(DATES) : undefined;
  return draft.element('date_expression', { id, operation, start, end });
};

const agent = (draft) =>
  draft.element('rsc_expression', {
    id: draft.id('agent-'),
    class: draft.maybe(0.6, () => draft.dice.pick(['ocf', 'stonith', 'systemd'])),
    provider: draft.maybe(0.3, () => 'pacemaker'),
    type: draft.maybe(0.4, () => draft.dice.pick(['Dummy', 'Stateful', 'fence_dummy'])),
  });

const operation = (draft) =>
  draft.element('op_expression', {
    id: draft.id('operation-'),
    name: draft.dice.pick(['monitor', 'start', 'stop', 'promote']),
    interval: draft.maybe(0.4, () => draft.dice.pick(['10s', '0', '20000ms'])),
  });

/**
 * A rule for a place: `location` rules give a score, those of `resources` and `operations` may ask
 * for agents and operations.
 */
export function rule(draft, place, depth = 0) {
  const { dice } = draft;
  const conditions = [date];
  if (place === 'location' || place === 'node') conditions.push(expression, expression, expression);
  if (place === 'resources' || place === 'operations') conditions.push(agent);
  if (place === 'operations') conditions.push(operation);
  if (dice.chance(0.01)) conditions.push(expression, agent, operation);
  const parts = [];
  for (let left = dice.between(1, 3); left > 0; left--) {
    parts.push(depth < 2 && dice.chance(0.2) ? rule(draft, place, depth + 1) : dice.pick(conditions)(draft));
  }
  const attributes = { id: draft.id('rule-'), 'boolean-op': draft.maybe(0.5, () => dice.pick(['and', 'or'])) };
  if (place === 'location' && depth === 0) {
    if (dice.chance(0.15)) attributes['score-attribute'] = dice.pick(['pingd', 'site', 'missing']);
    else attributes.score = dice.pick(SCORES);
    if (dice.chance(0.2)) attributes.role = dice.pick(['Promoted', 'Started', 'Unpromoted', 'Stopped']);
  }
  return draft.element('rule', attributes, parts);
}
