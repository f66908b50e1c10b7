import { EXECUTION, type Execution } from '../../agents/execute.js';
import type { Environment } from '../../agents/name.js';
import { SECRET } from '../../secrets/parameter.js';
import { SecretStore } from '../../secrets/store.js';

const NOT_CONFIGURED = 6;

/**
 * Put the values of secrets in the place of the hints that the configuration has for them.
 * @returns what to report in place of running anything, if one cannot be read
 */
export function revealSecrets(
  values: Map<string, string>,
  resource: string,
  action: string,
  env: Environment,
): Execution | undefined {
  const names = [...values].filter(([, value]) => value === SECRET).map(([name]) => name);
  if (names.length === 0) return undefined;
  const store = SecretStore.of(env);
  for (const name of names) {
    const value = store.check(resource, name) === 'good' ? store.get(resource, name) : undefined;
    if (value !== undefined) values.set(name, value);
    // What cannot be configured can be stopped all the same
    else if (action !== 'stop') {
      return { status: EXECUTION.done, exit: NOT_CONFIGURED, reason: 'Unable to load CIB secrets' };
    }
  }
  return undefined;
}
