import { readText } from '../cib/client/compress.js';
import { writeDurably } from '../cib/client/write.js';
import { CibError, fromSystemError } from '../cib/result/error.js';
import type { Finding } from '../cib/schema/finding.js';
import { LATEST_SCHEMA } from '../cib/schema/versions.js';
import { Element } from '../cib/xml/element.js';
import { parseXml } from '../cib/xml/parse.js';
import { serializePretty } from '../cib/xml/serialize.js';
import { command, type Outcome } from './command/command.js';
import type { Context } from './command/context.js';
import { flag, value } from './command/option.js';
import type { Args } from './command/parse.js';

interface Value {
  readonly valid: boolean;
  readonly findings: readonly Finding[];
}

const OPTIONS = {
  quiet: flag('Print no verdict', { short: 'q' }),
  'live-check': flag('Check the configuration of the running cluster', { short: 'L', group: 'data' }),
  'xml-file': value('FILE', 'Check the configuration in a file', { short: 'x', group: 'data', complete: 'file' }),
  'xml-pipe': flag('Check the configuration on standard input', { short: 'p', group: 'data' }),
  'xml-text': value('XML', 'Check the configuration in this text', { short: 'X', group: 'data' }),
  'save-xml': value('FILE', 'Write the configuration that was checked to a file', {
    short: 'S',
    group: 'additional',
    complete: 'file',
  }),
} as const;

type Name = keyof typeof OPTIONS;

/** The document to check, and the file it is from. */
async function read(args: Args<Name>, context: Context): Promise<{ root: Element; file?: string }> {
  const file = args.value('xml-file');
  if (file !== undefined) return { root: await parsed(() => readText(file), file), file };
  const text = args.value('xml-text') ?? (args.has('xml-pipe') ? await context.stdin() : undefined);
  if (text !== undefined) return { root: await parsed(() => text) };
  const live = await (await context.cib()).call({ operation: 'query' });
  return { root: live.output as Element };
}

async function parsed(text: () => string | Promise<string>, file?: string): Promise<Element> {
  try {
    return parseXml(await text());
  } catch (error) {
    const fault = fromSystemError(error);
    const place = { ...fault.place, ...(file !== undefined && { file }) };
    throw new CibError('unpack_error', undefined, {}, [new CibError('bad_xml', fault.message, place).located]);
  }
}

/** What there is to say about a document. */
interface Report {
  readonly errors: string[];
  readonly warnings: string[];
  readonly findings: Finding[];
  /** Lines that are no verdict of the schema. */
  readonly remarks: string[];
}

async function check(root: Element, report: Report): Promise<void> {
  const schema = root.get('validate-with');
  if (root.name !== 'cib') {
    report.remarks.push(`Input is not a CIB (outermost element is ${root.name} not cib)`);
    return;
  }
  if (!root.child('status')) root.append(new Element('status'));
  if (schema === 'none') {
    const deprecated =
      'is deprecated and will be removed in a future release without the possibility of upgrades (manually edit to use a supported schema)';
    report.warnings.push(`Support for validate-with='none' ${deprecated}`);
    report.remarks.push(
      'Schema validation of configuration is disabled (support for validate-with set to "none" is deprecated and will be removed in a future release)',
    );
    return;
  }
  try {
    const { validateConfigured } = await import('../cib/schema/validate.js');
    report.findings.push(...(await validateConfigured(root)));
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    report.errors.push(error.message);
    return;
  }
  if (report.findings.length === 0) await upgradable(root, report);
}

/** The cluster works with the latest series only; can this be brought there? */
async function upgradable(root: Element, report: Report): Promise<void> {
  const { upgradeConfigured } = await import('../cib/upgrade/configured.js');
  try {
    await upgradeConfigured(root);
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    report.errors.push(error.message);
    report.remarks.push(
      `The cluster will NOT be able to use this configuration.\nPlease manually update the configuration to conform to the ${LATEST_SCHEMA} syntax.`,
    );
  }
}

function outcome(report: Report, args: Args<Name>, context: Context, file: string | undefined): Outcome<Value> {
  const { errors, warnings, findings, remarks } = report;
  const verbose = context.verbosity > 0 || context.format !== 'text';
  const invalid = errors.length + findings.length > 0;
  const lines = findings.map(({ message }) => `${message}\n`);
  if (verbose && context.format === 'text') lines.push(...findings.flatMap((finding) => located(finding, file)));
  lines.push(...remarks);
  if (verbose) {
    lines.push(...errors.map((text) => `error: ${text}`), ...warnings.map((text) => `warning: ${text}`));
    if (invalid) lines.push('error: CIB did not pass schema validation');
  }
  const value: Value = { valid: !invalid && warnings.length + remarks.length === 0, findings };
  if (value.valid) return { value };
  const type = invalid ? 'invalid' : warnings.length > 0 ? 'may need attention' : '';
  if (!args.has('quiet')) lines.push(`Configuration ${type}${verbose ? '' : ' (-V may provide more detail)'}`);
  return { value, exit: 'CONFIG', errors: lines };
}

/** The place of a finding, which the schema's own words leave out. */
function located({ line, path, attribute, message }: Finding, file: string | undefined): string[] {
  const where = [file, line > 0 ? line : undefined].filter((part) => part !== undefined).join(':');
  const what = attribute === undefined ? path : `${path}/@${attribute}`;
  return [`${where}${where === '' ? '' : ': '}${what}: ${message}`];
}

export const crmVerify = command<Value, typeof OPTIONS>({
  name: 'crm_verify',
  summary: 'check a configuration for errors',
  description:
    'Checks that a CIB conforms to the schema it names and that its references resolve. Exits with 0 if it does, with\n78 if something is wrong; -V says where.',
  formats: ['text', 'xml', 'json', 'none'],
  groups: [
    { id: 'data', title: 'Data sources:', help: 'Show data options' },
    { id: 'additional', title: 'Additional options:', help: 'Show additional options' },
  ],
  options: OPTIONS,
  examples: [
    { text: 'Check the configuration of the running cluster', command: 'crm_verify --live-check' },
    { text: 'Check a file and say where it is wrong', command: 'crm_verify --xml-file file.xml --verbose' },
  ],
  async run(args, context) {
    if (!args.last('live-check', 'xml-file', 'xml-pipe', 'xml-text')) {
      return { exit: 'ERROR', errors: [`${context.program}: No input specified`] };
    }
    let input: Awaited<ReturnType<typeof read>>;
    try {
      input = await read(args, context);
    } catch (error) {
      if (!(error instanceof CibError)) throw error;
      const connection = args.has('live-check') ? [`Could not connect to the CIB: ${error.rc.description}`] : [];
      const places = context.verbosity > 0 ? error.details : [];
      const verdict = `${context.program}: Verification failed: ${error.rc.description}`;
      return { exit: error.rc.exit, errors: [...connection, ...places, verdict] };
    }
    const save = args.value('save-xml');
    if (save !== undefined) {
      try {
        writeDurably(save, serializePretty(input.root));
      } catch (error) {
        throw fromSystemError(error, `Could not write ${save}: ${fromSystemError(error).rc.description}`);
      }
    }
    const report: Report = { errors: [], warnings: [], findings: [], remarks: [] };
    await check(input.root, report);
    return outcome(report, args, context, input.file);
  },
  render: { text: () => '', xml: () => [] },
});
