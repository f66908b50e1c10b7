import type { Version } from '../versions.js';
import { CONTAINER } from './bundle.js';
import { MEMBER, nvset, type Refusal, refuse } from './nvset.js';
import { OPERATIONS } from './operations.js';
import { REFUSED_RESOURCE_META } from './options.js';
import {
  any,
  attribute,
  between,
  choice,
  define,
  element,
  group,
  ID,
  IDREF,
  interleave,
  may,
  optional,
  type Pattern,
  since,
  some,
  until,
  words,
} from './pattern.js';

const REFUSED_PRIMITIVE_META: readonly Refusal[] = [
  ...refuse({ from: '3.0', to: '3.10' }, 'isolation', 'isolation-host', 'isolation-instance', 'isolation-wrapper'),
  ...REFUSED_RESOURCE_META,
];

/** Old spellings of fence device parameters; refused by 3.0 alone. */
const REFUSED_PARAMETERS = refuse(
  { from: '3.0', to: '3.0' },
  'pcmk_arg_map',
  'pcmk_list_cmd',
  'pcmk_monitor_cmd',
  'pcmk_off_cmd',
  'pcmk_on_cmd',
  'pcmk_reboot_cmd',
  'pcmk_status_cmd',
);

/** What agent to use; a template could not name the newer standards before 2.7. */
function agent(newerSince: Version): Pattern {
  const standards = words(
    'lsb',
    'heartbeat',
    'stonith',
    until('3.10', 'upstart'),
    since(newerSince, 'service'),
    since(newerSince, 'systemd'),
    between(newerSince, '3.10', 'nagios'),
  );
  return group(
    choice(group(attribute('class', words('ocf')), attribute('provider')), attribute('class', standards)),
    attribute('type'),
  );
}

/** Attribute sets of a group, clone or bundle. */
const sets = any(choice(nvset('meta_attributes', MEMBER, REFUSED_RESOURCE_META), nvset('instance_attributes', MEMBER)));

/**
 * A primitive or a template, with what identifies it. Both forms accept the same; they differ in how
 * libxml2 words what is wrong, and that is printed.
 */
function resource(name: string, ...identity: Pattern[]): Pattern {
  const body = [
    any(
      choice(
        nvset('meta_attributes', MEMBER, REFUSED_PRIMITIVE_META),
        nvset('instance_attributes', MEMBER, REFUSED_PARAMETERS),
        since('1.2', nvset('utilization', MEMBER)),
      ),
    ),
    OPERATIONS,
  ];
  const head = [attribute('id', ID), ...identity, may('description')];
  return element(name, until('3.10', interleave(...head, ...body)), since('4.0', group(...head, interleave(...body))));
}

const PRIMITIVE = define('primitive', () =>
  resource('primitive', choice(agent('1.2'), since('1.2', attribute('template', IDREF)))),
);

const TEMPLATE = resource('template', agent('2.7'));

const GROUP = define('group', () =>
  element('group', attribute('id', ID), may('description'), interleave(sets, some(PRIMITIVE))),
);

const multiplied = (name: string): Pattern =>
  element(name, attribute('id', ID), may('description'), interleave(sets, choice(PRIMITIVE, GROUP)));

const BUNDLE = element(
  'bundle',
  attribute('id', ID),
  may('description'),
  interleave(sets, ...CONTAINER, optional(PRIMITIVE)),
);

export const RESOURCES: Pattern = element(
  'resources',
  any(
    choice(
      PRIMITIVE,
      since('1.2', TEMPLATE),
      GROUP,
      multiplied('clone'),
      until('3.10', multiplied('master')),
      since('2.8', BUNDLE),
    ),
  ),
);
