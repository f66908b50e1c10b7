import {
  any,
  attribute,
  between,
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
import { RULE } from './rule.js';
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

/** A block of name-value pairs, optionally with a rule, or a reference to another one. */
export function nvset(name: string, refusals: readonly Refusal[] = []): Pattern {
  const rule = optional(RULE);
  const pairs = any(nvpair(refusals));
  return element(
    name,
    choice(
      attribute('id-ref', IDREF),
      group(
        attribute('id', ID),
        until('3.10', interleave(rule, pairs, optional(SCORE))),
        since('4.0', optional(SCORE)),
        since('4.0', interleave(rule, pairs)),
      ),
    ),
  );
}

function nvpair(refusals: readonly Refusal[]): Pattern {
  const reference = attribute('id-ref', IDREF);
  const id = attribute('id', ID);
  const pair = nameAndValue(refusals);
  return element(
    'nvpair',
    until('1.2', id),
    until('1.2', pair),
    between('1.3', '3.10', choice(group(reference, may('name')), group(id, pair))),
    since('4.0', choice(reference, group(id, pair))),
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
    ranged(
      refusal,
      group(attribute('name', exactly(refusal.name)), attribute('value', except(refusal.values ?? []))),
    ),
  );
  return choice(...restricted, free);
}

const refusedName = (refusal: Refusal): Ranged<string> => ({ range: refusal, of: refusal.name });
