import type { CibClient } from '../../cib/client/client.js';
import { merge } from '../../cib/merge/merge.js';
import type { CallOptions } from '../../cib/operations/request.js';
import { diff } from '../../cib/patch/diff.js';
import { type Patchset, writePatchset } from '../../cib/patch/patchset.js';
import { BOOKKEEPING, rebase } from '../../cib/patch/rebase.js';
import { CibError } from '../../cib/result/error.js';
import { type Element, equal } from '../../cib/xml/element.js';
import { conflict } from './conflict.js';
import { MergeConflict } from './merge-conflict.js';
import type { Workspace } from './workspace.js';

/** How often to start over when the CIB changes between reading and writing it. */
const TRIES = 10;

export interface CommitOptions {
  /** Whose version it is to be where others changed the same. */
  readonly prefer?: 'mine' | 'theirs' | undefined;
  /** Milliseconds after which the daemon takes the change back unless it is confirmed. */
  readonly confirmWithin?: number | undefined;
  readonly call?: CallOptions;
}

/**
 * Write the edits to the CIB as one change. What others changed meanwhile is merged with them, element
 * by element; changes of status never stand in the way.
 * @returns false if there was nothing to write
 * @throws MergeConflict if others changed the same, and no side is preferred
 */
export async function commit(
  client: CibClient,
  { base, cib }: Pick<Workspace, 'base' | 'cib'>,
  { prefer, confirmWithin, call }: CommitOptions = {},
): Promise<boolean> {
  return writing(client, configurationIn, (current) => {
    const patch = diff(current, mergedInto(current, base, cib, prefer), { exact: true });
    return isEmpty(patch) ? undefined : { input: writePatchset(patch), confirmWithin, options: call };
  });
}

/** Nothing but the version is changed. */
const isEmpty = ({ changes }: Patchset): boolean =>
  changes.every(
    (change) =>
      change.operation === 'modify' &&
      change.path === '/cib' &&
      change.attributes.every(({ name }) => BOOKKEEPING.has(name)),
  );

/** The CIB as it is to be: a copy of the current one with the edits merged in. */
function mergedInto(current: Element, base: Element, mine: Element, prefer: CommitOptions['prefer']): Element {
  const result = merged(base, mine, configurationOf(current), prefer);
  const wanted = current.cloneShallow();
  for (const name of wanted.attributeNames()) if (!result.has(name) && !BOOKKEEPING.has(name)) wanted.unset(name);
  for (const [name, value] of result.attributes()) if (!BOOKKEEPING.has(name)) wanted.set(name, value);
  const configuration = result.child('configuration');
  // Shared with what they come from: nothing of it is changed here.
  for (const child of current.children) {
    if (child.kind !== 'element' || child.name !== 'configuration') wanted.children.push(child);
    else if (configuration) wanted.children.push(configuration);
  }
  // A patchset tied to a version has to lead to a newer one; performing it then raises the epoch.
  return wanted.set('num_updates', String(Number(current.get('num_updates') ?? 0) + 1));
}

function merged(base: Element, mine: Element, theirs: Element, prefer: CommitOptions['prefer']): Element {
  // Nobody changed the configuration meanwhile: mine is what is wanted.
  if (unchanged(base, theirs)) return mine;
  const { element, conflicts } = merge(configurationOf(base), configurationOf(mine), theirs, {
    ignored: BOOKKEEPING,
    ...(prefer ? { prefer } : {}),
  });
  if (conflicts.length > 0 && !prefer) throw new MergeConflict(conflicts);
  return element;
}

/** The same configuration, and nothing said of it in the root but who wrote it. */
function unchanged(before: Element, after: Element): boolean {
  const [left, right] = [before.child('configuration'), after.child('configuration')];
  const names = new Set([...before.attributeNames(), ...after.attributeNames()]);
  for (const name of names) if (!BOOKKEEPING.has(name) && before.get(name) !== after.get(name)) return false;
  return left !== undefined && right !== undefined && equal(left, right);
}

/**
 * Make a change of another version of the CIB to the one at hand.
 * @param since what has happened between the two
 * @throws CibError `old_data` if others changed what the change changes too
 */
export async function writeChange(
  client: CibClient,
  change: Patchset,
  since: (current: Element) => readonly Patchset[],
): Promise<void> {
  await writing(client, wholeOf, (current) => {
    for (const theirs of since(current)) {
      const path = conflict(change, theirs);
      if (path === undefined) continue;
      throw new CibError('old_data', `the CIB was changed in the same place by someone else: ${path}`);
    }
    return { input: writePatchset(rebase(current, change)) };
  });
}

interface Write {
  readonly input: Element;
  readonly confirmWithin?: number | undefined;
  readonly options?: CallOptions | undefined;
}

type Read = (client: CibClient) => Promise<Element>;

const wholeOf: Read = async (client) => (await client.call({ operation: 'query' })).output as Element;

/**
 * The CIB without its status, which may be much larger than all the rest. If it moves on between the
 * two queries, the patch is for a version that is no more, and is refused.
 */
const configurationIn: Read = async (client) => {
  const { output } = await client.call({ operation: 'query', options: { noChildren: true } });
  const { output: configuration } = await client.call({ operation: 'query', section: 'configuration' });
  const cib = (output as Element).cloneShallow();
  if (configuration) cib.append(configuration);
  return cib;
};

/** Read the CIB and write a patch made for it, again if it changes in between. @returns false if none was to be written */
async function writing(client: CibClient, read: Read, make: (current: Element) => Write | undefined): Promise<boolean> {
  for (let tries = 1; ; tries++) {
    const write = make(await read(client));
    if (!write) return false;
    try {
      await client.call({ operation: 'patch', ...write });
      return true;
    } catch (error) {
      const moved = error instanceof CibError && (error.code === 'old_data' || error.code === 'diff_failed');
      if (!moved || tries === TRIES) throw error;
    }
  }
}

function configurationOf(cib: Element): Element {
  const copy = cib.cloneShallow();
  const configuration = cib.child('configuration');
  if (configuration) copy.children.push(configuration);
  return copy;
}
