import { CibError } from '../result/error.js';
import { parseInterval } from '../time/interval.js';
import type { Element } from '../xml/element.js';
import type { RuleContext } from './context.js';
import { fault, type Verdict } from './verdict.js';

/** An `<rsc_expression>`: class, provider and type of the resource's agent, those that are given. */
export function evaluateResource(expression: Element, context: RuleContext): Verdict {
  if (!expression.id) {
    return fault(context, 'pcmk__evaluate_rsc_expression', 'Treating rsc_expression without id as not passing');
  }
  for (const part of ['class', 'provider', 'type'] as const) {
    const wanted = expression.get(part);
    if (wanted !== undefined && wanted !== context.agent?.[part]) return 'unsatisfied';
  }
  return 'satisfied';
}

/** An `<op_expression>`: name of the operation and, if given, its interval. */
export function evaluateOperation(expression: Element, context: RuleContext): Verdict {
  const source = 'pcmk__evaluate_op_expression';
  const { id } = expression;
  if (!id) return fault(context, source, 'Treating op_expression without id as not passing');
  const name = expression.get('name');
  if (name === undefined) {
    return fault(context, source, `Treating op_expression ${id} as not passing because it has no name`);
  }
  const interval = expression.get('interval');
  const milliseconds = interval === undefined ? 0 : intervalOf(interval, context);
  if (milliseconds === undefined) {
    const message = `Treating op_expression ${id} as not passing because '${interval}' is not a valid interval`;
    return fault(context, source, message);
  }
  if (name !== context.operation?.name) return 'unsatisfied';
  return interval === undefined || milliseconds === context.operation.intervalMs ? 'satisfied' : 'unsatisfied';
}

function intervalOf(text: string, context: RuleContext): number | undefined {
  try {
    return parseInterval(text, context.report);
  } catch (error) {
    if (error instanceof CibError) return undefined;
    throw error;
  }
}
