import { CibError } from '../../cib/result/error.js';
import { parseInterval } from '../../cib/time/interval.js';
import { flag, optional, value } from '../command/option.js';

const QUERY = { group: 'queries' } as const;
const COMMAND = { group: 'commands' } as const;
const LOCATION = { group: 'locations' } as const;
const ADVANCED = { group: 'advanced' } as const;
const ADDITIONAL = { group: 'additional' } as const;

const unparsable = (option: string): string => `Error parsing option ${option}`;

/** Levels to which an agent checks are whole numbers. */
const checkLevel = (text: string): string | undefined =>
  /^\s*[+-]?\d+/.test(text) ? undefined : `Invalid check level setting: ${text}`;

function checkTime(text: string, option: string): string | undefined {
  try {
    return text.startsWith('P') || parseInterval(text) < 0 ? unparsable(option) : undefined;
  } catch (error) {
    if (error instanceof CibError) return unparsable(option);
    throw error;
  }
}

export const OPTIONS = {
  quiet: flag('Say less', { short: 'Q' }),
  'xml-file': value('FILE', 'Work on the CIB in a file, as if CIB_file named it', {
    short: 'x',
    hidden: true,
    complete: 'file',
  }),
  resource: value('ID', 'Resource to work on', { short: 'r', complete: 'resource' }),

  list: flag('List all resources and what state they are in (this is done if nothing else is asked for)', {
    short: 'L',
    ...QUERY,
  }),
  'list-raw': flag('List the ids of all primitives and instances, without what they are part of', {
    short: 'l',
    ...QUERY,
  }),
  'list-cts': flag('List resources for test programs', { short: 'c', hidden: true, ...QUERY }),
  'list-operations': flag(
    'List operations that tell of the present; of the resource of -r and the node of -N, if given',
    {
      short: 'O',
      ...QUERY,
    },
  ),
  'list-all-operations': flag(
    'List all operations that are known; of the resource of -r and the node of -N, if given',
    {
      short: 'o',
      ...QUERY,
    },
  ),
  'list-options': value('TYPE', 'List all options of a kind, with their defaults', {
    values: ['primitive', 'fencing'],
    check: (text, option) => (text === 'primitive' || text === 'fencing' ? undefined : unparsable(option)),
    ...QUERY,
  }),
  'list-standards': flag('List the classes of agents on this host', QUERY),
  'list-ocf-providers': flag('List the providers of OCF agents', QUERY),
  'list-agents': value('STD:PROV', 'List the agents of a class, or of a provider of it', QUERY),
  'list-ocf-alternatives': value('AGENT', 'List the providers of an OCF agent', QUERY),
  'show-metadata': value('SPEC', 'Show the metadata of an agent, class:agent or class:provider:agent', QUERY),
  'query-xml': flag('Show the configuration of the resource, with its template taken in', { short: 'q', ...QUERY }),
  'query-xml-raw': flag('Show the configuration of the resource as it was written', { short: 'w', ...QUERY }),
  'get-parameter': value('PARAM', 'Show the value of a parameter (or what --meta, -z or --element make it)', {
    short: 'g',
    ...QUERY,
  }),
  'get-property': value(
    'PROPERTY',
    'Show an attribute of the element of the resource, like --get-parameter --element',
    {
      short: 'G',
      hidden: true,
      deprecated: true,
      ...QUERY,
    },
  ),
  locate: flag('Show where the resource runs', { short: 'W', ...QUERY }),
  constraints: flag(
    'Show the location and colocation constraints of the resource, or unless --force is given of what it is part of; with --recursive, of what it is colocated with as well',
    { short: 'a', ...QUERY },
  ),
  stack: flag('Short for --constraints --recursive', { short: 'A', ...QUERY }),
  why: flag('Show why resources do not run: that of -r, or those of the node of -N, or all', { short: 'Y', ...QUERY }),

  validate: optional(
    'LEVEL',
    'Have the agent check the configuration of the resource, or what --class, --provider, --agent and --option describe; LEVEL says how thoroughly',
    { check: checkLevel, ...COMMAND },
  ),
  cleanup: flag(
    'Forget the failures of the resource, and its history where it had any; of all resources if none is named, of the node of -N and the operation of -n and -I if given. What the resource is part of is cleaned up too, unless --force is given',
    { short: 'C', ...COMMAND },
  ),
  refresh: flag(
    'Forget the history of the resource, so that its state is found out anew; of all resources if none is named, of the node of -N if given. It goes for what the resource is part of too, unless --force is given',
    { short: 'R', ...COMMAND },
  ),
  'set-parameter': value('PARAM', 'Set a parameter (or what --meta, -z or --element make it) to the value of -v', {
    short: 'p',
    ...COMMAND,
  }),
  'delete-parameter': value('PARAM', 'Delete a parameter (or what --meta, -z or --element make it)', {
    short: 'd',
    ...COMMAND,
  }),
  'set-property': value('PROPERTY', 'Set an attribute of the element of the resource, like --set-parameter --element', {
    short: 'S',
    hidden: true,
    deprecated: true,
    ...COMMAND,
  }),

  move: flag(
    'Have the resource run on the node of -N, or away from where it is. With --force, it is kept away from where it is even if a node is named. What it ties down stays until --clear',
    { short: 'M', ...LOCATION },
  ),
  ban: flag('Keep the resource away from the node of -N, or from where it is, until --clear', {
    short: 'B',
    ...LOCATION,
  }),
  clear: flag('Remove the constraints of earlier moves and bans: all, or those of the node of -N', {
    short: 'U',
    ...LOCATION,
  }),
  expired: flag('With --clear: only those whose time is over', { short: 'e', ...LOCATION }),
  lifetime: value('TIMESPEC', 'How long a move or ban lasts, as an ISO 8601 duration', { short: 'u', ...LOCATION }),
  promoted: flag('Only the promoted role is meant', { aliases: ['master'], ...LOCATION }),

  delete: flag('Delete the resource from the CIB; its element is that of -t', { short: 'D', ...ADVANCED }),
  fail: flag('Tell the cluster that the resource failed', { short: 'F', ...ADVANCED }),
  restart: flag(
    'Have the cluster stop and start the resource, and what depends on it. Change nothing else meanwhile: the CIB is edited for the time of it',
    ADVANCED,
  ),
  wait: flag('Wait until the cluster has nothing more to do', ADVANCED),
  digests: flag(
    'Show the hashes of parameters by which the cluster notices changes, on the node of -N; words NAME=VALUE stand in for what is configured',
    ADVANCED,
  ),
  'force-demote': flag('Demote the resource on this host, whatever the cluster thinks of it', ADVANCED),
  'force-stop': flag('Stop the resource on this host, whatever the cluster thinks of it', ADVANCED),
  'force-start': flag('Start the resource on this host, whatever the cluster thinks of it', ADVANCED),
  'force-promote': flag('Promote the resource on this host, whatever the cluster thinks of it', ADVANCED),
  'force-check': optional('LEVEL', 'Check the state of the resource on this host; LEVEL says how thoroughly', {
    check: checkLevel,
    ...ADVANCED,
  }),

  node: value('NAME', 'Node to work on', {
    short: 'N',
    aliases: ['H', 'host-uname'],
    complete: 'node',
    ...ADDITIONAL,
  }),
  recursive: flag(
    'Go on to what the resource is colocated with (with --set-parameter --meta, --constraints)',
    ADDITIONAL,
  ),
  'resource-type': value('ELEMENT', 'Element of the resource: primitive, group … (with -D)', {
    short: 't',
    ...ADDITIONAL,
  }),
  'parameter-value': value('PARAM', 'Value for -p', { short: 'v', ...ADDITIONAL }),
  meta: flag('Work on a meta-attribute, in place of a parameter', { short: 'm', ...ADDITIONAL }),
  utilization: flag('Work on a utilization attribute, in place of a parameter', { short: 'z', ...ADDITIONAL }),
  element: flag('Work on an attribute of the XML element, in place of a parameter', ADDITIONAL),
  operation: value('OPERATION', 'Operation whose failures are forgotten (with -C -r)', { short: 'n', ...ADDITIONAL }),
  interval: value('N', 'Interval of that operation, 0 if not given (with -C -r -n)', { short: 'I', ...ADDITIONAL }),
  class: value('CLASS', 'Class of an agent, ocf for example (with --validate)', ADDITIONAL),
  agent: value('AGENT', 'The agent, IPaddr2 for example (with --validate)', ADDITIONAL),
  provider: value('PROVIDER', 'Who provides the agent, heartbeat for example (with --validate)', ADDITIONAL),
  option: value('PARAM', 'A parameter as NAME=VALUE; may be repeated (with --validate, without -r)', {
    check: (text, option) => (/^[^=]+=/.test(text) ? undefined : unparsable(option)),
    ...ADDITIONAL,
  }),
  'set-name': value('ID', '(Advanced) Id of the set to work in (with -p, -d)', { short: 's', ...ADDITIONAL }),
  nvpair: value('ID', '(Advanced) Id of the pair to work on (with -p, -d)', { short: 'i', ...ADDITIONAL }),
  timeout: value('N', '(Advanced) Give up after this time (with --restart, --wait, --force-*)', {
    short: 'T',
    check: checkTime,
    ...ADDITIONAL,
  }),
  all: flag('With --list-options, list advanced and deprecated options too (XML output always does)', ADDITIONAL),
  force: flag('Do it although it would not be done otherwise', { short: 'f', ...ADDITIONAL }),
};

export type Name = keyof typeof OPTIONS;
