import { CibError } from '../../cib/result/error.js';
import { includeAgent } from './agent_step.js';
import type { Parameter, RawAction, Scalar, Scope, Script, Step, Template } from './model.js';
import { FORMAT, isYes, records, type Source, textIn } from './source.js';
import { includeScript } from './subscript.js';

/** What a script needs of the world to be put together. */
export interface Parts {
  /** The XML in which an agent describes itself. @throws CibError if there is none */
  agent(name: string): Promise<string>;
  /** Another script. @throws CibError if there is none */
  script(name: string): Promise<Script>;
}

/** A script in the making: its includes are not all done. */
export interface Making {
  readonly name: string;
  readonly scope: Scope;
  steps: Step[];
  actions: RawAction[];
}

/** Put a script together with what it includes. @throws CibError `EINVAL` */
export async function assemble(
  name: string,
  source: Source,
  directory: string | undefined,
  parts: Parts,
): Promise<Script> {
  const { version } = source;
  if (String(version) !== String(FORMAT)) {
    throw new CibError('EINVAL', `Unsupported script version (expected ${FORMAT}, got ${version ?? 'None'})`);
  }
  const includes = records(source['include']).map(nameOf);
  const scope: Scope = { name };
  const making: Making = {
    name,
    scope,
    steps: stepsOf(source, scope),
    // Without actions, everything that is included is meant.
    actions: 'actions' in source ? records(source['actions']) : includes.map((include) => ({ include })),
  };
  for (const [at, include] of records(source['include']).entries()) {
    if ('agent' in include) await includeAgent(making, include, parts);
    else if ('script' in include) await includeScript(making, include, parts);
    else throw new CibError('EINVAL', `Unknown include type: ${Object.keys(include).join(', ')}`);
    includes[at] ||= making.steps.at(-1)?.name ?? '';
  }
  for (const { include } of making.actions) {
    if (include === undefined || includes.includes(String(include))) continue;
    throw new CibError('EINVAL', `Script references '${include}', but only includes: ${includes.join(', ')}`);
  }
  return {
    name,
    scope,
    directory,
    category: textIn(source, 'category') || 'Custom',
    shortdesc: described(source, making.steps, 'shortdesc'),
    longdesc: described(source, making.steps, 'longdesc'),
    steps: making.steps,
    actions: making.actions,
  };
}

const nameOf = (include: Source): string => textIn(include, 'name') || textIn(include, 'script');

/** A script that does not describe itself is described by its first step. */
function described(source: Source, steps: readonly Step[], key: 'shortdesc' | 'longdesc'): string {
  const own = textIn(source, key);
  const [first] = steps;
  if (own !== '' || !first) return own;
  const text = first[key];
  first[key] = '';
  return text;
}

function stepsOf(source: Source, scope: Scope): Step[] {
  const written = 'parameters' in source ? [{ parameters: source['parameters'] }] : records(source['steps']);
  return written
    .filter((step) => records(step['parameters']).length + records(step['steps']).length > 0)
    .map((step) => stepOf(step, scope));
}

function stepOf(written: Source, scope: Scope): Step {
  const has = new Set((['parameters', 'steps'] as const).filter((key) => key in written));
  const name = textIn(written, 'name');
  return {
    ...(name === '' ? {} : { name }),
    shortdesc: textIn(written, 'shortdesc').trim(),
    longdesc: textIn(written, 'longdesc'),
    required: isYes(written['required'] ?? true),
    parameters: records(written['parameters']).map((parameter) => parameterOf(parameter, scope)),
    steps: records(written['steps']).map((step) => stepOf(step, scope)),
    has,
  };
}

function parameterOf(written: Source, scope: Scope): Parameter {
  const name = textIn(written, 'name');
  if (name === '') throw new CibError('EINVAL', `Parameter has no name: ${Object.keys(written).join(', ')}`);
  const value = written['value'] ?? ('value' in written ? undefined : written['default']);
  return {
    name,
    shortdesc: textIn(written, 'shortdesc').trim(),
    longdesc: textIn(written, 'longdesc'),
    required: isYes(written['required'] ?? false),
    unique: isYes(written['unique'] ?? false),
    advanced: isYes(written['advanced'] ?? false),
    type: textIn(written, 'type') || (name === 'id' ? 'resource' : 'string'),
    ...(value == null ? {} : { value: defaultValue(value, scope) }),
    ...('example' in written ? { example: written['example'] as Scalar } : {}),
    ...('values' in written ? { values: written['values'] } : {}),
  };
}

/** Text may refer to other parameters. */
export const defaultValue = (value: unknown, scope: Scope): Scalar | Template =>
  typeof value === 'string' ? { template: value, scope } : (value as Scalar);

/** Change a parameter as an include asks for. */
export function override(parameter: Parameter, wanted: Source, scope: Scope): void {
  for (const [key, value] of Object.entries(wanted)) {
    if (key === 'value') parameter.value = defaultValue(value, scope);
    else if (key === 'required' || key === 'unique' || key === 'advanced') parameter[key] = isYes(value);
    else if (key === 'shortdesc' || key === 'longdesc' || key === 'type') parameter[key] = String(value ?? '');
    else if (key === 'example') parameter.example = value as Scalar;
    else if (key === 'values') parameter.values = value;
  }
  if (parameter.value !== undefined) parameter.required = false;
}
