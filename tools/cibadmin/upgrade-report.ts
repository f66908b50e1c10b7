import { directText, logLines } from '../../cib/upgrade/report.js';
import type { UpgradeStep } from '../../cib/upgrade/step.js';
import type { Context } from '../command/context.js';

/**
 * Tell what an upgrade did: in the log or, if -V is given, what it did to the configuration straight
 * on standard error.
 */
export function reportUpgrade(steps: readonly UpgradeStep[], context: Context): void {
  const direct = context.verbosity > 0;
  const threshold = 1 + context.verbosity + (context.env['PCMK_stderr'] === undefined ? 0 : 1);
  for (const step of steps) {
    if (direct && step.kind === 'change') context.warn(directText(step, threshold));
    else for (const { level, origin, text } of logLines(step)) context.log(level, origin, text);
  }
}
