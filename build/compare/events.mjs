/** Options of crm_simulate, made up: events, times, and what is to be shown. */
import { YES_NO } from './values.mjs';

const DATES = [
  '2023-11-14 22:13:20Z',
  '2023-11-15',
  '2023-11-14T22:30:00+01:00',
  '2030-01-01 12:00:00',
  '2000-W01-3',
  'bogus',
];

/** Ways to ask for everything; the XML has the same content in another form. */
const FORMS = [
  ['-S', '-s'],
  ['-S', '-s'],
  ['-S', '-s', '-U'],
  ['-S', '-s', '-A', '-c'],
  ['-S', '-a', '-U'],
  ['-R', '-s'],
  ['-S', '-Q', '-s'],
  ['-S', '-s', '--output-as=xml'],
  ['-S', '-U', '-A', '-c', '--output-as=xml'],
];

export const form = (dice) => dice.pick(FORMS);

function operation(dice, names, resources) {
  const [task, interval] = dice.pick([
    ['monitor', 0],
    ['monitor', 10_000],
    ['monitor', 20_000],
    ['start', 0],
    ['start', 0],
    ['stop', 0],
    ['promote', 0],
    ['demote', 0],
    ['migrate_to', 0],
    ['migrate_from', 0],
  ]);
  if (dice.chance(0.03)) return dice.pick(['bogus', 'a_monitor_0', 'a_monitor_0@b', 'a_monitor_0@b=x', '@=', '']);
  const resource = dice.pick(resources) + (dice.chance(0.1) ? `:${dice.between(0, 2)}` : '');
  return `${resource}_${task}_${interval}@${dice.pick(names)}=${dice.pick([1, 5, 7, 7, 8, 9, 0, 190])}`;
}

/** Events that fit a CIB and a form: the peer's XML ends after what was modified. */
export function events(root, dice, probability, shape) {
  if (!dice.chance(probability)) return [];
  const elements = [...root.walk()];
  const names = elements
    .filter(({ name }) => name === 'node_state')
    .map((state) => state.get('uname'))
    .filter(Boolean);
  const members = elements.filter(({ name }) => name === 'node').map((node) => node.get('uname'));
  const resources = elements.filter(({ name }) => name === 'primitive').map(({ id }) => id);
  if (names.length === 0 || resources.length === 0) return [];
  const ticket = elements.find(({ name }) => name === 'rsc_ticket')?.get('ticket') ?? 'T';
  const harmless = [
    () => ['--op-fail', operation(dice, names, resources)],
    () => ['--op-fail', operation(dice, names, resources)],
    () => ['--op-fail', operation(dice, names, resources)],
    () => ['--quorum', dice.pick(YES_NO)],
    () => ['--set-datetime', dice.pick(DATES)],
  ];
  const modifying = [
    // A guest that comes up by itself would be two nodes of one name
    () => ['--node-up', dice.pick([...members, 'made-up'])],
    () => ['--node-down', dice.pick(names)],
    () => ['--node-fail', dice.pick(names)],
    () => ['--op-inject', operation(dice, names, resources)],
    () => ['--op-inject', operation(dice, names, resources)],
    () => [`--ticket-${dice.pick(['grant', 'revoke', 'standby', 'activate'])}`, ticket],
    () => ['--watchdog', dice.pick(YES_NO)],
  ];
  const kinds = shape.includes('--output-as=xml') ? harmless : [...harmless, ...modifying];
  return Array.from({ length: dice.between(1, 3) }, () => dice.pick(kinds)()).flat();
}
