import { flag, list, maybe, named, object, type Shape, text } from '../../answer/shape.js';
import { isTemplate, type Parameter, type Script, type Step } from '../../scripts/model.js';
import { COMMON } from '../../scripts/parameters.js';
import { prose } from '../../scripts/prose.js';

/** What is told of a script: the members are those of crmsh's JSON. */
export interface DescribedParameter {
  readonly name: string;
  readonly shortdesc: string;
  readonly longdesc: string;
  readonly required: boolean;
  readonly unique: boolean;
  readonly advanced?: boolean;
  readonly type?: string;
  readonly example?: unknown;
  readonly value?: unknown;
}

export interface DescribedStep {
  readonly name?: string;
  readonly shortdesc: string;
  readonly longdesc: string;
  readonly required: boolean;
  readonly parameters?: readonly DescribedParameter[];
  readonly steps?: readonly DescribedStep[];
}

export interface Description {
  readonly name: string;
  readonly category: string;
  readonly shortdesc: string;
  readonly longdesc: string;
  readonly steps: readonly DescribedStep[];
}

export const describe = (script: Script): Description => ({
  name: script.name,
  category: script.category.toLowerCase(),
  shortdesc: script.shortdesc,
  longdesc: prose(script.longdesc),
  steps: script.steps.map(describedStep),
});

const describedStep = (step: Step): DescribedStep => ({
  ...(step.name === undefined ? {} : { name: step.name }),
  shortdesc: step.shortdesc,
  longdesc: prose(step.longdesc),
  required: step.required,
  ...(step.has.has('parameters') ? { parameters: step.parameters.map(describedParameter) } : {}),
  ...(step.has.has('steps') ? { steps: step.steps.map(describedStep) } : {}),
});

const describedParameter = ({ type, value, example, values: _, ...rest }: Parameter): DescribedParameter => ({
  ...rest,
  longdesc: prose(rest.longdesc),
  ...(type === '' ? {} : { type }),
  ...(example === undefined ? {} : { example }),
  ...(value === undefined ? {} : { value: isTemplate(value) ? value.template : value }),
});

const TITLES: Readonly<Record<string, string>> = { wizard: 'Legacy Wizards', sap: 'SAP', nfs: 'NFS' };

export const prettyCategory = (category: string): string =>
  TITLES[category.toLowerCase()] ?? category.slice(0, 1).toUpperCase() + category.slice(1).toLowerCase();

/** @param all with parameters for the advanced, and those that every script has */
export function descriptionText(script: Description, all: boolean): string {
  const steps = script.steps.map((step, at) => stepText(step, [at + 1], [], all)).join('\n');
  const text = `${script.name} (${prettyCategory(script.category)})\n${script.shortdesc}\n\n${script.longdesc}\n\n${steps}\n`;
  return `${text}${all ? `Common Parameters\n\n${commonText()}` : ''}\n`;
}

function stepText(step: DescribedStep, numbers: readonly number[], path: readonly string[], all: boolean): string {
  const title = `${numbers.join('.')}. ${prose(step.shortdesc) || 'Parameters'}${step.required ? '' : ' (optional)'}\n\n`;
  const inner = step.name === undefined ? path : [...path, step.name];
  return [
    title,
    ...(step.parameters ?? []).map((parameter) => parameterText(parameter, inner, all)),
    ...(step.steps ?? []).map((below, at) => stepText(below, [...numbers, at + 1], inner, all)),
  ].join('');
}

function parameterText(parameter: DescribedParameter, path: readonly string[], all: boolean): string {
  if (parameter.advanced && !all) return '';
  const { value } = parameter;
  const notes = [
    parameter.required ? ' (required) ' : '',
    parameter.unique ? ' (unique) ' : '',
    value === undefined || value === false || value === 0 ? '' : ` (default: ${written(value)})`,
  ];
  return `  ${[...path, parameter.name].join(':')}${notes.join('')}\n      ${parameter.shortdesc}\n`;
}

const written = (value: unknown): string => {
  if (value === true) return 'True';
  if (typeof value !== 'string') return String(value);
  return value.includes("'") && !value.includes('"') ? `"${value}"` : `'${value.replaceAll("'", "\\'")}'`;
};

const commonText = (): string =>
  Object.entries(COMMON)
    .map(([name, entry]) => {
      const initial = 'initial' in entry ? `      (default: ${entry.initial})\n` : '';
      return `  ${name}\n      ${entry.about}\n${initial}`;
    })
    .join('');

const STEP: Shape = named('step', () =>
  object({
    name: maybe(text()),
    shortdesc: text(),
    longdesc: text(),
    required: flag(),
    parameters: maybe(
      list(
        'parameter',
        object({
          name: text(),
          shortdesc: text(),
          longdesc: text(),
          required: flag(),
          unique: flag(),
          advanced: maybe(flag('Only a few need it')),
          type: maybe(text('What it may be')),
          example: maybe({ kind: 'anything' }),
          value: maybe({ kind: 'anything', about: 'What it is if it is not given' }),
        }),
      ),
    ),
    steps: maybe(list('step', STEP)),
  }),
);

export const DESCRIPTION: Shape = object({
  name: text(),
  category: text(),
  shortdesc: text(),
  longdesc: text(),
  steps: list('step', STEP),
});
