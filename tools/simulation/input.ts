import { readText } from '../../cib/client/compress.js';
import { CibError, fromSystemError } from '../../cib/result/error.js';
import type { UpgradeStep } from '../../cib/upgrade/step.js';
import { Element } from '../../cib/xml/element.js';
import { parseXml } from '../../cib/xml/parse.js';
import type { Context } from '../command/context.js';

/** Where the CIB to simulate comes from. */
export type Source = { readonly kind: 'live' | 'pipe' } | { readonly kind: 'file'; readonly file: string };

/**
 * The CIB of a source, ready for the scheduler: upgraded, valid, with a status.
 * @throws CibError that says what is wrong with it
 */
export async function readInput(source: Source, context: Context): Promise<Element> {
  const root = await read(source, context);
  if (!root.child('status')) root.append(new Element('status'));
  return prepare(root, context);
}

async function read(source: Source, context: Context): Promise<Element> {
  if (source.kind === 'live') {
    const { output } = await (await context.cib()).call({ operation: 'query' });
    if (!output) throw new CibError('bad_input', undefined);
    return output;
  }
  try {
    return parseXml(source.kind === 'file' ? await readText(source.file) : await context.stdin());
  } catch (error) {
    const fault = fromSystemError(error);
    throw new CibError('bad_input', `Could not read input XML: ${new CibError('bad_input').message}`, fault.place);
  }
}

/** Upgraded to the latest series of schemas, and valid. */
export async function prepare(root: Element, context: Context): Promise<Element> {
  const { upgradeConfigured } = await import('../../cib/upgrade/configured.js');
  const steps: UpgradeStep[] = [];
  let upgraded: Element;
  try {
    ({ root: upgraded } = await upgradeConfigured(root, { onStep: (step) => steps.push(step) }));
  } finally {
    if (steps.length > 0) {
      const { reportUpgrade } = await import('../cibadmin/upgrade-report.js');
      for (const step of steps) {
        if (step.kind === 'notice') context.warn(`${step.text}\n`);
        else if (step.kind === 'invalid') context.warn(`${step.finding.message}\n`);
        else reportUpgrade([step], context);
      }
    }
  }
  const { validateConfigured } = await import('../../cib/schema/validate.js');
  const findings = await validateConfigured(upgraded);
  for (const { message } of findings) context.warn(`${message}\n`);
  if (findings.length > 0) throw new CibError('schema_validation');
  return upgraded;
}
