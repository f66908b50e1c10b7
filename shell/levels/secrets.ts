import type { Session } from '../session.js';
import { glob } from './configure/selection.js';

/**
 * Names of attributes whose values are not shown: those that a command names, otherwise those of the
 * user's options. Undefined if there are none.
 */
export async function secretNames(session: Session, given: readonly string[] = []): Promise<RegExp | undefined> {
  const usual = (await session.preferences()).get('core.obscure_pattern').split(/[\s|]+/);
  const patterns = (given.length > 0 ? given : usual).filter((pattern) => pattern !== '');
  return patterns.length === 0 ? undefined : new RegExp(patterns.map((pattern) => glob(pattern).source).join('|'));
}
