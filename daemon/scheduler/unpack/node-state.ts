import { int } from '../../../cib/number/int.js';
import { INFINITY_SCORE } from '../../../cib/number/score.js';
import type { Element } from '../../../cib/xml/element.js';
import { note } from '../log.js';
import type { Cluster } from '../model/cluster.js';
import type { Node } from '../model/node.js';
import { epoch, recheckBy } from './context.js';
import { fenceNode } from './fence.js';
import { toSeconds } from './interval.js';

/** What a node_state says of a node's membership. Times are seconds since 1970. */
interface Membership {
  /** When it became a member of the cluster layer; 0 if it is none, -1 if it was never seen. */
  readonly member: number;
  /** When its controller joined the process group; 0 if it did not. */
  readonly online: number;
  readonly join: string | undefined;
  readonly expected: string | undefined;
}

const TRUE = /^(?:true|on|yes|y|1)$/i;
const FALSE = /^(?:false|off|no|n|0)$/i;

/** Whether a node asked to be shut down. */
export function shutdownRequested({ attributes }: Node): boolean {
  const value = attributes.get('shutdown');
  return value !== undefined && value !== '0';
}

/** Tell from a node_state whether a cluster node is online, and whether it must be fenced. */
export function judgeNode(cluster: Cluster, node: Node, state: Element): void {
  const membership = readMembership(cluster, state);
  node.shutdown = shutdownRequested(node);
  if (!node.shutdown && membership.expected?.toLowerCase() === 'member') node.expectedUp = true;
  const online = cluster.options.fencingEnabled
    ? judgeWithFencing(cluster, node, membership)
    : judgeWithoutFencing(cluster, node, membership);
  if (online) node.online = true;
  if (!online || node.shutdown) node.score = -INFINITY_SCORE;
  noteState(cluster, node);
}

function noteState(cluster: Cluster, node: Node): void {
  const source = 'determine_online_status';
  if (node.unclean) note(cluster, 'warning', source, `${node.name} is unclean`);
  else if (node.online) {
    const what = node.shutdown
      ? 'shutting down'
      : node.pending
        ? 'pending'
        : node.standby
          ? 'in standby'
          : node.maintenance
            ? 'in maintenance'
            : 'online';
    note(cluster, 'info', source, `${node.name} is ${what}`);
  }
}

function readMembership(cluster: Cluster, state: Element): Membership {
  return {
    member: memberSince(cluster, state.get('in_ccm')),
    online: onlineSince(cluster, state.get('crmd')),
    join: state.get('join'),
    expected: state.get('expected'),
  };
}

function memberSince(cluster: Cluster, text: string | undefined): number {
  if (text === undefined) return -1;
  if (TRUE.test(text)) return epoch(cluster);
  if (FALSE.test(text)) return 0;
  const time = int(text, undefined);
  if (time !== undefined && time >= 0) return time;
  note(cluster, 'warning', 'unpack_node_member', `Unrecognized value '${text}' for in_ccm in node_state entry`);
  return -1;
}

function onlineSince(cluster: Cluster, text: string | undefined): number {
  const word = text?.toLowerCase();
  if (text === undefined || word === 'offline') return 0;
  if (word === 'online') return 1;
  const time = int(text, undefined);
  if (time !== undefined && time >= 0) return time;
  const warning = `Unrecognized value '${text}' for crmd in node_state entry, assuming offline`;
  note(cluster, 'warning', 'unpack_node_online', warning);
  return 0;
}

/** Whether somebody asked for the node to be fenced. */
function terminationRequested(cluster: Cluster, node: Node): boolean {
  const text = node.attributes.get('terminate');
  if (text === undefined || FALSE.test(text)) return false;
  if (TRUE.test(text)) return true;
  const time = int(text, undefined);
  if (time !== undefined) return time > 0;
  const warning = `Ignoring unrecognized value '${text}' for terminatenode attribute for ${node.name}: Bad input value provided`;
  note(cluster, 'warning', 'unpack_node_terminate', warning);
  return false;
}

function judgeWithoutFencing(cluster: Cluster, node: Node, { member, online, join }: Membership): boolean {
  if (member <= 0) return false;
  if (online > 0) return join?.toLowerCase() === 'member';
  if (node.expectedUp) fenceNode(cluster, node, 'peer is unexpectedly down');
  return false;
}

function judgeWithFencing(cluster: Cluster, node: Node, membership: Membership): boolean {
  const terminate = terminationRequested(cluster, node);
  const { member, online, join, expected } = membership;
  if (node.shutdown) return online > 0;
  if (member < 0) {
    fenceNode(cluster, node, 'peer has not been seen by the cluster');
    return false;
  }
  if (join === 'banned') fenceNode(cluster, node, 'peer failed Pacemaker membership criteria');
  else if (terminate) {
    if (member <= 0 && online <= 0 && join === 'down') {
      note(cluster, 'info', 'determine_online_status_fencing', `${node.name} was fenced as requested`);
      return false;
    }
    fenceNode(cluster, node, 'fencing was requested');
  } else if (expected === undefined || expected === 'down') judgeUnexpected(cluster, node, membership);
  else if (member <= 0) fenceNode(cluster, node, 'peer is no longer part of the cluster', true);
  else if (online <= 0) fenceNode(cluster, node, 'peer process is no longer available');
  else if (join === 'pending' || join === 'down') setPending(cluster, node, '');
  else if (join === 'member') note(cluster, 'info', 'determine_online_status_fencing', `${node.name} is active`);
  else fenceNode(cluster, node, 'peer was in an unknown state');
  return member > 0;
}

/** A node of which nothing is expected: it is down, or on its way up. */
function judgeUnexpected(cluster: Cluster, node: Node, { member, online }: Membership): void {
  if (pendingTooLong(cluster, member, online)) {
    fenceNode(cluster, node, 'peer pending timed out on joining the process group');
  } else if (member > 0 || online > 0) setPending(cluster, node, '- ');
}

function setPending(cluster: Cluster, node: Node, prefix: string): void {
  note(cluster, 'info', 'determine_online_status_fencing', `${prefix}${node.name} is not ready to run resources`);
  node.standby = true;
  node.pending = true;
}

function pendingTooLong(cluster: Cluster, member: number, online: number): boolean {
  const timeout = toSeconds(cluster.options.nodePendingTimeoutMs);
  if (timeout === 0 || member <= 0 || online > 0) return false;
  const until = member + timeout;
  if (epoch(cluster) >= until) return true;
  recheckBy(cluster, until);
  return false;
}
