import { LATEST_SCHEMA } from '../schema/versions.js';
import { Element } from '../xml/element.js';

/** What this version of the cluster can do, in Pacemaker's numbering. */
export const FEATURE_SET = '3.20.5';

/** A CIB with nothing configured, at version 0.EPOCH.0. */
export function emptyCib(schema: string = LATEST_SCHEMA, epoch = 0): Element {
  const sections = ['crm_config', 'nodes', 'resources', 'constraints'].map((name) => new Element(name));
  return new Element(
    'cib',
    {
      crm_feature_set: FEATURE_SET,
      'validate-with': schema,
      admin_epoch: '0',
      epoch: String(epoch),
      num_updates: '0',
    },
    [new Element('configuration', {}, sections), new Element('status')],
  );
}

/** Is a feature set newer than ours? Parts are compared as numbers, a missing one counting as 0. */
export function isNewerFeatureSet(version: string): boolean {
  if (version === FEATURE_SET) return false;
  const [theirs, ours] = [version, FEATURE_SET].map((text) =>
    text.split('.').map((part) => Number.parseInt(part, 10) || 0),
  );
  for (let i = 0; i < Math.max(theirs!.length, ours!.length); i++) {
    const [a = 0, b = 0] = [theirs![i], ours![i]];
    if (a !== b) return a > b;
  }
  return false;
}
