import { CibError } from '../result/error.js';
import { type Comment, Element, type Node } from '../xml/element.js';
import { parsePath } from './path.js';

/** admin_epoch, epoch, num_updates */
export type VersionTriple = readonly [adminEpoch: number, epoch: number, numUpdates: number];

export const VERSION_ATTRIBUTES = ['admin_epoch', 'epoch', 'num_updates'] as const;

export interface AttributeChange {
  readonly name: string;
  /** The new value; undefined if the attribute goes. */
  readonly value?: string;
}

export interface Create {
  readonly operation: 'create';
  /** Of the parent. */
  readonly path: string;
  /** Among the parent's children once the whole patchset is applied. */
  readonly position: number;
  readonly node: Element | Comment;
}

export interface Modify {
  readonly operation: 'modify';
  readonly path: string;
  readonly attributes: readonly AttributeChange[];
  /** Name and all attributes afterwards, in their order; no children. */
  readonly result: Element;
}

export interface Move {
  readonly operation: 'move';
  readonly path: string;
  readonly position: number;
}

export interface Delete {
  readonly operation: 'delete';
  readonly path: string;
  /** Of a comment, among its siblings when its turn comes. */
  readonly position?: number;
}

export type Change = Create | Modify | Move | Delete;

/**
 * What turns one CIB into another, in Pacemaker's patchset format 2. The nodes in it are shared
 * with whoever made or reads it: treat them as immutable.
 */
export interface Patchset {
  readonly source?: VersionTriple;
  readonly target?: VersionTriple;
  /** `contentDigest` of the result. */
  readonly digest?: string;
  /** Deletions first, then the rest in the order of the new document. */
  readonly changes: readonly Change[];
}

