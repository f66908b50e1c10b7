import type { Element } from '../../cib/xml/element.js';

/** What a change of the configuration would set going in the cluster. */
export interface Impact {
  /** In the order in which the scheduler tells them. */
  readonly effects: readonly Effect[];
  /** Something that runs is interrupted, or a node is fenced. */
  readonly interrupts: boolean;
  /** Why it cannot be said, or not in full. */
  readonly unknown?: string;
}

export interface Effect {
  /** `Start`, `Stop`, `Move`, `Restart`, `Promote`, `Fence (reboot)` … */
  readonly what: string;
  /** Resource or node. */
  readonly subject: string;
  readonly from?: string;
  readonly to?: string;
  readonly reason?: string;
  /** It should be done, and cannot. */
  readonly blocked: boolean;
  readonly interrupts: boolean;
}

/**
 * Tells what becomes of a cluster if its configuration is changed. Both CIBs have the status as it is.
 * @param now milliseconds since 1970-01-01 UTC
 */
export type Predict = (before: Element, after: Element, now: number) => Impact;

/** One line each, for people. */
export function impactText({ effects, unknown }: Impact): string {
  const lines = effects.map((effect) => `  * ${effectText(effect)}\n`);
  if (unknown !== undefined) lines.push(`  * what else will happen is not known: ${unknown}\n`);
  return lines.length === 0 ? 'Nothing will be started, stopped or moved.\n' : `This will happen:\n${lines.join('')}`;
}

function effectText({ what, subject, from, to, reason, blocked }: Effect): string {
  const place = from && to && from !== to ? ` from ${from} to ${to}` : (to ?? from) ? ` on ${to ?? from}` : '';
  return `${what.padEnd(8)} ${subject}${place}${reason ? ` (${reason})` : ''}${blocked ? ' - blocked' : ''}`;
}
