import type { Option, OptionList } from './option.js';

/** The three parameters by which a fence device's handling of one command can be changed. */
const forCommand = (command: string): Option[] => [
  {
    name: `pcmk_${command}_action`,
    type: 'string',
    default: command,
    advanced: true,
    short: `Command to use in place of '${command}'`,
    long: `For a device that lacks '${command}', or has a command of its own that suits better.`,
  },
  {
    name: `pcmk_${command}_timeout`,
    type: 'timeout',
    default: '60s',
    advanced: true,
    short: `How long '${command}' may take, in place of fencing-timeout`,
    long: `For a device that is much slower or faster than others at '${command}'.`,
  },
  {
    name: `pcmk_${command}_retries`,
    type: 'integer',
    default: '2',
    advanced: true,
    short: `How often to try '${command}' within its timeout`,
    long: `A device that serves one connection at a time can fail because it is busy; '${command}' is then tried again.`,
  },
];

/** Parameters that every fencing resource has, in the order in which they are listed. */
export const FENCING_PARAMETERS: OptionList = {
  agent: 'fence-attributes',
  short: 'Fencing resource common parameters',
  long: 'Parameters of every fencing resource. The cluster itself acts on them, neither the agent nor its library.',
  options: [
    {
      name: 'pcmk_host_argument',
      type: 'string',
      advanced: true,
      short: 'Parameter of the agent that names the node to fence',
      long:
        'Without a value it is "port" or "plug" if the agent has such a parameter. ' +
        '"none" (the default otherwise) passes no further parameter.',
    },
    {
      name: 'pcmk_host_map',
      type: 'string',
      short: 'Ports by node name, for a device that does not know node names',
      long: 'In "node1:1;node2:2,3", node1 is port 1, node2 is ports 2 and 3.',
    },
    {
      name: 'pcmk_host_list',
      type: 'string',
      short: 'Nodes the device can fence',
      long:
        'Separated by commas: "node1,node2,node3". ' +
        'With a pcmk_host_check of "static-list", this or pcmk_host_map is required.',
    },
    {
      name: 'pcmk_host_check',
      type: 'select',
      values: ['dynamic-list', 'static-list', 'status', 'none'],
      short: 'How to find out which nodes the device can fence',
      long:
        '"dynamic-list" asks the device for a list, "static-list" reads pcmk_host_list, "status" asks the device ' +
        'about each node, "none" takes it that it can fence all. Without a value it is "static-list" if ' +
        'pcmk_host_list or pcmk_host_map is set, otherwise "dynamic-list" or "status" if the device has the ' +
        'command list or status, otherwise "none".',
    },
    {
      name: 'pcmk_delay_max',
      type: 'duration',
      default: '0s',
      short: 'Wait a random time, at most this long, before fencing',
      long: 'A random part is added to pcmk_delay_base such that the sum stays below this.',
    },
    {
      name: 'pcmk_delay_base',
      type: 'string',
      default: '0s',
      short: 'Wait this long before fencing',
      long:
        'Keeps two nodes from fencing each other at the same time. Either one time for all nodes, or one for each, ' +
        'as in "node1:1s;node2:5". With pcmk_delay_max, a random time is added.',
    },
    {
      name: 'pcmk_action_limit',
      type: 'integer',
      default: '1',
      short: 'How many actions the device may perform at once',
      long: 'Has an effect only if concurrent-fencing is true; -1 means any number.',
    },
    ...['reboot', 'off', 'on', 'list', 'monitor', 'status'].flatMap(forCommand),
  ],
};
