import { CibError } from '../result/error.js';
import { earliest } from '../time/arithmetic.js';
import type { DateTime } from '../time/date.js';
import type { Element } from '../xml/element.js';
import { evaluateOperation, evaluateResource } from './agent.js';
import { evaluateAttribute } from './attribute.js';
import type { RuleContext } from './context.js';
import { evaluateDate } from './date.js';
import { resolveReference } from './reference.js';
import { type Evaluation, fault, passes } from './verdict.js';

/**
 * Whether a `<rule>` (or the one its id-ref means) holds. Conditions are looked at in order and
 * only as far as needed; `nextChange` is the earliest change of those looked at. A faulty condition
 * counts as not satisfied; a fault of the rule itself is the verdict.
 * @param within the rules that this one is a condition of
 */
export function evaluateRule(element: Element, context: RuleContext, within: readonly Element[] = []): Evaluation {
  const rule = resolveReference(element, context);
  if (!rule) return { verdict: new CibError('unpack_error') };
  const { id } = rule;
  if (!id) return invalid(context, 'Treating rule without id as not passing');
  const given = rule.get('boolean-op');
  const operator = given?.toLowerCase() ?? 'and';
  if (operator !== 'and' && operator !== 'or') {
    return invalid(context, `Treating rule ${id} as not passing because '${given}' is not a valid boolean-op`);
  }

  if (within.includes(rule)) return invalid(context, `Treating rule ${id} as not passing because it refers to itself`);
  let nextChange: DateTime | undefined;
  let empty = true;
  for (const condition of rule.elements()) {
    empty = false;
    const result = evaluateCondition(condition, context, [...within, rule]);
    nextChange = earliest(nextChange, result.nextChange);
    const passed = passes(result.verdict);
    if (passed && operator === 'or') return { verdict: 'satisfied', nextChange };
    if (!passed && operator === 'and') return { verdict: 'unsatisfied', nextChange };
  }
  if (empty) {
    const message = `Ignoring rule ${id} because it contains no conditions`;
    context.report?.({ level: 'warning', source: 'pcmk_evaluate_rule', message });
  }
  return { verdict: empty || operator === 'and' ? 'satisfied' : 'unsatisfied', nextChange };
}

/** Whether one condition of a rule (or of rules in rules) holds: an expression, or a rule. */
export function evaluateCondition(
  condition: Element,
  context: RuleContext,
  within: readonly Element[] = [],
): Evaluation {
  switch (condition.name) {
    case 'rule':
      return evaluateRule(condition, context, within);
    case 'expression':
      return { verdict: evaluateAttribute(condition, context) };
    case 'date_expression': {
      const { verdict, nextChange } = evaluateDate(condition, context);
      return { verdict: verdict === 'in effect' ? 'satisfied' : verdict, nextChange };
    }
    case 'rsc_expression':
      return { verdict: evaluateResource(condition, context) };
    case 'op_expression':
      return { verdict: evaluateOperation(condition, context) };
    default: {
      const id = condition.id ?? 'without ID';
      const message = `Treating rule condition ${id} as not passing because ${condition.name} is not a valid condition type`;
      return { verdict: fault(context, 'pcmk__evaluate_condition', message) };
    }
  }
}

function invalid(context: RuleContext, message: string): Evaluation {
  return { verdict: fault(context, 'pcmk_evaluate_rule', message) };
}
