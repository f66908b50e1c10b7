/**
 * The schemas a CIB can name in `validate-with`, oldest first. There never was a released 1.1, and
 * "none" (no validation at all) sorts after every numbered one.
 */

export const VERSIONS = [
  '1.0',
  '1.2',
  '1.3',
  '2.0',
  '2.1',
  '2.2',
  '2.3',
  '2.4',
  '2.5',
  '2.6',
  '2.7',
  '2.8',
  '2.9',
  '2.10',
  '3.0',
  '3.1',
  '3.2',
  '3.3',
  '3.4',
  '3.5',
  '3.6',
  '3.7',
  '3.8',
  '3.9',
  '3.10',
  '4.0',
] as const;

export type Version = (typeof VERSIONS)[number];
export type SchemaName = `pacemaker-${Version}` | 'none';

export const SCHEMAS: readonly SchemaName[] = [...VERSIONS.map((version) => `pacemaker-${version}` as const), 'none'];

export const LATEST_SCHEMA: SchemaName = 'pacemaker-4.0';

/** Names are compared as they stand: "Pacemaker-3.9" and "pacemaker-next" are unknown. */
export function isKnown(name: string | undefined): name is SchemaName {
  return (SCHEMAS as readonly (string | undefined)[]).includes(name);
}

/** The numbered version of a schema; undefined for "none" and for unknown names. */
export function versionOf(name: string | undefined): Version | undefined {
  return isKnown(name) && name !== 'none' ? (name.slice('pacemaker-'.length) as Version) : undefined;
}

/** Negative if `a` is older than `b`; unknown and missing names are older than any known one. */
export function compareSchemas(a: string | undefined, b: string | undefined): number {
  return rank(a) - rank(b);
}

export function compareVersions(a: Version, b: Version): number {
  return VERSIONS.indexOf(a) - VERSIONS.indexOf(b);
}

/** The numbered schema after this one; undefined after the latest, and for "none". */
export function nextSchema(name: SchemaName): SchemaName | undefined {
  const next = SCHEMAS[rank(name) + 1];
  return next === 'none' ? undefined : next;
}

/** First schema of the latest major series: what a CIB must at least be upgraded to before use. */
export function firstOfLatestSeries(): SchemaName {
  const major = LATEST_SCHEMA.slice(0, LATEST_SCHEMA.indexOf('.') + 1);
  return SCHEMAS.find((name) => name.startsWith(major)) as SchemaName;
}

function rank(name: string | undefined): number {
  return (SCHEMAS as readonly (string | undefined)[]).indexOf(name);
}
