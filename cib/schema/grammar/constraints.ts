import {
  any,
  attribute,
  BOOLEAN,
  choice,
  define,
  element,
  group,
  ID,
  IDREF,
  may,
  optional,
  type Pattern,
  since,
  some,
  until,
  words,
} from './pattern.js';
import { rule } from './rule.js';
import { SCORE } from './score.js';

const ACTIONS = words('start', 'promote', 'demote', 'stop');
const ROLES = words('Stopped', 'Started', since('3.7', 'Promoted'), since('3.7', 'Unpromoted'), 'Master', 'Slave');

const RULE = rule({ name: 'constraint', valueSource: '2.9', operationExpressions: '3.5' });

/** When the constraint holds; long deprecated. */
const LIFETIME = until('3.10', optional(element('lifetime', some(RULE))));

/** How strictly an order is kept, as a score or by name. */
const strictness = choice(SCORE, attribute('kind', words('Optional', 'Mandatory', 'Serialize')));

const SETS = some(
  define('resource_set', () =>
    element(
      'resource_set',
      choice(
        attribute('id-ref', IDREF),
        group(
          attribute('id', ID),
          may('sequential', BOOLEAN),
          since('1.2', may('require-all', BOOLEAN)),
          since('2.1', may('ordering', words('group', 'listed'))),
          may('action', ACTIONS),
          may('role', ROLES),
          until('2.10', optional(SCORE)),
          since('3.0', optional(strictness)),
          some(element('resource_ref', attribute('id', IDREF))),
        ),
      ),
    ),
  ),
);

/** Which resources a location is about; since 2.6 also those whose id a pattern matches. */
const oneOrMatching = group(
  until('2.5', attribute('rsc', IDREF)),
  since('2.6', choice(attribute('rsc', IDREF), attribute('rsc-pattern'))),
  since('1.2', may('role', ROLES)),
);

const location = element(
  'rsc_location',
  attribute('id', ID),
  choice(oneOrMatching, since('1.2', SETS)),
  choice(group(SCORE, attribute('node')), until('3.10', some(RULE)), since('4.0', RULE)),
  LIFETIME,
  since('2.2', may('resource-discovery', words('always', 'never', 'exclusive'))),
);

const colocation = element(
  'rsc_colocation',
  attribute('id', ID),
  until('2.10', optional(choice(SCORE, attribute('score-attribute'), attribute('score-attribute-mangle')))),
  since('3.0', optional(SCORE)),
  since('3.6', may('influence')),
  LIFETIME,
  choice(
    SETS,
    group(
      attribute('rsc', IDREF),
      attribute('with-rsc', IDREF),
      may('node-attribute'),
      may('rsc-role', ROLES),
      may('with-rsc-role', ROLES),
    ),
  ),
);

const order = element(
  'rsc_order',
  attribute('id', ID),
  LIFETIME,
  may('symmetrical', BOOLEAN),
  since('2.3', may('require-all', BOOLEAN)),
  optional(strictness),
  choice(
    SETS,
    group(
      attribute('first', IDREF),
      attribute('then', IDREF),
      may('first-action', ACTIONS),
      may('then-action', ACTIONS),
    ),
  ),
);

const ticket = element(
  'rsc_ticket',
  attribute('id', ID),
  choice(SETS, group(attribute('rsc', IDREF), may('rsc-role', ROLES))),
  attribute('ticket'),
  may('loss-policy', words('stop', 'demote', 'fence', 'freeze')),
);

export const CONSTRAINTS: Pattern = element(
  'constraints',
  any(choice(location, colocation, order, since('1.2', ticket))),
);
