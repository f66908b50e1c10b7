import { CibError } from '../../cib/result/error.js';
import { isRecord } from './model.js';

/** The format that is understood, and written. */
export const FORMAT = 2.2;

/** A script as it is written. Nothing but its being a record has been checked. */
export type Source = Readonly<Record<string, unknown>>;

/** @throws CibError `EINVAL` */
export async function readYaml(text: string): Promise<Source> {
  const { parse } = await import('yaml');
  let read: unknown;
  try {
    // Yes and no are values of truth, as in the YAML that scripts have always been written in.
    read = parse(text, { version: '1.1', logLevel: 'error' });
  } catch (error) {
    throw new CibError('EINVAL', `Failed to parse script main: ${(error as Error).message.split('\n')[0]}`);
  }
  const document: unknown = Array.isArray(read) ? read[0] : read;
  if (!isRecord(document)) throw new CibError('EINVAL', 'Failed to parse script main: it is no mapping');
  return document['version'] === FORMAT || String(document['version']) === String(FORMAT)
    ? document
    : upgraded(document);
}

/** Scripts of the first format had a name and a description, and called their actions steps. */
function upgraded(old: Source): Source {
  const { version } = old;
  if (typeof version === 'number' && version > FORMAT) {
    throw new CibError('EINVAL', `Unknown version (expected < ${FORMAT}, got ${version})`);
  }
  const { name, description, parameters, steps, ...rest } = old;
  return {
    category: 'Legacy',
    ...rest,
    version: FORMAT,
    ...(name === undefined ? {} : { shortdesc: name }),
    ...(description === undefined ? {} : { longdesc: description }),
    actions: records(steps).map((action) => renamed(action, { name: 'shortdesc' })),
    steps: [{ parameters: records(parameters).map(upgradedParameter) }],
  };
}

function upgradedParameter(old: Source): Source {
  const parameter = renamed(old, { description: 'shortdesc', default: 'value' });
  return { required: !('value' in parameter), ...parameter };
}

const renamed = (record: Source, names: Readonly<Record<string, string>>): Source =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [names[key] ?? key, value]));

/** A list of records; anything else counts as none. */
export const records = (value: unknown): Source[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** The words that are taken for yes. */
export const isYes = (value: unknown): boolean =>
  typeof value === 'string' ? /^(true|yes|on|1)$/i.test(value) : !(value === 0 || value === false || value == null);

export const textIn = (record: Source, key: string): string => (record[key] == null ? '' : String(record[key]));
