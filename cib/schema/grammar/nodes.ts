import { MEMBER, nvset } from './nvset.js';
import { any, attribute, choice, element, may, optional, type Pattern, since, until, words } from './pattern.js';
import { SCORE } from './score.js';

const NODE_TYPES = words(until('2.10', 'normal'), 'member', until('3.10', 'ping'), since('1.3', 'remote'));

/** A node's id is what the cluster layer calls it, so it is no XML ID. */
const node = element(
  'node',
  attribute('id'),
  attribute('uname'),
  until('1.0', attribute('type', NODE_TYPES)),
  since('1.2', may('type', NODE_TYPES)),
  may('description'),
  since('1.2', optional(SCORE)),
  any(choice(nvset('instance_attributes', MEMBER), since('1.2', nvset('utilization', MEMBER)))),
);

export const NODES: Pattern = element('nodes', any(node));
