import { CibError } from '../../cib/result/error.js';
import { type Making, override, type Parts } from './assemble.js';
import type { Step } from './model.js';
import { isYes, records, type Source, textIn } from './source.js';

/** Include another script: a step that holds its steps. Its actions are done where the script includes it. */
export async function includeScript(making: Making, include: Source, parts: Parts): Promise<void> {
  const script = await parts.script(textIn(include, 'script'));
  const name = textIn(include, 'name') || script.name;
  const step: Step = {
    name,
    shortdesc: script.shortdesc,
    longdesc: script.longdesc,
    required: isYes(include['required'] ?? true),
    parameters: [],
    steps: script.steps.map(copy),
    script,
    has: new Set(['steps'] as const),
  };
  for (const wanted of records(include['parameters'])) {
    if ('step' in wanted && !('name' in wanted)) {
      const inner = stepNamed(name, step.steps, textIn(wanted, 'step'));
      for (const parameter of records(wanted['parameters'])) change(inner, parameter, name, making);
    } else change(stepNamed(name, step.steps, ''), wanted, name, making);
  }
  making.steps.push(step);
}

/** The included script stays as it is, for others that include it. */
const copy = (step: Step): Step => ({
  ...step,
  parameters: step.parameters.map((parameter) => ({ ...parameter })),
  steps: step.steps.map(copy),
});

function stepNamed(script: string, steps: readonly Step[], name: string): Step {
  const found =
    steps.find((step) => (step.name ?? '') === name) ?? (name === '' && steps.length === 1 ? steps[0] : undefined);
  if (found) return found;
  const problem =
    name === '' ? `Parameter '${script}' not found` : `Referenced step '${name}' not found in '${script}'`;
  throw new CibError('EINVAL', problem);
}

function change(step: Step, wanted: Source, script: string, { scope }: Making): void {
  const name = textIn(wanted, 'name');
  const parameter = step.parameters.find((one) => one.name === name);
  if (!parameter) throw new CibError('EINVAL', `Referenced parameter '${name}' not found in '${script}'`);
  override(parameter, wanted, scope);
}
