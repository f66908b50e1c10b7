import type { Finding } from '../../../cib/result/finding.js';
import type { RuleContext } from '../../../cib/rules/context.js';
import { evaluateCondition } from '../../../cib/rules/rule.js';
import type { Outcome } from '../../../cib/rules/verdict.js';
import { formatDate } from '../../../cib/time/format.js';
import { parseDate } from '../../../cib/time/parse.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { NOW } from '../time/clock.js';

export interface Judged {
  /** The outcome, or for a faulty condition the code of its error. */
  readonly verdict: Outcome | string;
  readonly nextChange: string | undefined;
  readonly findings: readonly Finding[];
}

/** Judge a condition, by default on 2031-06-18 (a Wednesday, in week 25) at 10:30:45 UTC. */
export function judge(xml: string, given: Partial<RuleContext> = {}, when = '2031-06-18 10:30:45Z'): Judged {
  const findings: Finding[] = [];
  const context = { now: parseDate(when, NOW), clock: NOW, report: (found: Finding) => findings.push(found), ...given };
  const { verdict, nextChange } = evaluateCondition(parseXml(xml), context);
  return {
    verdict: typeof verdict === 'string' ? verdict : verdict.code,
    nextChange: nextChange && formatDate(nextChange, { zone: true }),
    findings,
  };
}
