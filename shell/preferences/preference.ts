import { accessSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';
import { CibError } from '../../cib/result/error.js';

/** Something a user can set: what it is called, and what it may be. */
export interface Preference {
  /** `section.name`. */
  readonly name: string;
  readonly kind: 'string' | 'boolean' | 'choice' | 'choices' | 'program' | 'directory' | 'color';
  /** If nothing else is set. */
  readonly value: string;
  /** Values of a choice, colours, programs to look for. */
  readonly values?: readonly string[];
  /** Environment variable that gives the default. */
  readonly variable?: string;
  /** A few words. */
  readonly summary: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const TRUE = ['yes', 'true', 'on', '1'];
const BOOLEANS = ['yes', 'true', 'on', '1', 'no', 'false', 'off', '0'];

export const isTrue = (value: string): boolean => TRUE.includes(value.toLowerCase());
export const isBoolean = (value: string): boolean => BOOLEANS.includes(value.toLowerCase());

/** Values that completion offers. */
export const valuesOf = ({ kind, values = [] }: Preference): readonly string[] =>
  kind === 'boolean' ? BOOLEANS : values;

export function defaultOf({ kind, value, values = [], variable }: Preference, env: Environment): string {
  const given = variable === undefined ? undefined : env[variable];
  if (given) return given;
  if (kind !== 'program') return value;
  for (const name of values) {
    const path = findProgram(name, env);
    if (path !== undefined) return path;
  }
  return '';
}

/** @throws CibError `EINVAL` if the option cannot have this value */
export function checkValue({ kind, values = [] }: Preference, value: string, env: Environment): void {
  const wrong = (text: string) => {
    throw new CibError('EINVAL', text);
  };
  switch (kind) {
    case 'boolean':
      if (!isBoolean(value)) wrong(`Not a boolean: ${value} (try one of: ${BOOLEANS.join(', ')})`);
      break;
    case 'choice':
      if (!values.includes(value)) wrong(`${value} not in ${values.join(', ')}`);
      break;
    case 'choices':
      if (value.split(',').some((part) => !values.includes(part.trim()))) wrong(`${value} not in ${values.join(', ')}`);
      break;
    case 'program':
      if (findProgram(value, env) === undefined) wrong(`${value} does not exist or is not a program`);
      break;
    case 'directory':
      if (!statSync(value, { throwIfNoEntry: false })?.isDirectory()) wrong(`Directory not found: ${value}`);
      break;
    case 'color':
      if (value.split(' ').some((part) => !values.includes(part))) wrong(`Invalid color ${value}`);
      break;
    case 'string':
  }
}

function findProgram(name: string, env: Environment): string | undefined {
  const [program = ''] = name.split(' ');
  if (program === '') return undefined;
  const directories = [...(env['PATH'] ?? '').split(':'), '/usr/bin', '/usr/sbin', '/bin', '/sbin'];
  const paths = program.startsWith('/') ? [program] : directories.map((directory) => join(directory, program));
  return paths.find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
