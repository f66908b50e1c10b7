import { Element } from '../../cib/xml/element.js';
import { Role, roleName } from '../../daemon/scheduler/model/role.js';
import type { Change, ResourceChange } from '../../daemon/scheduler/serialise/changes.js';
import { item, type Outline } from '../status/outline.js';

/** Columns count bytes, as the peer does. */
const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - Buffer.byteLength(text)));
const padLeft = (text: string, width: number): string => text.padStart(width - Buffer.byteLength(text) + text.length);

const NARROWEST = 5;

/** Columns that grow with what is in them. */
class Columns {
  private names = NARROWEST;
  private wide = NARROWEST;

  widenFor(change: Change): void {
    if (change.kind === 'node') return;
    const length = Buffer.byteLength(change.resource);
    if (length > this.names) this.names = length + 2;
    this.wide = Math.max(this.wide, Buffer.byteLength(whereabouts(change)));
  }

  /** Nothing for what has no reason, and is only logged. */
  line(change: Change): string | undefined {
    if (change.kind === 'node')
      return change.reason === undefined ? undefined : `${change.task} ${change.node} '${change.reason}'`;
    const where = padLeft(whereabouts(change), this.wide);
    return `${change.change.padEnd(8)}   ${pad(change.resource, this.names)}   ( ${where} )${why(change)}`;
  }
}

/** Changes as lines of the summary, in columns as wide as the widest entries need. */
export function changeLines(changes: readonly Change[]): Outline[] {
  const columns = new Columns();
  for (const change of changes) columns.widenFor(change);
  return changes.flatMap((change) => {
    const line = columns.line(change);
    return line === undefined ? [] : [item(line)];
  });
}

/** The same as they come to the log: no line knows how wide those after it are. */
export function* changeLog(changes: readonly Change[]): Generator<string> {
  const columns = new Columns();
  for (const change of changes) {
    columns.widenFor(change);
    const line = columns.line(change);
    if (line !== undefined) yield line;
  }
}

function why({ reason, blocked }: ResourceChange): string {
  if (reason !== undefined) return `  due to ${reason}${blocked ? ' (blocked)' : ''}`;
  return blocked ? '  blocked' : '';
}

/** Roles are told only of what can be promoted. */
const tellsRoles = ({ role, nextRole }: ResourceChange): boolean => role > Role.started || nextRole > Role.unpromoted;

function whereabouts(change: ResourceChange): string {
  const { origin, destination, role, nextRole } = change;
  const roles = tellsRoles(change);
  const [now, then] = [roleName(role), roleName(nextRole)];
  if (origin === undefined) return roles ? `${now} -> ${then} ${destination}` : (destination ?? '');
  if (destination === undefined) return roles ? `${now} ${origin}` : origin;
  if (role === nextRole) {
    if (origin === destination) return roles ? `${now} ${origin}` : origin;
    return roles ? `${origin} -> ${destination} ${now}` : `${origin} -> ${destination}`;
  }
  return origin === destination ? `${now} -> ${then} ${origin}` : `${now} ${origin} -> ${then} ${destination}`;
}

/** Changes as elements. */
export function changeElements(changes: readonly Change[]): Element[] {
  return changes.flatMap((change) => {
    if (change.kind === 'resource') return [resourceElement(change)];
    const { task, node, reason } = change;
    return reason === undefined ? [] : [new Element('node_action', { task, node: node ?? '', reason })];
  });
}

function resourceElement(change: ResourceChange): Element {
  const element = new Element('rsc_action', { action: change.change.toLowerCase(), resource: change.resource });
  for (const [name, value] of places(change)) if (value !== undefined) element.set(name, value);
  if (change.reason !== undefined) element.set('reason', change.reason);
  if (change.blocked) element.set('blocked', 'true');
  return element;
}

function places(change: ResourceChange): [string, string | undefined][] {
  const { origin, destination, role, nextRole } = change;
  const roles = tellsRoles(change);
  const now: [string, string][] = roles ? [['role', roleName(role)]] : [];
  const then: [string, string] = ['next-role', roleName(nextRole)];
  if (origin === undefined) return roles ? [...now, then, ['dest', destination]] : [['node', destination]];
  if (destination === undefined) return [...now, ['node', origin]];
  if (role === nextRole) {
    if (origin === destination) return [...now, ['source', origin]];
    return [['source', origin], ['dest', destination], ...now];
  }
  const first: [string, string] = ['role', roleName(role)];
  if (origin === destination) return [first, then, ['source', origin]];
  return [first, ['source', origin], then, ['dest', destination]];
}
