import { compareSchemas, isKnown, LATEST_SCHEMA } from '../../cib/schema/versions.js';

/** Words whose meaning depends on the schema a CIB is written to. */
export interface Vocabulary {
  /** Attributes of an `op` element; anything else given to an operation is an instance attribute. */
  readonly opAttributes: ReadonlySet<string>;
  readonly roles: readonly string[];
  readonly actions: readonly string[];
  readonly kinds: readonly string[];
  readonly expressionTypes: readonly string[];
  /** Roles consist of acl_permission elements, users of acl_target. */
  readonly newAcls: boolean;
  /** Promoted and Unpromoted are known. */
  readonly promoted: boolean;
  /** Where they are, their older names are not used any more. */
  readonly modern: boolean;
}

const OP_ATTRIBUTES = [
  'description',
  'enabled',
  'id',
  'interval',
  'interval-origin',
  'name',
  'on-fail',
  'record-pending',
  'role',
  'start-delay',
  'timeout',
];

/** @param schema value of `validate-with`; an unknown one counts as the newest @param modern older names of roles are replaced */
export function vocabularyOf(schema: string | undefined, modern = false): Vocabulary {
  const at = isKnown(schema) && schema !== 'none' ? schema : LATEST_SCHEMA;
  const since = (version: `pacemaker-${string}`) => compareSchemas(at, version) >= 0;
  const promoted = since('pacemaker-3.7');
  return {
    opAttributes: new Set(since('pacemaker-3.0') ? OP_ATTRIBUTES : [...OP_ATTRIBUTES, 'requires']),
    roles: promoted
      ? ['Stopped', 'Started', 'Promoted', 'Unpromoted', 'Master', 'Slave']
      : ['Stopped', 'Started', 'Master', 'Slave'],
    actions: ['start', 'promote', 'demote', 'stop'],
    kinds: ['Optional', 'Mandatory', 'Serialize'],
    expressionTypes: since('pacemaker-3.5')
      ? ['string', 'integer', 'number', 'version']
      : ['string', 'number', 'version'],
    newAcls: since('pacemaker-2.0'),
    promoted,
    modern: promoted && modern,
  };
}

/** The listed spelling of a word, whatever its case. */
export const canonical = (word: string, list: readonly string[]): string | undefined =>
  list.find((known) => known.toLowerCase() === word.toLowerCase());

/** Older schemas know the promoted role only by its older names, newer ones by both. */
export function roleName(role: string, { promoted, modern }: Vocabulary): string {
  if (modern) return role === 'Master' ? 'Promoted' : role === 'Slave' ? 'Unpromoted' : role;
  if (promoted) return role;
  return role === 'Promoted' ? 'Master' : role === 'Unpromoted' ? 'Slave' : role;
}
