import type { Element } from '../../../cib/xml/element.js';
import type { Journal } from '../log.js';
import type { Resource } from '../model/resource.js';
import { intervalMs } from '../unpack/interval.js';

/** A configured operation. */
export interface OperationConfig {
  readonly xml: Element;
  readonly name: string | undefined;
  readonly intervalMs: number;
  readonly enabled: boolean;
  readonly role: string | undefined;
  readonly onFail: string | undefined;
}

const FALSE = /^(?:false|off|no|n|0)$/i;
const NONE: readonly OperationConfig[] = [];

/** Configured operations of a resource, in order; read once for all instances of a clone. */
export function configuredOperations({ operations, cluster }: Resource): readonly OperationConfig[] {
  if (!operations) return NONE;
  let configs = cluster.operationConfigs.get(operations);
  if (!configs) {
    configs = [...operations.elements('op')].map((xml) => readConfig(xml, cluster));
    cluster.operationConfigs.set(operations, configs);
  }
  return configs;
}

function readConfig(xml: Element, journal: Journal): OperationConfig {
  return {
    xml,
    name: xml.get('name'),
    intervalMs: intervalMs(xml.get('interval'), journal),
    enabled: !FALSE.test(xml.get('enabled') ?? 'true'),
    role: xml.get('role'),
    onFail: xml.get('on-fail'),
  };
}

/**
 * How an operation of that name and interval is configured. What is configured for `migrate` goes for
 * both halves of a migration.
 */
export function findConfig(
  resource: Resource,
  name: string,
  interval: number,
  includeDisabled = true,
): OperationConfig | undefined {
  const exact = (wanted: string, at: number) =>
    configuredOperations(resource).find(
      (config) => config.intervalMs === at && config.name === wanted && (includeDisabled || config.enabled),
    );
  const found = exact(name, interval);
  if (found || (name !== 'migrate_to' && name !== 'migrate_from')) return found;
  return exact('migrate', 0);
}

const PROMOTED = /^(?:promoted|master)$/i;
export const isForPromoted = ({ role }: OperationConfig): boolean => PROMOTED.test(role ?? '');

/** A monitor that is run again and again, and is enabled. */
export const isRecurringMonitor = ({ name, intervalMs: interval, enabled }: OperationConfig): boolean =>
  name === 'monitor' && interval > 0 && enabled;
