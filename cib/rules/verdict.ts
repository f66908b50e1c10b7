import { CibError, type ErrorCode } from '../result/error.js';
import type { DateTime } from '../time/date.js';
import type { TimeError } from '../time/error.js';
import type { RuleContext } from './context.js';

/** What evaluating a rule or condition came to; an error if it is faulty. */
export type Verdict = Outcome | CibError;

export type Outcome =
  | 'satisfied'
  /** Satisfied, by a date range that holds now. */
  | 'in effect'
  | 'not yet in effect'
  | 'expired'
  | 'unsatisfied';

export interface Evaluation {
  readonly verdict: Verdict;
  /** The verdict is sure to hold until then; absent if no passing of time changes it. */
  readonly nextChange?: DateTime | undefined;
}

const CODES: Readonly<Record<Outcome, ErrorCode>> = {
  satisfied: 'ok',
  'in effect': 'within_range',
  'not yet in effect': 'before_range',
  expired: 'after_range',
  unsatisfied: 'op_unsatisfied',
};

/** The return code a verdict is reported with. */
export function verdictCode(verdict: Verdict): ErrorCode {
  return verdict instanceof CibError ? verdict.code : CODES[verdict];
}

export function passes(verdict: Verdict): boolean {
  return verdict === 'satisfied' || verdict === 'in effect';
}

/** Report a fault of the configuration, and return it as the verdict. */
export function fault(
  { report }: RuleContext,
  source: string,
  message: string,
  code: ErrorCode = 'unpack_error',
): CibError {
  report?.({ level: 'error', source, message });
  return new CibError(code, message);
}

/** Report why a date could not be parsed, ahead of the fault it makes. */
export function reportTimeError({ report }: RuleContext, error: TimeError): void {
  report?.({ level: 'error', source: error.step, message: error.message });
}
