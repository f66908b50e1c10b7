import { CibError } from '../result/error.js';
import { compareSchemas, firstOfLatestSeries, isKnown, LATEST_SCHEMA, type SchemaName } from '../schema/versions.js';
import type { Element } from '../xml/element.js';
import type { UpgradeStep } from './step.js';
import { type Upgrade, upgrade, type Validate } from './upgrade.js';

export interface ConfiguredOptions {
  readonly validate?: Validate;
  /** Takes each step, those before a failure included. */
  readonly onStep?: (step: UpgradeStep) => void;
  /** Changes go to the log, as in daemons, and so does the outcome. */
  readonly toLog?: boolean;
}

/**
 * The CIB as the tools and the scheduler work with it: upgraded if its schema is older than the
 * latest series. At no cost if it is not, which is the common case.
 * @throws CibError `cib_corrupt` if `validate-with` is missing or unknown; `transform_failed`, with
 *   the message for the user, if it cannot be brought to the latest series
 */
export async function upgradeConfigured(
  root: Element,
  { onStep, toLog = false, ...options }: ConfiguredOptions = {},
): Promise<Upgrade> {
  const given = root.get('validate-with');
  if (!isKnown(given)) throw new CibError('cib_corrupt');
  const least = firstOfLatestSeries();
  const current = compareSchemas(given, least) >= 0;
  if (current && given !== 'none') return { root, from: given, to: given, log: [] };

  const result = await upgrade(root, options);
  const log = [...result.log];
  if (current && !toLog) log.push(UNCHECKED);
  if (!current && !result.failure && compareSchemas(result.to, least) >= 0 && toLog) log.push(outcome(result));
  for (const step of log) onStep?.(step);
  if (!current) assertReached(result, least);
  return { ...result, log };
}

const UNCHECKED: UpgradeStep = {
  kind: 'notice',
  level: 'warning',
  text:
    'Schema validation of configuration is disabled (support for validate-with set to "none" is deprecated and ' +
    'will be removed in a future release)',
};

function outcome({ from, to }: Upgrade): UpgradeStep {
  const origin = 'pcmk__update_configured_schema';
  const claim = `Configuration with ${from} schema was internally upgraded to`;
  return to === LATEST_SCHEMA
    ? { kind: 'progress', level: 'info', origin, text: `${claim} latest version ${to}` }
    : { kind: 'progress', level: 'warning', origin, text: `${claim} acceptable (but not most recent) ${to}` };
}

function assertReached({ from, to, failure }: Upgrade, least: SchemaName): void {
  const claim = `Cannot upgrade configuration (claiming ${from} schema) to at least ${least} because it`;
  const fail = (why: string): never => {
    throw new CibError('transform_failed', `${claim} ${why}`);
  };
  if (failure) fail(`does not validate with any schema from ${from} to the latest`);
  if (compareSchemas(to, least) < 0) fail(`would not upgrade past ${to}`);
}
