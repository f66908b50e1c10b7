import { integer } from '../number/integer.js';
import { CibError, type ErrorCode } from '../result/error.js';
import { addDays, addMonths, addSeconds, addYears, compare } from '../time/arithmetic.js';
import type { DateTime } from '../time/date.js';
import { TimeError } from '../time/error.js';
import { parseDate } from '../time/parse.js';
import type { Element } from '../xml/element.js';
import type { RuleContext } from './context.js';
import { evaluateDateSpec } from './datespec.js';
import { type Evaluation, fault, reportTimeError } from './verdict.js';

/** A `<date_expression>`: `in_range`, `gt`, `lt` or `date_spec`, at the context's time. */
export function evaluateDate(expression: Element, context: RuleContext): Evaluation {
  const source = 'pcmk__evaluate_date_expression';
  const { id } = expression;
  if (!id) return { verdict: fault(context, source, 'Treating date_expression without id as not passing') };
  const operation = expression.get('operation');
  switch (operation?.toLowerCase() ?? 'in_range') {
    case 'in_range':
      return inRange(expression, id, context);
    case 'gt':
      return after(expression, id, context);
    case 'lt':
      return before(expression, id, context);
    case 'date_spec': {
      const spec = expression.child('date_spec');
      if (spec) return evaluateDateSpec(spec, context);
      return invalid(context, source, id, 'date_spec operations require a date_spec subelement');
    }
    default:
      return invalid(context, source, id, `'${operation}' is not a valid operation`);
  }
}

function invalid(context: RuleContext, source: string, id: string, because: string, code?: ErrorCode): Evaluation {
  const message = `Treating date_expression ${id} as not passing because ${because}`;
  return { verdict: fault(context, source, message, code) };
}

function inRange(expression: Element, id: string, context: RuleContext): Evaluation {
  const source = 'evaluate_in_range';
  const start = dateOf(expression, 'start', context);
  if (start === 'invalid') return invalid(context, source, id, 'start is invalid');
  let end = dateOf(expression, 'end', context);
  if (end === 'invalid') return invalid(context, source, id, 'end is invalid');
  if (start === undefined && end === undefined) {
    return invalid(context, source, id, 'in_range requires at least one of start or end');
  }
  const duration = expression.child('duration');
  if (start !== undefined && end === undefined && duration !== undefined) {
    const ending = durationEnd(duration, start, id, context);
    if (ending instanceof CibError) return invalid(context, source, id, 'duration is invalid', ending.code);
    end = ending;
  }
  if (start !== undefined && compare(context.now, start) < 0) {
    return { verdict: 'not yet in effect', nextChange: start };
  }
  if (end === undefined) return { verdict: 'in effect' };
  if (compare(context.now, end) > 0) return { verdict: 'expired' };
  // The end itself is still in the range.
  return { verdict: 'in effect', nextChange: addSeconds(end, 1) };
}

function after(expression: Element, id: string, context: RuleContext): Evaluation {
  const start = dateOf(expression, 'start', context);
  if (start === 'invalid') return invalid(context, 'evaluate_gt', id, 'start is invalid');
  if (start === undefined) return invalid(context, 'evaluate_gt', id, 'gt requires start');
  if (compare(context.now, start) > 0) return { verdict: 'in effect' };
  return { verdict: 'not yet in effect', nextChange: addSeconds(start, 1) };
}

function before(expression: Element, id: string, context: RuleContext): Evaluation {
  const end = dateOf(expression, 'end', context);
  if (end === 'invalid') return invalid(context, 'evaluate_lt', id, 'end is invalid');
  // The peer says gt here.
  if (end === undefined) return invalid(context, 'evaluate_lt', id, 'gt requires end');
  return compare(context.now, end) < 0 ? { verdict: 'in effect', nextChange: end } : { verdict: 'expired' };
}

function dateOf(expression: Element, name: 'start' | 'end', context: RuleContext): DateTime | undefined | 'invalid' {
  const text = expression.get(name);
  if (text === undefined) return undefined;
  try {
    return parseDate(text, context.clock ?? context.now);
  } catch (error) {
    if (!(error instanceof TimeError)) throw error;
    reportTimeError(context, error);
    return 'invalid';
  }
}

const COMPONENTS: readonly [attribute: string, add: (date: DateTime, value: number) => DateTime][] = [
  ['years', addYears],
  ['months', addMonths],
  ['weeks', (date, value) => addDays(date, Math.imul(value, 7))],
  ['days', addDays],
  ['hours', (date, value) => addSeconds(date, Math.imul(value, 3600))],
  ['minutes', (date, value) => addSeconds(date, Math.imul(value, 60))],
  ['seconds', addSeconds],
];

const INT_MAX = 2_147_483_647n;

/**
 * Where a `<duration>` from `start` ends.
 * @returns the fault if it has no id or an attribute is not a 32-bit number
 */
export function durationEnd(duration: Element, start: DateTime, id: string, context: RuleContext): DateTime | CibError {
  const source = 'pcmk__unpack_duration';
  const prefix = `Treating date_expression ${id} as not passing because duration`;
  if (!duration.id) return fault(context, source, `${prefix} subelement has no id`);
  let end = start;
  for (const [name, add] of COMPONENTS) {
    const value = integer(duration.get(name) ?? '0');
    if (value === undefined || value > INT_MAX || value < -INT_MAX - 1n) {
      const cause = new CibError(value === undefined ? 'unpack_error' : 'ERANGE');
      const message = `${prefix} ${duration.id} attribute ${name} is invalid: ${cause.message}`;
      return fault(context, source, message, cause.code);
    }
    if (value !== 0n) end = add(end, Number(value));
  }
  return end;
}
