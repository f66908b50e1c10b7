import { EXIT } from '../cib/result/codes.js';
import { CibError, type ErrorCode, returnCode } from '../cib/result/error.js';
import type { RuleContext } from '../cib/rules/context.js';
import { evaluateDate } from '../cib/rules/date.js';
import { verdictCode } from '../cib/rules/verdict.js';
import { type DateTime, isRepresentableYear } from '../cib/time/date.js';
import { TimeError } from '../cib/time/error.js';
import { localTime } from '../cib/time/local.js';
import { parseDate } from '../cib/time/parse.js';
import { Element } from '../cib/xml/element.js';
import { parseXml } from '../cib/xml/parse.js';
import { command, type Outcome } from './command/command.js';
import type { Context } from './command/context.js';
import { flag, value } from './command/option.js';
import { UsageError } from './command/parse.js';
import { logXmlError } from './command/xmlerror.js';

interface Check {
  readonly rule: string;
  /** Return code: ok, within_range, before_range, after_range, op_unsatisfied, or that of an error. */
  readonly code: ErrorCode;
}

/** What a rule that was judged is said to be; other codes are errors. */
const SENTENCES: Partial<Record<ErrorCode, (rule: string) => string>> = {
  within_range: (rule) => `Rule ${rule} is still in effect`,
  ok: (rule) => `Rule ${rule} satisfies conditions`,
  after_range: (rule) => `Rule ${rule} is expired`,
  before_range: (rule) => `Rule ${rule} has not yet taken effect`,
  op_unsatisfied: (rule) => `Rule ${rule} does not satisfy conditions`,
};

export const crmRule = command({
  name: 'crm_rule',
  summary: 'tell whether rules of the configuration are in effect',
  description:
    'Rules can be judged that hold exactly one date_expression: a range, or a date_spec that limits the years.',
  formats: ['text', 'xml', 'json', 'none'],
  groups: [
    { id: 'modes', title: 'Modes (mutually exclusive):', help: 'Show modes of operation' },
    { id: 'data', title: 'Data:', help: 'Show where the configuration can come from' },
    { id: 'additional', title: 'Additional Options:', help: 'Show what else can be given' },
  ],
  options: {
    check: flag('Tell whether the rules are in effect', { short: 'c', group: 'modes' }),
    'xml-text': value('XML', 'Look into this XML, or standard input if it is "-", instead of the CIB', {
      short: 'X',
      group: 'data',
    }),
    date: value('DATE', 'Judge the rules as of this date and time instead of now', {
      short: 'd',
      group: 'additional',
      complete: 'date',
    }),
    rule: value('ID', 'Id of a rule to judge; may be given several times', {
      short: 'r',
      group: 'additional',
      complete: 'rule',
    }),
  },
  examples: [
    { text: 'Was a rule in effect at new year', command: 'crm_rule --check --rule my-rule --date 2030-01-01' },
  ],

  async run(args, context): Promise<Outcome<readonly Check[]>> {
    if (!args.has('check')) throw new UsageError('No mode operation given');
    const rules = args.values('rule');
    if (rules.length === 0) throw new UsageError('--check requires use of --rule=');
    const clock = localTime(context.now());
    const now = dateOf(args.value('date'), clock, context);
    const given = args.value('xml-text');
    const document = given === undefined ? await currentCib(context) : await givenXml(given, context);
    if (!(document instanceof Element)) return document;

    const errors: string[] = [];
    const checks = rules.map((rule): Check => {
      const result = judge(document, rule, {
        now,
        clock,
        report: ({ level, source, message }) => context.log(level, source, message),
      });
      if (!(result.code in SENTENCES)) {
        errors.push(`Could not determine whether rule ${rule} is in effect: ${result.reason}`);
      }
      return { rule, code: result.code };
    });
    // The last rule that is more than simply satisfied decides, even if it is in effect.
    const last = checks.findLast(({ code }) => code !== 'ok');
    return { value: checks, errors, exit: last ? returnCode(last.code).exit : 'OK' };
  },

  render: {
    text: (checks) =>
      checks
        .map(({ rule, code }) => SENTENCES[code]?.(rule))
        .flatMap((sentence) => (sentence === undefined ? [] : [`${sentence}\n`]))
        .join(''),
    xml: (checks) =>
      checks.map(
        ({ rule, code }) =>
          new Element('rule-check', { 'rule-id': rule, rc: String(EXIT[returnCode(code).exit].number) }),
      ),
  },
});

function dateOf(text: string | undefined, clock: DateTime, context: Context): DateTime {
  if (text === undefined) return clock;
  try {
    const date = parseDate(text, clock);
    if (isRepresentableYear(date.year)) return date;
  } catch (error) {
    if (!(error instanceof TimeError)) throw error;
    context.log('error', error.step, error.message);
  }
  throw new CibError('bad_input', `Invalid date specified: '${text}'`);
}

async function givenXml(given: string, context: Context): Promise<Element> {
  const text = given === '-' ? await context.stdin() : given;
  try {
    return parseXml(text);
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    logXmlError(context, error, text);
    const what = given === '-' ? 'from STDIN' : `string: ${given}`;
    throw new CibError('bad_input', `Couldn't parse input ${what}`);
  }
}

/** The CIB in use, or why it cannot be had. */
async function currentCib(context: Context): Promise<Element | Outcome<never>> {
  let doing = 'Could not connect to the CIB';
  try {
    const cib = await context.cib();
    doing = 'CIB query failed';
    const { output } = await cib.call({ operation: 'query' });
    return output ?? { exit: 'NOINPUT' };
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    return { exit: error.rc.exit, errors: [`${doing}: ${error.rc.description}`] };
  }
}

interface Judgement {
  readonly code: ErrorCode;
  /** Why there is none, for codes that are errors. */
  readonly reason?: string;
}

/** Judge one rule by its date expression, if it is simple enough to be judged by that. */
function judge(document: Element, id: string, context: RuleContext): Judgement {
  const [rule, ...others] = [...document.walk()].filter((element) => element.name === 'rule' && element.id === id);
  if (!rule) return { code: 'ENXIO', reason: 'Rule not found' };
  if (others.length > 0) return { code: 'duplicate_id', reason: 'Found more than one rule with matching ID' };
  const [expression, ...more] = [...rule.walk()].filter(({ name }) => name === 'date_expression');
  if (!expression) return { code: 'ENOTSUP', reason: 'Rule does not have a date expression' };
  if (more.length > 0) return { code: 'ENOTSUP', reason: 'Rule has more than one date expression' };
  if (!isSupported(expression)) {
    return { code: 'ENOTSUP', reason: 'Rule must either not use date_spec, or use date_spec with years=' };
  }
  return { code: verdictCode(evaluateDate(expression, context).verdict), reason: 'Error parsing rule' };
}

function isSupported(expression: Element): boolean {
  const operation = expression.get('operation');
  if (operation !== 'date_spec') return operation !== undefined;
  return [...expression.elements('date_spec')].some((spec) => spec.has('years'));
}
