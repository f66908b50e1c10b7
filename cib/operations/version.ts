import type { Editor } from '../document/editor.js';
import type { VERSION_ATTRIBUTES } from '../patch/patchset.js';
import { CibError } from '../result/error.js';
import { compareSchemas } from '../schema/versions.js';
import { ctime } from '../time/ctime.js';
import type { Origin, Version } from './request.js';

type VersionAttribute = (typeof VERSION_ATTRIBUTES)[number];

const FIELDS = { admin_epoch: 'adminEpoch', epoch: 'epoch', num_updates: 'numUpdates' } as const;

/** Add one to a part of the version. */
export function raise(editor: Editor, attribute: VersionAttribute): void {
  const { root, version } = editor.cib;
  editor.setAttribute(root, attribute, String(version[FIELDS[attribute]] + 1));
}

/** The next admin_epoch, and the rest of the version from its beginning. */
export function restart(editor: Editor): void {
  raise(editor, 'admin_epoch');
  editor.setAttribute(editor.cib.root, 'epoch', '1');
  editor.setAttribute(editor.cib.root, 'num_updates', '1');
}

/** After a change: the next epoch if the configuration changed, else the next update of this one. */
export function advance(editor: Editor): void {
  if (editor.changesConfiguration) {
    editor.setAttribute(editor.cib.root, 'num_updates', '0');
    raise(editor, 'epoch');
  } else raise(editor, 'num_updates');
}

/** @throws CibError `old_data` if a change took admin_epoch, or epoch in the same admin_epoch, back */
export function checkAdvance(before: Version, after: Version): void {
  const back =
    after.adminEpoch === before.adminEpoch ? after.epoch < before.epoch : after.adminEpoch < before.adminEpoch;
  if (back) throw new CibError('old_data');
}

/**
 * Note in the CIB who changed it and when.
 * @throws CibError `cib_corrupt` if the CIB names no schema
 */
export function setOrigin(editor: Editor, now: number, origin: Origin | undefined): void {
  const { root, schema } = editor.cib;
  if (schema === undefined) throw new CibError('cib_corrupt');
  editor.setAttribute(root, 'cib-last-written', lastWritten(now));
  // Older schemas do not know these.
  if (compareSchemas(schema, 'pacemaker-1.2') < 0) return;
  const marks = { 'update-origin': origin?.node, 'update-client': origin?.client, 'update-user': origin?.user };
  for (const [name, value] of Object.entries(marks)) {
    if (value === undefined) editor.removeAttribute(root, name);
    else editor.setAttribute(root, name, value);
  }
}

/** The time of a change as a CIB notes it. */
export const lastWritten = (now: number): string => ctime(now / 1000);
