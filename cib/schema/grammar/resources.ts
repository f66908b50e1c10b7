import { CONTAINER } from './bundle.js';
import { nvset, type Refusal, refuse } from './nvset.js';
import { OPERATIONS } from './operations.js';
import { REFUSED_RESOURCE_META } from './options.js';
import {
  any,
  attribute,
  choice,
  define,
  element,
  group,
  ID,
  IDREF,
  interleave,
  may,
  type Pattern,
  type Ranged,
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
function agent(newer: (word: string) => Ranged<string>): Pattern {
  const nagios = until('3.10', 'nagios');
  return group(
    choice(
      group(attribute('class', words('ocf')), attribute('provider')),
      attribute('class', words('lsb', 'heartbeat', 'stonith', until('3.10', 'upstart'), newer('service'), newer('systemd'))),
    ),
    attribute('type'),
  );
}
