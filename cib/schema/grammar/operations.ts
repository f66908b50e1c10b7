import { MEMBER, nvset, type Refusal, refuse } from './nvset.js';
import { REFUSED_OPERATION_META } from './options.js';
import {
  any,
  attribute,
  BOOLEAN,
  choice,
  define,
  element,
  ID,
  IDREF,
  may,
  optional,
  type Pattern,
  since,
  until,
  words,
} from './pattern.js';

const OPERATION_ROLES = words(
  'Stopped',
  'Started',
  since('3.7', 'Promoted'),
  since('3.7', 'Unpromoted'),
  'Slave',
  'Master',
);

const REFUSED_META: readonly Refusal[] = [
  ...refuse({ from: '3.0', to: '3.10' }, 'requires'),
  ...REFUSED_OPERATION_META,
];

/** Options of an operation were once accepted as its parameters; 3.0 alone refuses them there. */
const REFUSED_PARAMETERS = refuse(
  { from: '3.0', to: '3.0' },
  'interval-origin',
  'start-delay',
  'enabled',
  'on-fail',
  'record-pending',
  'role',
  'timeout',
  'requires',
);

const operation = element(
  'op',
  attribute('id', ID),
  attribute('name'),
  attribute('interval'),
  may('description'),
  optional(choice(attribute('start-delay'), attribute('interval-origin'))),
  may('timeout'),
  may('enabled', BOOLEAN),
  may('record-pending', BOOLEAN),
  may('role', OPERATION_ROLES),
  until('2.10', may('requires', words('nothing', 'quorum', 'fencing', since('1.3', 'unfencing')))),
  may(
    'on-fail',
    words(
      'ignore',
      'block',
      since('3.4', 'demote'),
      'stop',
      'restart',
      'standby',
      'fence',
      since('1.2', 'restart-container'),
    ),
  ),
  any(choice(nvset('meta_attributes', MEMBER, REFUSED_META), nvset('instance_attributes', MEMBER, REFUSED_PARAMETERS))),
);

export const OPERATIONS: Pattern = define('operations', () =>
  optional(element('operations', may('id', ID), may('id-ref', IDREF), any(operation))),
);
