import { many, word } from '../../grammar/argument.js';
import { type Expectation, FILE, free } from '../../grammar/expectation.js';
import { type Command, command } from '../../level.js';
import { NODE } from '../arguments.js';
import { level } from '../define.js';
import { needsCluster } from '../unavailable.js';

/** Everything here is done by the daemons of a cluster, or on several of its nodes. */

interface About {
  readonly usage?: string;
  readonly aliases?: readonly string[];
  /** What an argument can be. */
  readonly takes?: Expectation;
  readonly skill?: 'administrator';
  readonly help?: string;
}

const cluster = (name: string, summary: string, about: About = {}): Command =>
  command({
    name,
    summary,
    ...(about.aliases ? { aliases: about.aliases } : {}),
    ...(about.skill ? { skill: about.skill } : {}),
    ...(about.help === undefined ? {} : { help: about.help }),
    grammar: { ...many(word(about.takes ?? free('<argument>'))), usage: about.usage ?? '' },
    run: () => needsCluster(`\`cluster ${name}\``),
  });

const ALL = '[--all | <node> ...]';
const NOW = '[--now] [--all | <node> ...]';
const INIT = `[--quiet] [--yes] [--name NAME] [--node NODE] [--interface IF] [--transport knet|udpu|udp]
  [--unicast] [--multicast] [--multi-heartbeats] [--ipv6] [--admin-ip IP]
  [--enable-sbd] [--sbd-device DEV] [--watchdog DEV]
  [--qnetd-hostname HOST] [--qnetd-port PORT] [--qdevice-port PORT] [--qdevice-algo ffsplit|lms]
  [--qdevice-tie-breaker lowest|highest|<nodeid>] [--qdevice-tls on|off|required]
  [--qdevice-heuristics COMMAND] [--qdevice-heuristics-mode on|sync|off]
  [--ocfs2-device DEV] [--gfs2-device DEV] [--cluster-lvm2] [--mount-point DIR]
  [--no-overwrite-sshkey] [--skip-csync2-sync] [--use-ssh-agent|--no-use-ssh-agent] [--force] [<stage>]`;
const JOIN = '[--quiet] [--yes] [--watchdog DEV] [--cluster-node HOST] [--interface IF] [--use-ssh-agent] [<stage>]';

export const CLUSTER = level({
  name: 'cluster',
  summary: 'Set up a cluster, start and stop it',
  help: 'Makes a cluster of this node, lets others join it, and starts, stops and checks it on some or all of its nodes.',
  entries: [
    cluster('init', 'Make a cluster of this node', { usage: INIT, skill: 'administrator' }),
    cluster('join', 'Let this node join a cluster', { usage: JOIN, skill: 'administrator' }),
    cluster('remove', 'Remove nodes from the cluster', {
      aliases: ['delete'],
      usage: '[--quiet] [--yes] [--cluster-node HOST] [--force] [--qdevice] [<node> ...]',
      takes: NODE,
      skill: 'administrator',
    }),
    cluster('start', 'Start the cluster on nodes', { usage: ALL, takes: NODE, skill: 'administrator' }),
    cluster('stop', 'Stop the cluster on nodes', { usage: ALL, takes: NODE, skill: 'administrator' }),
    cluster('restart', 'Stop and start the cluster on nodes', { usage: ALL, takes: NODE, skill: 'administrator' }),
    cluster('enable', 'Let the cluster start with the system', { usage: NOW, takes: NODE, skill: 'administrator' }),
    cluster('disable', 'Do not let the cluster start with the system', {
      usage: NOW,
      takes: NODE,
      skill: 'administrator',
    }),
    cluster('status', 'Show whether the cluster runs, and its membership'),
    cluster('health', 'Check the cluster', { usage: '[hawk2|sbd|sles16] [--local] [--fix]' }),
    cluster('wait_for_startup', 'Wait until the cluster has started', {
      usage: '[<seconds>]',
      help: 'On this node: until there is a coordinator, or the time is up.',
    }),
    cluster('run', 'Run a command on nodes', { usage: '<command> [<node> ...]' }),
    cluster('copy', 'Copy a file to other nodes', { usage: '<path> [<node> ...]', takes: FILE }),
    cluster('diff', 'Compare a file between nodes', { usage: '<path> [--checksum] [<node> ...]', takes: FILE }),
    cluster('rename', 'Give the cluster another name', { usage: '<name>', skill: 'administrator' }),
    cluster('crash_test', 'Break something on purpose, and see whether the cluster copes', {
      usage:
        '[--kill-sbd] [--kill-corosync] [--kill-pacemakerd] [--fence-node NODE] [--split-brain-iptables] [--kill-loop] [--force]',
    }),
    cluster('geo_init', 'Make this cluster a site of a geo cluster', {
      aliases: ['geo-init'],
      usage: '[--quiet] [--yes] [--arbitrator ADDR] [--clusters NAME=ADDR,...] [--tickets NAME,...]',
      skill: 'administrator',
    }),
    cluster('geo_join', 'Let this cluster join a geo cluster', {
      aliases: ['geo-join'],
      usage: '[--quiet] [--yes] [--cluster-node HOST] [--clusters NAME=ADDR,...] [--use-ssh-agent]',
      skill: 'administrator',
    }),
    cluster('geo_init_arbitrator', 'Make this node the arbitrator of a geo cluster', {
      aliases: ['geo-init-arbitrator'],
      usage: '[--quiet] [--yes] [--cluster-node HOST] [--use-ssh-agent]',
      skill: 'administrator',
    }),
  ],
});
