import { CibError } from '../../cib/result/error.js';
import { checked } from './check.js';
import { type Given, isRecord, type Parameter, type Scalar, type Script, type Step, type Template } from './model.js';

/** Parameters that every script has. */
export const COMMON = {
  nodes: { about: 'Nodes that the script is for; all of the cluster if none are given' },
  dry_run: { initial: 'no', about: 'Only show what would be done' },
  action: { about: 'Carry out a single action: its number, as verify counts them' },
  statefile: { about: 'File that keeps the state from one single action to the next' },
  user: { about: 'User to log in as on other nodes' },
  sudo: { initial: 'no', about: 'Use sudo where the rights of root are needed' },
  port: { about: 'Port to connect to on other nodes' },
  timeout: { initial: '600', about: 'Seconds after which a command on a node is given up' },
} as const satisfies Record<string, { readonly initial?: string; readonly about: string }>;

export type CommonName = keyof typeof COMMON;

/** Values of a step's parameters by name; those of a step below it by the step's name. */
export type Settings = Map<string, Scalar | Template | Settings>;

export interface Resolved {
  readonly settings: Settings;
  readonly common: Readonly<Record<CommonName, string | undefined>>;
}

/** `a=1 b:c=2` as a tree. */
export function givenBy(pairs: readonly string[]): Given {
  const given: Record<string, unknown> = {};
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    const path = (equals < 0 ? pair : pair.slice(0, equals)).split(':');
    let into = given;
    for (const name of path.slice(0, -1)) {
      if (!isRecord(into[name])) into[name] = {};
      into = into[name] as Record<string, unknown>;
    }
    into[path.at(-1) as string] = equals < 0 ? '' : pair.slice(equals + 1);
  }
  return given;
}

/**
 * Check what is given against the parameters of a script, and complete it.
 * @throws CibError `EINVAL` that names what is unknown, wrong or missing
 */
export function resolve(script: Script, given: Given): Resolved {
  const own: Record<string, unknown> = {};
  const common: Record<string, string | undefined> = Object.fromEntries(
    Object.entries(COMMON).map(([name, entry]) => [name, 'initial' in entry ? entry.initial : undefined]),
  );
  for (const [name, value] of Object.entries(given)) {
    if (name in COMMON) common[name] = value == null ? undefined : String(value);
    // A script may have a parameter of the same name.
    if (!(name in COMMON) || script.steps[0]?.parameters.some((parameter) => parameter.name === name))
      own[name] = value;
  }
  const errors: string[] = [];
  const settings = settingsOf(script, own, [], errors);
  if (errors.length > 0) throw new CibError('EINVAL', errors[0] as string, {}, errors.slice(1));
  const missing: string[] = [];
  complete(settings, script, [], true, missing);
  if (missing.length > 0) throw new CibError('EINVAL', `Missing required parameter(s): ${missing.join(', ')}`);
  return { settings, common: common as Resolved['common'] };
}

interface Holder {
  readonly steps: readonly Step[];
  readonly parameters?: readonly Parameter[];
}

function settingsOf(holder: Holder, given: Given, path: readonly string[], errors: string[]): Settings {
  const settings: Settings = new Map();
  for (const [name, value] of Object.entries(given)) {
    const direct = settle(holder, name, value, path, errors);
    if (direct !== undefined) {
      settings.set(name, direct);
      continue;
    }
    // What belongs to the first step may be given without its name.
    const [first] = holder.steps;
    const inFirst = first && settle(first, name, value, [...path, first.name ?? ''], errors);
    if (!first || inFirst === undefined) {
      errors.push(`Unknown parameter ${[...path, name].filter(Boolean).join(':')}`);
      continue;
    }
    settings.set(name, inFirst);
    if (first.name === undefined) continue;
    const below = settings.get(first.name);
    if (below instanceof Map) below.set(name, inFirst);
    else settings.set(first.name, new Map([[name, inFirst]]));
  }
  return settings;
}

function settle(
  holder: Holder,
  name: string,
  value: unknown,
  path: readonly string[],
  errors: string[],
): Scalar | Settings | undefined {
  const parameter = holder.parameters?.find((one) => one.name === name);
  if (parameter) return checked(parameter, value, errors);
  const step = holder.steps.find((one) => one.name === name);
  if (!step) return undefined;
  if (isRecord(value)) return settingsOf(step, value, [...path, name], errors);
  errors.push(`${[...path, name].join(':')} is a step, not a parameter`);
  return new Map();
}

/** Fill in what is not given, and note what is needed all the same. A step that is begun has to be completed. */
function complete(
  settings: Settings,
  holder: Holder & { readonly required?: boolean },
  path: readonly string[],
  needed: boolean,
  missing: string[],
): void {
  const required = holder.required === undefined ? needed : needed && (holder.required || settings.size > 0);
  for (const { name, value, required: must } of holder.parameters ?? []) {
    if (settings.has(name)) continue;
    if (value !== undefined) settings.set(name, value);
    else if (required && must) missing.push([...path, name].join(':'));
  }
  for (const step of holder.steps) {
    const known = step.name === undefined ? undefined : settings.get(step.name);
    if (!step.required && known === undefined) continue;
    const begun = step.required || (known instanceof Map && known.size > 0);
    if (step.name === undefined) {
      complete(settings, step, path, begun && required, missing);
      continue;
    }
    const below: Settings = known instanceof Map ? known : new Map();
    settings.set(step.name, below);
    complete(below, step, [...path, step.name], begun && required, missing);
  }
}
