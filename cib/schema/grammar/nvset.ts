import type { Version } from '../versions.js';
import {
  any,
  attribute,
  choice,
  element,
  exactly,
  except,
  group,
  ID,
  IDREF,
  interleave,
  may,
  optional,
  type Pattern,
  type Range,
  type Ranged,
  ranged,
  since,
  until,
} from './pattern.js';
import { type RuleContext, rule } from './rule.js';
import { SCORE } from './score.js';

/**
 * A name that a block of name-value pairs refuses, because support for it was dropped and setting it
 * would silently do nothing; with `values`, only those values of it are refused.
 */
export interface Refusal extends Range {
  readonly name: string;
  readonly values?: readonly string[];
}

export const refuse = (range: Range, ...names: string[]): Refusal[] => names.map((name) => ({ name, ...range }));

/** Where a block stands, as far as it decides what may be in it. */
export interface BlockContext extends RuleContext {
  /** Version that brought pairs that refer to others by `id-ref`. */
  readonly pairReferences: Version;
}

/** Nodes and resources. */
export const MEMBER: BlockContext = {
  name: 'member',
  valueSource: '2.9',
  operationExpressions: '3.4',
  pairReferences: '1.3',
};

/** A block of name-value pairs, optionally with a rule, or a reference to another one. */
export function nvset(name: string, context: BlockContext, refusals: readonly Refusal[] = []): Pattern {
  const condition = optional(rule(context));
  const pairs = any(nvpair(context, refusals));
  return element(
    name,
    choice(
      attribute('id-ref', IDREF),
      group(
        attribute('id', ID),
        until('3.10', interleave(condition, pairs, optional(SCORE))),
        since('4.0', optional(SCORE)),
        since('4.0', interleave(condition, pairs)),
      ),
    ),
  );
}

function nvpair({ pairReferences }: BlockContext, refusals: readonly Refusal[]): Pattern {
  const reference = group(attribute('id-ref', IDREF), until('3.10', may('name')));
  return element(
    'nvpair',
    choice(since(pairReferences, reference), group(attribute('id', ID), nameAndValue(refusals))),
  );
}

function nameAndValue(refusals: readonly Refusal[]): Pattern {
  const free = group(
    attribute('name', refusals.length > 0 ? except(refusals.map(refusedName)) : undefined),
    until('3.10', may('value')),
    since('4.0', attribute('value')),
  );
  const partly = refusals.filter(({ values }) => values !== undefined);
  if (partly.length === 0) return free;
  const restricted = partly.map((refusal) =>
    ranged(refusal, group(attribute('name', exactly(refusal.name)), attribute('value', except(refusal.values ?? [])))),
  );
  return choice(free, ...restricted);
}

const refusedName = (refusal: Refusal): Ranged<string> => ({ range: refusal, of: refusal.name });
