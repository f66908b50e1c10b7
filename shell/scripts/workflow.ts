import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CibError, fromSystemError } from '../../cib/result/error.js';
import type { Element } from '../../cib/xml/element.js';
import { parseXml } from '../../cib/xml/parse.js';
import { FORMAT, type Source } from './source.js';

/** Wizards of hawk: a workflow in XML, made of templates that lie beside it. */

/** @param file where it lies @throws CibError if it is no workflow */
export function readWorkflow(text: string, file: string): Source {
  const workflow = parsed(text);
  if (workflow.name !== 'workflow') throw new CibError('EINVAL', `Not a hawk workflow: ${file}`);
  const steps: Source[] = [];
  const actions: Source[] = [];
  for (const use of workflow.child('templates')?.elements('template') ?? []) {
    const name = use.get('name') ?? '';
    const template = readTemplate(join(dirname(file), '..', 'templates', `${use.get('type') ?? name}.xml`));
    steps.push({
      name,
      shortdesc: own(template, 'shortdesc').trim() || own(use, 'stepdesc').trim(),
      longdesc: own(template, 'longdesc'),
      required: true,
      parameters: parametersOf(template).map((parameter) => overridden(parameter, use)),
    });
    actions.push({ cib: handles(name, template.child('crm_script')) });
  }
  const parameters = workflow.child('parameters');
  return {
    version: FORMAT,
    category: workflow.get('category') || 'Wizard',
    shortdesc: own(workflow, 'shortdesc').trim(),
    longdesc: own(workflow, 'longdesc'),
    steps: [
      { shortdesc: parameters ? own(parameters, 'stepdesc').trim() : '', parameters: parametersOf(workflow) },
      ...steps,
    ],
    actions: [...actions, { cib: handles('', workflow.child('crm_script')) }],
  };
}

function readTemplate(file: string): Element {
  try {
    return parsed(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof CibError) throw error;
    throw fromSystemError(error, `Template does not exist: ${file}`);
  }
}

/** Keeps white space between two elements, which matters in a script, from being dropped. */
const BETWEEN = '\ue000';

const parsed = (text: string): Element =>
  parseXml(
    text.replace(/<crm_script>.*?<\/crm_script>/gs, (script) => script.replace(/>(\s+)(?=<)/g, `>${BETWEEN}$1`)),
  );

/** The text of all children of that name. */
const own = (element: Element, name: string): string => [...element.elements(name)].map((child) => child.text).join('');

const parametersOf = (element: Element): Source[] =>
  [...(element.child('parameters')?.elements('parameter') ?? [])].map((parameter) => {
    const content = parameter.child('content');
    const value = content?.get('default') ?? content?.get('value');
    return {
      name: parameter.get('name'),
      required: parameter.get('required') ?? false,
      unique: parameter.get('unique') ?? false,
      type: content?.get('type') ?? 'string',
      ...(value ? { value } : {}),
      shortdesc: own(parameter, 'shortdesc').trim(),
      longdesc: own(parameter, 'longdesc'),
    };
  });

/** Where a template is used, some of its parameters may be given. */
function overridden(parameter: Source, use: Element): Source {
  const override = [...use.elements('override')].find((one) => one.get('name') === parameter['name']);
  return override ? { ...parameter, value: override.get('value') ?? '', required: false } : parameter;
}

/** Elements for insertions and conditions, as tags. */
function handles(scope: string, script: Element | undefined): string {
  if (!script) throw new CibError('EINVAL', 'the workflow has no crm_script');
  const tag = (sign: string, name: string, within = scope) => `{{${sign}${within ? `${within}:` : ''}${name}}}`;
  return script.children
    .map((child) => {
      if (child.kind !== 'element') return child.kind === 'text' ? child.text.replaceAll(BETWEEN, '') : '';
      const condition = child.name === 'if' ? child.get('set') : undefined;
      if (condition) return tag('#', condition) + handles(scope, child) + tag('/', condition);
      if (child.name === 'insert') return tag('', child.get('param') ?? '', child.get('from_template') ?? scope);
      return '';
    })
    .join('');
}
