import { type BlockContext, MEMBER, nvset } from './nvset.js';
import {
  any,
  attribute,
  choice,
  element,
  ID,
  interleave,
  may,
  optional,
  type Pattern,
  since,
  until,
} from './pattern.js';

const ALERT: BlockContext = { ...MEMBER, name: 'alert', operationExpressions: '3.5' };

const sets = any(choice(nvset('meta_attributes', ALERT), nvset('instance_attributes', ALERT)));

const recipients = any(element('recipient', attribute('id', ID), may('description'), attribute('value'), sets));

/** What the alert is for: node attributes, and kinds of event without further choice. */
const select = element(
  'select',
  interleave(
    optional(element('select_attributes', any(element('attribute', attribute('id', ID), attribute('name'))))),
    ...['select_fencing', 'select_nodes', 'select_resources'].map((name) => optional(element(name))),
  ),
);

const alert = element(
  'alert',
  attribute('id', ID),
  may('description'),
  attribute('path'),
  until('2.9', sets),
  until('2.9', recipients),
  since('2.10', interleave(sets, optional(select), recipients)),
);

export const ALERTS: Pattern = element('alerts', any(alert));