/** Does it change anything below `configuration` (in which case the epoch goes up, not num_updates)? */
export function changesConfiguration(patch: Patchset): boolean {
  return patch.changes.some(
    ({ path, ...change }) =>
      /^\/cib\/configuration(?![^/[])/.test(path) ||
      (path === '/cib' && 'node' in change && change.node.kind === 'element' && change.node.name === 'configuration'),
  );
}

/** The `<diff>` element as tools print it and daemons send it. */
export function writePatchset(patch: Patchset): Element {
  const diff = new Element('diff', { format: '2' });
  if (patch.digest !== undefined) diff.set('digest', patch.digest);
  if (patch.source || patch.target) {
    const version = diff.append(new Element('version'));
    if (patch.source) version.append(writeVersion('source', patch.source));
    if (patch.target) version.append(writeVersion('target', patch.target));
  }
  for (const change of patch.changes) diff.append(writeChange(change));
  return diff;
}

function writeVersion(name: string, version: VersionTriple): Element {
  const element = new Element(name);
  for (const [i, attribute] of VERSION_ATTRIBUTES.entries()) element.set(attribute, String(version[i]));
  return element;
}

function writeChange(change: Change): Element {
  const element = new Element('change', { operation: change.operation, path: change.path });
  if (change.operation !== 'modify' && change.position !== undefined) element.set('position', String(change.position));
  if (change.operation === 'create') element.append(change.node);
  if (change.operation === 'modify') {
    const list = element.append(new Element('change-list'));
    for (const { name, value } of change.attributes) {
      const attribute = list.append(
        new Element('change-attr', { name, operation: value === undefined ? 'unset' : 'set' }),
      );
      if (value !== undefined) attribute.set('value', value);
    }
    element.append(new Element('change-result', {}, [change.result]));
  }
  return element;
}

/**
 * Read a `<diff>` of format 2.
 * @throws CibError `EINVAL` for another element, format, or a version that is no number, `diff_failed` for an
 * unknown operation, `ENOMSG` for a modification without a result, `bad_xml_patch` for what else is
 * malformed
 */
export function readPatchset(diff: Element): Patchset {
  const format = diff.get('format') ?? '1';
  if (diff.name !== 'diff') throw new CibError('EINVAL', `a patchset is a 'diff' element, not '${diff.name}'`);
  if (format !== '2') throw new CibError('EINVAL', `cannot read a patchset of format ${format}`);
  const version = diff.child('version');
  const source = readVersion(version?.child('source'));
  const target = readVersion(version?.child('target'));
  const digest = diff.get('digest');
  const changes: Change[] = [];
  for (const element of diff.elements()) if (element.has('operation')) changes.push(readChange(element));
  return {
    ...(source && { source }),
    ...(target && { target }),
    ...(digest !== undefined && { digest }),
    changes,
  };
}

function readVersion(element: Element | undefined): VersionTriple | undefined {
  if (!element) return undefined;
  const [a, b, c] = VERSION_ATTRIBUTES.map((attribute) => {
    const value = readInt(element.get(attribute));
    if (value === undefined)
      throw new CibError('EINVAL', `patchset's ${element.name} version has no valid ${attribute}`);
    return value;
  }) as [number, number, number];
  return [a, b, c];
}

function readChange(element: Element): Change {
  const operation = element.get('operation');
  const path = element.get('path');
  if (path === undefined) throw new CibError('bad_xml_patch', `a change (${operation}) has no path`);
  parsePath(path);
  switch (operation) {
    case 'create': {
      const node = element.children.find((child): child is Element | Comment => child.kind !== 'text');
      if (!node) throw new CibError('bad_xml_patch', `nothing to create in ${path}`, { path });
      return { operation, path, position: readPosition(element, path) ?? 0, node };
    }
    case 'modify': {
      const result = element.child('change-result')?.children.find((child: Node) => child.kind === 'element');
      if (!result) throw new CibError('ENOMSG', `modification of ${path} has no result`, { path });
      return { operation, path, attributes: readAttributes(element.child('change-list')), result };
    }
    case 'move':
      return { operation, path, position: readPosition(element, path) ?? 0 };
    case 'delete': {
      const position = readPosition(element, path);
      return position === undefined ? { operation, path } : { operation, path, position };
    }
    default:
      throw new CibError('diff_failed', `unknown operation '${operation}' on ${path}`, { path });
  }
}

function readAttributes(list: Element | undefined): AttributeChange[] {
  const changes: AttributeChange[] = [];
  for (const item of list?.elements() ?? []) {
    const name = item.get('name') ?? '';
    const operation = item.get('operation');
    if (operation === 'set') changes.push({ name, value: item.get('value') ?? '' });
    else if (operation === 'unset') changes.push({ name });
  }
  return changes;
}

function readPosition(change: Element, path: string): number | undefined {
  const text = change.get('position');
  if (text === undefined) return undefined;
  const position = readInt(text);
  if (position === undefined || position < 0) {
    throw new CibError('bad_xml_patch', `'${text}' is not a position (${path})`, { path });
  }
  return position;
}

/** A 32-bit integer, as C reads it; undefined if it is none. */
function readInt(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const plain = plainInt(text);
  if (plain !== undefined) return plain;
  if (!/^\s*[-+]?\d{1,10}\s*$/.test(text)) return undefined;
  const value = Number(text);
  return value >= -(2 ** 31) && value < 2 ** 31 ? value : undefined;
}

/** A number of a few digits, as versions nearly always are; they are read many times for every change. */
function plainInt(text: string): number | undefined {
  if (text.length === 0 || text.length > 9) return undefined;
  let value = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return value;
}

/** Version triple of a document root; `absent` stands for what is missing or no number. */
export function versionOf(root: Element, absent: VersionTriple): VersionTriple {
  return versionIn(root.flat, absent);
}

/** The same of a root's attributes (name, value, name, value …). */
export function versionIn(flat: readonly string[], absent: VersionTriple): VersionTriple {
  let [adminEpoch, epoch, numUpdates] = absent;
  for (let i = 0; i < flat.length; i += 2) {
    const name = flat[i];
    if (name === 'admin_epoch') adminEpoch = readInt(flat[i + 1]) ?? adminEpoch;
    else if (name === 'epoch') epoch = readInt(flat[i + 1]) ?? epoch;
    else if (name === 'num_updates') numUpdates = readInt(flat[i + 1]) ?? numUpdates;
  }
  return [adminEpoch, epoch, numUpdates];
}
