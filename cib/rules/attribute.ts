import type { Element } from '../xml/element.js';
import { compareValues, type ValueType } from './compare.js';
import type { RuleContext } from './context.js';
import { replaceSubmatches } from './submatch.js';
import { fault, type Verdict } from './verdict.js';

const OPERATIONS = ['defined', 'not_defined', 'eq', 'ne', 'lt', 'lte', 'gt', 'gte'] as const;
const TYPES = ['string', 'integer', 'number', 'version'] as const satisfies readonly ValueType[];
const SOURCES = ['literal', 'param', 'meta'] as const;

type Operation = (typeof OPERATIONS)[number];
type Source = (typeof SOURCES)[number];

/** An `<expression>`: a node attribute, compared with a value or checked for being there. */
export function evaluateAttribute(expression: Element, context: RuleContext): Verdict {
  const { id } = expression;
  if (!id) return fault(context, SOURCE, 'Treating expression without id as not passing');
  const invalid = (because: string): Verdict =>
    fault(context, SOURCE, `Treating expression ${id} as not passing because ${because}`);

  const attribute = expression.get('attribute');
  if (attribute === undefined) return invalid('attribute was not specified');
  const name = replaceSubmatches(attribute, context.submatches);

  const operationText = expression.get('operation');
  const operation = oneOf(OPERATIONS, operationText);
  if (operationText === undefined) return invalid('it has no operation');
  if (operation === undefined) return invalid(`'${operationText}' is not a valid operation`);

  const sourceText = expression.get('value-source');
  const source = sourceText === undefined ? 'literal' : oneOf(SOURCES, sourceText);
  if (source === undefined) return invalid(`'${sourceText}' is not a valid value-source`);

  const value = expression.get('value');
  const existence = operation === 'defined' || operation === 'not_defined';
  if (existence && value !== undefined) return invalid(`value is not allowed when operation is ${operationText}`);
  if (!existence && value === undefined) return invalid(`value is required when operation is ${operationText}`);

  const actual = context.nodeAttributes?.get(name);
  const reference = value === undefined ? undefined : referenceValue(value, source, context);
  const typeText = expression.get('type');
  const type = typeText === undefined ? defaultType(operation, actual, reference) : oneOf(TYPES, typeText);
  if (type === undefined) return invalid(`'${typeText}' is not a valid type`);
  return judge(operation, actual, reference, type, context);
}

const SOURCE = 'pcmk__evaluate_attr_expression';

/** Names in a rule are matched without regard to case. */
function oneOf<const T extends string>(allowed: readonly T[], text: string | undefined): T | undefined {
  const wanted = text?.toLowerCase();
  return allowed.find((word) => word === wanted);
}

function referenceValue(value: string, source: Source, context: RuleContext): string | undefined {
  if (source === 'literal') return value;
  return (source === 'param' ? context.resourceParameters : context.resourceMeta)?.get(value);
}

/** Order is one of numbers, with a fraction if either value has a point; equality is one of text. */
function defaultType(operation: Operation, actual: string | undefined, reference: string | undefined): ValueType {
  if (operation === 'eq' || operation === 'ne') return 'string';
  return actual?.includes('.') || reference?.includes('.') ? 'number' : 'integer';
}

function judge(
  operation: Operation,
  actual: string | undefined,
  reference: string | undefined,
  type: ValueType,
  { report }: RuleContext,
): Verdict {
  if (operation === 'defined') return actual === undefined ? 'unsatisfied' : 'satisfied';
  if (operation === 'not_defined') return actual === undefined ? 'satisfied' : 'unsatisfied';
  const order = compareValues(actual, reference, type, report);
  if (operation === 'eq') return order === 0 ? 'satisfied' : 'unsatisfied';
  if (operation === 'ne') return order === 0 ? 'unsatisfied' : 'satisfied';
  if (actual === undefined || reference === undefined) return 'unsatisfied';
  switch (operation) {
    case 'lt':
      return order < 0 ? 'satisfied' : 'expired';
    case 'lte':
      return order <= 0 ? 'satisfied' : 'expired';
    case 'gt':
      return order > 0 ? 'satisfied' : 'not yet in effect';
    case 'gte':
      return order >= 0 ? 'satisfied' : 'not yet in effect';
  }
}
