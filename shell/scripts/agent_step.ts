import type { Element } from '../../cib/xml/element.js';
import { parseXml } from '../../cib/xml/parse.js';
import { type Making, override, type Parts } from './assemble.js';
import type { Parameter, Step } from './model.js';
import { isYes, records, type Source, textIn } from './source.js';

/**
 * Include a resource agent: a step with the agent's parameters, and the primitive that they make.
 */
export async function includeAgent(making: Making, include: Source, parts: Parts): Promise<void> {
  const agent = textIn(include, 'agent');
  const metadata = parseXml((await parts.agent(agent)).replace(/<!DOCTYPE[^>[]*(\[[^\]]*\])?[^>]*>/, ''));
  const name = textIn(include, 'name') || metadata.get('name') || (agent.split(':').at(-1) as string);
  const step = stepNamed(making.steps, name);
  step.longdesc = textIn(include, 'longdesc') || textOf(metadata, 'longdesc');
  step.shortdesc = (textIn(include, 'shortdesc') || textOf(metadata, 'shortdesc')).trim();
  step.required = isYes(include['required'] ?? true);
  step.parameters.push(blank('id', { shortdesc: 'Identifier for the cluster resource', required: true, unique: true }));
  for (const element of metadata.child('parameters')?.elements('parameter') ?? []) describe(step, element);
  for (const wanted of records(include['parameters'])) {
    const parameter = parameterNamed(step, textIn(wanted, 'name'));
    parameter.advanced = false;
    override(parameter, wanted, making.scope);
  }
  hoistOrScope(making, step, agent, textIn(include, 'ops'));
  making.actions = making.actions.map((action) => {
    const { include: included, ...rest } = action;
    return included === name ? { ...rest, cib: step.made } : action;
  });
}

function stepNamed(steps: Step[], name: string): Step {
  const found = steps.find((step) => step.name === name);
  if (found) return found;
  const has = new Set(['parameters'] as const);
  const step: Step = { name, shortdesc: '', longdesc: '', required: true, parameters: [], steps: [], has };
  steps.push(step);
  return step;
}

function parameterNamed(step: Step, name: string): Parameter {
  const found = step.parameters.find((parameter) => parameter.name === name);
  if (found) return found;
  const parameter = blank(name, {});
  step.parameters.push(parameter);
  return parameter;
}

const blank = (name: string, given: Partial<Parameter>): Parameter => ({
  name,
  shortdesc: '',
  longdesc: '',
  required: false,
  unique: false,
  type: name === 'id' ? 'resource' : '',
  ...given,
});

/** What the agent says of one of its parameters; those it can do without are for the advanced. */
function describe(step: Step, element: Element): void {
  const parameter = parameterNamed(step, element.get('name') ?? '');
  parameter.required = isYes(element.get('required') ?? false);
  parameter.unique = isYes(element.get('unique') ?? false);
  parameter.advanced = !parameter.required;
  parameter.longdesc = textOf(element, 'longdesc');
  parameter.shortdesc = textOf(element, 'shortdesc').trim();
  const content = element.child('content');
  const [type, example] = [content?.get('type'), content?.get('default')];
  if (type !== undefined) parameter.type = type;
  if (example !== undefined) parameter.example = example;
}

const textOf = (element: Element, name: string): string => element.child(name)?.text ?? '';

/**
 * The step of a script's own name becomes the step without a name, so that its parameters can be
 * given without one: unless there is such a step, and they have a name in common.
 */
function hoistOrScope(making: Making, step: Step, agent: string, operations: string): void {
  const base = making.steps.find(({ name }) => name === undefined);
  const taken = new Set(base?.parameters.map(({ name }) => name));
  const hoisted =
    step.name === making.name &&
    (!base || (taken.size > 0 && !step.parameters.some((parameter) => taken.has(parameter.name))));
  const prefix = hoisted ? '' : `${step.name}:`;
  const lines = operations.split('\n').flatMap((line) => line.trim() || []);
  const parameters = step.parameters
    .filter(({ name }) => name !== 'id')
    .map(({ name }) => {
      const path = `${prefix}${name}`;
      return `{{#${path}}}${name}="{{${path}}}"{{/${path}}}`;
    });
  const head = `primitive {{${prefix}id}} ${agent}`;
  step.made = { template: [head, ...parameters, ...lines].join('\n\t'), scope: making.scope, isCib: true };
  if (!hoisted) return;
  delete step.name;
  if (!base) return;
  step.parameters = [...base.parameters, ...step.parameters];
  making.steps = making.steps.filter((one) => one !== base);
}
