import type { Version } from '../versions.js';
import {
  attribute,
  choice,
  define,
  element,
  group,
  ID,
  IDREF,
  may,
  optional,
  type Pattern,
  since,
  some,
  until,
  words,
} from './pattern.js';
import { SCORE } from './score.js';

/** Fields both of a `date_spec` and of a `duration`, in every version. */
const CALENDAR_FIELDS = ['years', 'months', 'weeks', 'hours', 'monthdays', 'weekdays', 'yearsdays', 'weekyears'];

const fields = (names: readonly string[]): Pattern[] => names.map((name) => may(name));

const dateSpec = element(
  'date_spec',
  attribute('id', ID),
  ...fields(CALENDAR_FIELDS),
  until('3.10', may('moon')),
  ...fields(['minutes', 'seconds', 'yeardays']).map((field) => since('3.9', field)),
);

const duration = element(
  'duration',
  attribute('id', ID),
  ...fields(CALENDAR_FIELDS),
  may('moon'),
  ...fields(['days', 'minutes', 'seconds']).map((field) => since('3.9', field)),
);

/** Up to 3.8 a range has an end, or a start and a duration; since then each is free. */
const inRange = group(
  attribute('operation', words('in_range')),
  until('3.8', choice(group(may('start'), attribute('end')), group(attribute('start'), duration))),
  since('3.9', choice(attribute('start'), attribute('end'), group(attribute('start'), attribute('end')))),
  since('3.9', optional(duration)),
);

const dateExpression = element(
  'date_expression',
  attribute('id', ID),
  choice(
    inRange,
    group(attribute('operation', words('gt')), attribute('start')),
    group(attribute('operation', words('lt')), attribute('end')),
    group(attribute('operation', words('date_spec')), dateSpec),
  ),
);

/** Where a rule stands, as far as it decides what may be in it: the versions that brought what. */
export interface RuleContext {
  readonly name: string;
  /** `value-source` of an expression. */
  readonly valueSource: Version;
  /** `rsc_expression` and `op_expression`. */
  readonly operationExpressions: Version;
}

const expression = ({ valueSource }: RuleContext): Pattern =>
  element(
    'expression',
    attribute('id', ID),
    attribute('attribute'),
    attribute('operation', words('lt', 'gt', 'lte', 'gte', 'eq', 'ne', 'defined', 'not_defined')),
    may('value'),
    may('type', words('string', since('3.5', 'integer'), 'number', 'version')),
    since(valueSource, may('value-source', words('literal', 'param', 'meta'))),
  );

const rscExpression = element('rsc_expression', attribute('id', ID), may('class'), may('provider'), may('type'));

const opExpression = element('op_expression', attribute('id', ID), attribute('name'), may('interval'));

const weight = choice(SCORE, attribute('score-attribute'));

/** A condition, or a reference to one. */
export function rule(context: RuleContext): Pattern {
  const self = define(`rule-${context.name}`, () =>
    element(
      'rule',
      choice(
        attribute('id-ref', IDREF),
        group(
          attribute('id', ID),
          until('3.8', weight),
          may('boolean-op', words('or', 'and')),
          may('role'),
          some(
            choice(
              expression(context),
              dateExpression,
              since(context.operationExpressions, choice(rscExpression, opExpression)),
              self,
            ),
          ),
          since('3.9', optional(weight)),
        ),
      ),
    ),
  );
  return self;
}
