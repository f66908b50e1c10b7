import { add, fromEpoch } from '../../../cib/time/arithmetic.js';
import type { DateTime } from '../../../cib/time/date.js';
import { parseDuration } from '../../../cib/time/duration.js';
import { TimeError } from '../../../cib/time/error.js';
import { formatDate } from '../../../cib/time/format.js';
import type { Job } from '../job.js';
import { Fault } from '../report.js';

/** The present, in the zone of this host. */
export const present = (now: Date): DateTime =>
  fromEpoch(Math.floor(now.getTime() / 1000), -now.getTimezoneOffset() * 60);

/** When something that lasts for a duration from now ends. @throws Fault, after saying so, if it is no duration */
export function endOf(
  lifetime: string | undefined,
  { context, report }: Pick<Job, 'context' | 'report'>,
): string | undefined {
  if (lifetime === undefined) return undefined;
  try {
    const until = formatDate(add(present(context.now()), parseDuration(lifetime)), { zone: true });
    report.note(`Migration will take effect until: ${until}`);
    return until;
  } catch (error) {
    if (!(error instanceof TimeError)) throw error;
    const example = 'Please refer to https://en.wikipedia.org/wiki/ISO_8601#Durations for examples of valid durations';
    report.error(`Invalid duration specified: ${lifetime}\n${example}`);
    throw new Fault('USAGE');
  }
}
