import { compareSchemas } from '../schema/versions.js';
import type { Upgraded } from './environment.js';
import type { Change } from './operation.js';
import { restart } from './version.js';

/** Take over an upgraded document; versions start over if its schema is newer than before. */
export function takeUpgraded({ cib, editor }: Change, { root, error }: Upgraded): void {
  const original = cib.schema;
  editor.become(cib.root, root);
  if (compareSchemas(cib.schema, original) > 0) restart(editor);
  else if (error) throw error;
}
