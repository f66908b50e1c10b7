import { readText } from '../cib/client/compress.js';
import { writeDurably } from '../cib/client/write.js';
import { CibError, fromSystemError } from '../cib/result/error.js';
import type { Finding } from '../cib/schema/finding.js';
import type { Element } from '../cib/xml/element.js';
import { parseXml } from '../cib/xml/parse.js';
import { serializePretty } from '../cib/xml/serialize.js';
import { command } from './command/command.js';
import { type Context, LOG_LEVELS } from './command/context.js';
import { flag, value } from './command/option.js';
import type { Args } from './command/parse.js';
import { verify } from './verification/verify.js';

interface Value {
  readonly valid: boolean;
  readonly findings: readonly Finding[];
}

const OPTIONS = {
  quiet: flag('Print no verdict', { short: 'q' }),
  'live-check': flag('Check the configuration of the running cluster', {
    short: 'L',
    aliases: ['live'],
    group: 'data',
  }),
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

/** Check it, and say what is found as far as asked for. */
async function check(root: Element, file: string | undefined, args: Args<Name>, context: Context) {
  const { format, verbosity } = context;
  // Each -q takes back a -V
  const wordiness = verbosity - (args.has('quiet') ? 1 : 0);
  const verbose = format === 'text' ? wordiness > 0 : true;
  const errors: string[] = [];
  const findings: Finding[] = [];
  const say = (line: string): void => {
    // What is said among lines of the log comes in its turn
    if (format === 'text') context.warn(`${line}\n`);
    else errors.push(line);
  };
  const verdict = await verify(root, context.now().getTime(), {
    invalid(found) {
      findings.push(...found);
      for (const { message } of found) say(`${message}\n`);
      if (verbose && format === 'text') for (const each of found) say(located(each, file));
    },
    fault(level, text) {
      if (verbose) say(`${level}: ${text}`);
    },
    remark: say,
    notice: (text) => context.warn(`${text}\n`),
    log({ level, source, text }) {
      if (wordiness === verbosity || LOG_LEVELS.indexOf(level) <= wordiness) context.log(level, source, text);
    },
  });
  if (verdict !== 'valid' && !args.has('quiet')) {
    say(`Configuration ${VERDICTS[verdict]}${verbose ? '' : ' (-V may provide more detail)'}`);
  }
  return { valid: verdict === 'valid', findings, errors };
}

const VERDICTS = { invalid: 'invalid', doubtful: 'may need attention', 'no CIB': '' } as const;

/** The place of a finding, which the schema's own words leave out. */
function located({ line, path, attribute, message }: Finding, file: string | undefined): string {
  const where = [file, line > 0 ? line : undefined].filter((part) => part !== undefined).join(':');
  const what = attribute === undefined ? path : `${path}/@${attribute}`;
  return `${where}${where === '' ? '' : ': '}${what}: ${message}`;
}

export const crmVerify = command<Value, typeof OPTIONS>({
  name: 'crm_verify',
  summary: 'check a configuration for errors',
  description:
    'Checks that a CIB conforms to the schema it names, that its references resolve, and that the cluster can work with\nit. Exits with 0 if so, with 78 if something is wrong or doubtful; -V says what and where.',
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
    const { errors, ...value } = await check(input.root, input.file, args, context);
    return value.valid ? { value } : { value, exit: 'CONFIG', errors };
  },
  render: { text: () => '', xml: () => [] },
});
