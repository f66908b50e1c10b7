import { SCHEMAS } from '../versions.js';
import { ACLS } from './acls.js';
import { ALERTS } from './alerts.js';
import { CONSTRAINTS } from './constraints.js';
import { FENCING } from './fencing.js';
import { NODES } from './nodes.js';
import { OPTIONS } from './options.js';
import {
  ANYTHING,
  attribute,
  BOOLEAN,
  COUNT,
  element,
  interleave,
  may,
  optional,
  type Pattern,
  since,
  words,
} from './pattern.js';
import { RESOURCES } from './resources.js';
import { TAGS } from './tags.js';

const configuration = element(
  'configuration',
  interleave(
    OPTIONS,
    NODES,
    RESOURCES,
    CONSTRAINTS,
    since('1.2', optional(FENCING)),
    since('1.2', optional(ACLS)),
    since('1.3', optional(TAGS)),
    since('2.5', optional(ALERTS)),
  ),
);

/** The whole document. The name in `validate-with` is only required to be a known one. */
export const CIB: Pattern = element(
  'cib',
  attribute('validate-with', words(...SCHEMAS)),
  attribute('admin_epoch', COUNT),
  attribute('epoch', COUNT),
  attribute('num_updates', COUNT),
  may('crm_feature_set'),
  may('remote-tls-port', COUNT),
  may('remote-clear-port', COUNT),
  may('have-quorum', BOOLEAN),
  may('dc-uuid'),
  may('cib-last-written'),
  may('no-quorum-panic', BOOLEAN),
  ...['update-origin', 'update-client', 'update-user', 'execution-date'].map((name) => since('1.2', may(name))),
  configuration,
  optional(element('status', ANYTHING)),
);
