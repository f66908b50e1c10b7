import { flag, value } from '../command/option.js';

const DEFINITION = { group: 'definition' } as const;
const QUERIES = { group: 'queries' } as const;
const FENCE = { group: 'fence' } as const;
const ADDITIONAL = { group: 'additional' } as const;

const whole = (text: string, option: string): string | undefined =>
  /^[-+]?\d+$/.test(text) ? undefined : `Cannot parse integer value “${text}” for ${option}`;

const nameAndValue = (text: string): string | undefined =>
  /^[^=]+=./s.test(text) ? undefined : `Invalid option: -o ${text}: Bad name/value pair given`;

export const OPTIONS = {
  quiet: flag('Say less', { short: 'q' }),

  register: value('DEVICE', 'Make a device known to the fencer; wants --agent, takes --option and --env-option', {
    short: 'R',
    ...DEFINITION,
  }),
  deregister: value('DEVICE', 'Make the fencer forget a device', { short: 'D', ...DEFINITION }),
  'register-level': value(
    'TARGET',
    'Make a level of the topology known, for a node, @PATTERN or ATTRIBUTE=VALUE; wants --index and --device',
    { short: 'r', ...DEFINITION },
  ),
  'deregister-level': value('TARGET', 'Make the fencer forget a level of the topology; wants --index', {
    short: 'd',
    ...DEFINITION,
  }),

  list: value('HOST', 'List the devices that can fence a host', { short: 'l', complete: 'node', ...QUERIES }),
  'list-registered': flag('List the devices that the fencer knows', { short: 'L', ...QUERIES }),
  'list-installed': flag('List the fence agents that are installed here', { short: 'I', ...QUERIES }),
  'list-targets': value('DEVICE', 'List what a device can fence', { short: 's', ...QUERIES }),
  metadata: flag('Show what an agent says of itself; wants --agent', { short: 'M', ...QUERIES }),
  query: value('DEVICE', 'Check the state of a device', { short: 'Q', ...QUERIES }),
  history: value('NODE', "Show the last fencing of a node, or of all ('*'); -V shows all, and what is pending", {
    short: 'H',
    complete: 'node',
    ...QUERIES,
  }),
  last: value('NODE', 'Show when a node was last fenced', { short: 'h', complete: 'node', ...QUERIES }),
  validate: flag('Check whether an agent can work with parameters; wants --agent, takes --option and --env-option', {
    short: 'K',
    ...QUERIES,
  }),

  fence: value('HOST', 'Fence a host', { short: 'F', complete: 'node', ...FENCE }),
  unfence: value('HOST', 'Unfence a host', { short: 'U', complete: 'node', ...FENCE }),
  reboot: value('HOST', 'Reboot a host', { short: 'B', complete: 'node', ...FENCE }),
  confirm: value('HOST', 'Vouch that a host is down and may be taken for fenced', {
    short: 'C',
    complete: 'node',
    ...FENCE,
  }),

  cleanup: flag('Clean up (with --history)', { short: 'c', ...ADDITIONAL }),
  broadcast: flag('Ask all nodes (with --history)', { short: 'b', ...ADDITIONAL }),
  agent: value('AGENT', 'Fence agent to use, such as fence_ipmilan', { short: 'a', ...ADDITIONAL }),
  option: value('NAME=VALUE', 'Parameter of the device; may be given many times', {
    short: 'o',
    check: nameAndValue,
    ...ADDITIONAL,
  }),
  'env-option': value('NAME', 'Parameter whose value is in the environment as OCF_RESKEY_NAME', {
    short: 'e',
    ...ADDITIONAL,
  }),
  tag: value('TAG', 'Mark what is logged of this request', { short: 'T', ...ADDITIONAL }),
  device: value('DEVICE', 'Device of a level; with --validate, the one whose secrets to use', {
    short: 'v',
    ...ADDITIONAL,
  }),
  index: value('LEVEL', 'Level of the topology, 1 to 9', { short: 'i', check: whole, ...ADDITIONAL }),
  timeout: value('SECONDS', 'How long to wait (120 if not given)', { short: 't', check: whole, ...ADDITIONAL }),
  delay: value('SECONDS', 'Wait before fencing; -1 switches off what delays are configured', {
    short: 'y',
    check: whole,
    ...ADDITIONAL,
  }),
  'as-node-id': flag("The node is given by Corosync's number (with --last)", { short: 'n', ...ADDITIONAL }),
  tolerance: value('SECONDS', 'Do nothing if the same was done that short a time ago', ADDITIONAL),
} as const;

/** What can be asked for; of several, the one that is last here is done. */
export const COMMANDS = [
  'validate',
  'list-installed',
  'list-registered',
  'register',
  'query',
  'deregister',
  'list-targets',
  'list',
  'metadata',
  'reboot',
  'fence',
  'unfence',
  'confirm',
  'last',
  'history',
  'register-level',
  'deregister-level',
] as const;

export type CommandName = (typeof COMMANDS)[number];
