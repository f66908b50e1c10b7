import { CLUSTER_OPTIONS } from '../../cib/options/cluster.js';
import { FENCING_PARAMETERS } from '../../cib/options/fencing.js';
import type { Option } from '../../cib/options/option.js';
import { PRIMITIVE_META } from '../../cib/options/primitive.js';
import type { Word } from '../grammar/words.js';

const own = (name: string, short: string, values?: readonly string[]): Option => ({
  name,
  short,
  type: values ? 'select' : 'string',
  ...(values ? { values } : {}),
});

const OPERATION: readonly Option[] = [
  own('interval', 'how often the operation is repeated; 0 for once'),
  own('timeout', 'how long it may take'),
  own('start-delay', 'how long to wait before the first time'),
  own('on-fail', 'what to do if it fails', [
    'ignore',
    'block',
    'demote',
    'stop',
    'restart',
    'fence',
    'standby',
    'restart-container',
  ]),
  own('role', 'role the resource has to be in', ['Started', 'Stopped', 'Promoted', 'Unpromoted']),
  own('enabled', 'whether it is done at all', ['true', 'false']),
  own('record-pending', 'whether it is recorded when it begins', ['true', 'false']),
];
const NODE: readonly Option[] = [
  own('standby', 'run nothing here', ['on', 'off']),
  own('maintenance', 'leave alone what runs here', ['true', 'false']),
];
const CLONE: readonly Option[] = [
  own('clone-max', 'how many instances there are'),
  own('clone-node-max', 'how many instances a node may have'),
  own('clone-min', 'how many have to run before what depends on them'),
  own('notify', 'tell instances of one another', ['true', 'false']),
  own('globally-unique', 'each instance is something of its own', ['true', 'false']),
  own('ordered', 'start them one after the other', ['true', 'false']),
  own('interleave', 'wait for instances of the same node only', ['true', 'false']),
  own('promotable', 'instances can be promoted', ['true', 'false']),
  own('promoted-max', 'how many may be promoted'),
  own('promoted-node-max', 'how many may be promoted on a node'),
];

const CONTAINER: readonly Option[] = [
  own('image', 'what the containers are made of'),
  own('replicas', 'how many containers there are'),
  own('replicas-per-host', 'how many of them a node may have'),
  own('promoted-max', 'how many may be promoted'),
  own('network', 'network setting that the container engine is given'),
  own('options', 'more for the command line of the container engine'),
  own('run-command', 'what is run in the container'),
];
const NETWORK: readonly Option[] = [
  own('ip-range-start', 'address of the first container; the others have those after it'),
  own('host-netmask', 'bits of the network part of these addresses'),
  own('host-interface', 'where the addresses are put on the node'),
  own('control-port', 'where the executor in the container listens'),
  own('add-host', 'whether containers know the addresses of one another', ['true', 'false']),
];
const PORT_MAPPING: readonly Option[] = [
  own('id', 'name of the mapping'),
  own('port', 'port on the node'),
  own('internal-port', 'port in the container'),
  own('range', 'several ports, first-last'),
];
const STORAGE_MAPPING: readonly Option[] = [
  own('id', 'name of the mapping'),
  own('source-dir', 'directory on the node'),
  own('source-dir-root', 'directory on the node, below which each container has its own'),
  own('target-dir', 'where it is in the container'),
  own('options', 'how it is mounted'),
];

/**
 * Options that a set of attributes may hold, as far as they are known.
 * @param words of the command, which say what the set belongs to
 */
export function optionsFor(set: string, words: readonly Word[]): readonly Option[] {
  switch (set) {
    case 'property':
      return CLUSTER_OPTIONS.options.filter(({ generated }) => !generated);
    case 'op':
    case 'op_defaults':
      return OPERATION;
    case 'rsc_defaults':
      return PRIMITIVE_META.options;
    case 'meta_attributes':
      return [...PRIMITIVE_META.options, ...CLONE];
    case 'instance_attributes':
      if (words[0]?.text === 'node') return NODE;
      return words.some(({ text }) => /^(stonith:|fence_)/.test(text)) ? FENCING_PARAMETERS.options : [];
    case 'docker':
    case 'podman':
    case 'rkt':
      return CONTAINER;
    case 'network':
      return [...NETWORK, ...PORT_MAPPING];
    case 'storage':
      return STORAGE_MAPPING;
    default:
      return [];
  }
}
