/** Constraints made up: of every kind, in every form. */
import { ROLES, SCORES, TASKS, YES_NO } from '../values.mjs';
import { rule } from './rules.mjs';

const KINDS = ['Mandatory', 'Optional', 'Serialize'];

/** What a constraint may be about: mostly something at the top. */
function target(draft) {
  const { dice } = draft;
  if (draft.tags.length > 0 && dice.chance(0.08)) return dice.pick(draft.tags);
  if (draft.templates.length > 0 && dice.chance(0.04)) return dice.pick(draft.templates);
  return dice.pick(dice.chance(0.75) ? draft.top : draft.resources);
}

const aRole = (draft, probability) =>
  draft.maybe(probability, () => draft.dice.pick(['Promoted', 'Promoted', ...ROLES]));

function sets(draft, { most = 3, scored = false, acting = false } = {}) {
  const { dice } = draft;
  // The peer aborts when it is to order something after itself
  let rest = dice.some(dice.chance(0.6) ? draft.top : draft.resources, 10, 2);
  return Array.from({ length: dice.between(1, most) }, () => {
    const id = draft.id('set-');
    const attributes = {
      id,
      sequential: draft.maybe(0.4, () => dice.pick(YES_NO)),
      'require-all': draft.maybe(0.25, () => dice.pick(YES_NO)),
      ordering: draft.maybe(0.1, () => dice.pick(['group', 'listed'])),
      action: acting ? draft.maybe(0.25, () => dice.pick(TASKS)) : undefined,
      role: aRole(draft, 0.2),
    };
    if (scored && dice.chance(0.3)) attributes.score = dice.pick(SCORES);
    if (acting && dice.chance(0.1)) attributes.kind = dice.pick(KINDS);
    const taken = dice.some(rest.length > 0 ? rest : draft.top, 4, 1);
    rest = rest.filter((id) => !taken.includes(id));
    const refs = taken.map((ref) => draft.element('resource_ref', { id: ref }));
    if (dice.chance(0.05)) refs.push(draft.element('resource_ref', { id: target(draft) }));
    return draft.element('resource_set', attributes, refs);
  });
}

function location(draft) {
  const { dice } = draft;
  const attributes = { id: draft.id('location-') };
  const children = [];
  const how = dice.next();
  if (how < 0.1) {
    children.push(...sets(draft, { most: 2 }));
  } else if (how < 0.2) {
    attributes['rsc-pattern'] = dice.pick(['p.*', '^c', '!^p', 'g([0-9])', '.*[13]$', '^p1$', '(']);
    attributes.role = aRole(draft, 0.2);
  } else {
    attributes.rsc = target(draft);
    attributes.role = aRole(draft, 0.2);
  }
  if (dice.chance(0.3)) children.push(rule(draft, 'location'));
  else {
    attributes.score = dice.pick(SCORES);
    attributes.node = dice.pick([...draft.nodes.map(({ uname }) => uname), ...draft.hosted]);
  }
  attributes['resource-discovery'] = draft.maybe(0.12, () => dice.pick(['always', 'never', 'exclusive']));
  return draft.element('rsc_location', attributes, children);
}

function colocation(draft) {
  const { dice } = draft;
  const attributes = {
    id: draft.id('colocation-'),
    score: draft.maybe(0.9, () => dice.pick([...SCORES, 'INFINITY', 'INFINITY'])),
    influence: draft.maybe(0.15, () => dice.pick([...YES_NO, 'bogus'])),
  };
  if (dice.chance(0.2)) return draft.element('rsc_colocation', attributes, sets(draft, { scored: true }));
  return draft.element('rsc_colocation', {
    ...attributes,
    rsc: target(draft),
    'with-rsc': target(draft),
    'node-attribute': draft.maybe(0.1, () => dice.pick(['site', 'pingd', '#uname', '#id'])),
    'rsc-role': aRole(draft, 0.25),
    'with-rsc-role': aRole(draft, 0.25),
  });
}

function order(draft) {
  const { dice } = draft;
  const attributes = {
    id: draft.id('order-'),
    symmetrical: draft.maybe(0.2, () => dice.pick(YES_NO)),
    'require-all': draft.maybe(0.15, () => dice.pick(YES_NO)),
  };
  if (dice.chance(0.5)) attributes.kind = dice.pick(KINDS);
  else if (dice.chance(0.2)) attributes.score = dice.pick(SCORES);
  if (dice.chance(0.2)) return draft.element('rsc_order', attributes, sets(draft, { acting: true }));
  const first = target(draft);
  const others = (dice.chance(0.8) ? draft.top : draft.resources).filter((id) => id !== first);
  // The peer aborts when it is to order something after itself
  if (others.length === 0) return colocation(draft);
  return draft.element('rsc_order', {
    ...attributes,
    first,
    // biome-ignore lint/suspicious/noThenProperty: the name of an attribute
    then: dice.chance(0.1) && draft.tags.length > 0 ? dice.pick(draft.tags) : dice.pick(others),
    'first-action': draft.maybe(0.25, () => dice.pick(TASKS)),
    'then-action': draft.maybe(0.25, () => dice.pick(TASKS)),
  });
}

function ticket(draft) {
  const { dice } = draft;
  const attributes = { id: draft.id('ticket-'), ticket: dice.pick(draft.tickets) };
  const policy = { 'loss-policy': draft.maybe(0.8, () => dice.pick(['stop', 'demote', 'fence', 'freeze'])) };
  if (dice.chance(0.15)) return draft.element('rsc_ticket', { ...attributes, ...policy }, sets(draft, { most: 2 }));
  return draft.element('rsc_ticket', { ...attributes, rsc: target(draft), 'rsc-role': aRole(draft, 0.25), ...policy });
}

export function constraint(draft) {
  return draft.dice.pick([location, location, colocation, colocation, order, order, order, ticket])(draft);
}
