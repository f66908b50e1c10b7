import { CibError } from '../result/error.js';
import { compareSchemas, firstOfLatestSeries, isKnown } from '../schema/versions.js';
import type { Element } from '../xml/element.js';
import type { UpgradeStep } from './step.js';
import { type Upgrade, upgrade, type Validate } from './upgrade.js';

export interface ConfiguredOptions {
  readonly validate?: Validate;
  /** Takes each step as it is told, those before a failure included. */
  readonly onStep?: (step: UpgradeStep) => void;
}

/**
 * The CIB as the tools and the scheduler work with it: upgraded if its schema is older than the
 * latest series. At no cost if it is not, which is the common case.
 * @throws CibError `cib_corrupt` if `validate-with` is missing or unknown; `transform_failed`, with
 *   the message for the user, if it cannot be brought to the latest series
 */
export async function upgradeConfigured(
  root: Element,
  { onStep, ...options }: ConfiguredOptions = {},
): Promise<Upgrade> {
  const from = root.get('validate-with');
  if (!isKnown(from)) throw new CibError('cib_corrupt');
  const least = firstOfLatestSeries();
  if (compareSchemas(from, least) >= 0) return { root, from, to: from, log: [] };

  const result = await upgrade(root, options);
  for (const step of result.log) onStep?.(step);
  const claim = `Cannot upgrade configuration (claiming ${from} schema) to at least ${least}`;
  if (result.failure) {
    throw new CibError(
      'transform_failed',
      `${claim} because it does not validate with any schema from ${from} to the latest`,
    );
  }
  if (compareSchemas(result.to, least) < 0) {
    throw new CibError('transform_failed', `${claim} because it would not upgrade past ${result.to}`);
  }
  return result;
}
