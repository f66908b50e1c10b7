import { CibError, type ErrorCode } from '../result/error.js';

/** Steps of parsing, as log lines name them. */
export type TimeStep =
  | 'parse_date'
  | 'parse_hms'
  | 'parse_period'
  | 'crm_time_parse_duration'
  | 'parse_duration_element';

/** A date, duration or period that could not be understood. */
export class TimeError extends CibError {
  constructor(
    readonly step: TimeStep,
    message: string,
    code: ErrorCode = 'EINVAL',
  ) {
    super(code, message);
  }
}
