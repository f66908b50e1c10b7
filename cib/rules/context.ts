import type { Report } from '../result/finding.js';
import type { DateTime } from '../time/date.js';
import type { Element } from '../xml/element.js';

/** What a rule is evaluated against. What is absent matches only the absence of a criterion. */
export interface RuleContext {
  /** The time at which the rule is to be judged. */
  readonly now: DateTime;
  /** The real time in the local zone, for dates in rules that lack a day or zone; `now` unless given. */
  readonly clock?: DateTime;
  readonly nodeAttributes?: ReadonlyMap<string, string> | undefined;
  /** Resource parameters and meta-attributes, which expressions may compare with. */
  readonly resourceParameters?: ReadonlyMap<string, string> | undefined;
  readonly resourceMeta?: ReadonlyMap<string, string> | undefined;
  readonly agent?: AgentName | undefined;
  readonly operation?: { readonly name: string; readonly intervalMs: number } | undefined;
  /** Match of a location constraint's rsc-pattern: the whole (0), then the groups, for `%0` to `%9`. */
  readonly submatches?: readonly (string | undefined)[] | undefined;
  /** Finds what an id-ref refers to; without it the whole document is searched. */
  readonly resolve?: (name: string, id: string) => Element | undefined;
  /** Leave open when a date_spec will change, as Pacemaker's scheduler does: it looks again at its usual interval. */
  readonly openEnded?: boolean;
  /** Takes what is wrong with a rule; a faulty rule only counts as not satisfied. */
  readonly report?: Report;
}

export interface AgentName {
  /** Standard, e.g. ocf. */
  readonly class?: string;
  readonly provider?: string;
  readonly type?: string;
}
