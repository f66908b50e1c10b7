import type { Element } from '../../../cib/xml/element.js';
import type { Journal } from '../log.js';
import type { Pairs } from '../model/memory.js';
import type { Resource } from '../model/resource.js';
import { make } from '../unpack/context.js';
import { intervalMs } from '../unpack/interval.js';

/** A configured operation. */
export interface OperationConfig {
  readonly xml: Element;
  readonly name: string | undefined;
  readonly intervalMs: number;
  readonly enabled: boolean;
  readonly role: string | undefined;
  readonly onFail: string | undefined;
  /** All that is configured, as one text; put together when it is asked for. */
  content: string | undefined;
  /** Meta-attributes of that operation, if they are the same for whoever has it. */
  meta: Pairs | undefined;
}

const FALSE = /^(?:false|off|no|n|0)$/i;
const NONE: readonly OperationConfig[] = [];

/** Configured operations of a resource, in order; read once for all instances of a clone. */
export function configuredOperations(resource: Resource): readonly OperationConfig[] {
  // All actions of a resource ask
  resource.configured ??= configuredIn(resource);
  return resource.configured;
}

function configuredIn({ operations, cluster }: Resource): readonly OperationConfig[] {
  if (!operations) return NONE;
  const { memory, passing } = cluster;
  const known = memory.operations.get(operations) ?? passing.operations.get(operations);
  if (known) return known;
  const { value, lasts } = make(cluster, () => operations.elements('op').map((xml) => readConfig(xml, cluster)));
  (lasts ? memory : passing).operations.set(operations, value);
  return value;
}

function readConfig(xml: Element, journal: Journal): OperationConfig {
  return {
    xml,
    name: xml.get('name'),
    intervalMs: intervalMs(xml.get('interval'), journal),
    enabled: !FALSE.test(xml.get('enabled') ?? 'true'),
    role: xml.get('role'),
    onFail: xml.get('on-fail'),
    content: undefined,
    meta: undefined,
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
  const configs = configuredOperations(resource);
  const found = exact(configs, name, interval, includeDisabled);
  if (found || (name !== 'migrate_to' && name !== 'migrate_from')) return found;
  return exact(configs, 'migrate', 0, includeDisabled);
}

function exact(
  configs: readonly OperationConfig[],
  name: string,
  interval: number,
  includeDisabled: boolean,
): OperationConfig | undefined {
  for (let i = 0; i < configs.length; i++) {
    const config = configs[i] as OperationConfig;
    if (config.name === name && config.intervalMs === interval && (includeDisabled || config.enabled)) return config;
  }
  return undefined;
}

const PROMOTED = /^(?:promoted|master)$/i;
export const isForPromoted = ({ role }: OperationConfig): boolean => PROMOTED.test(role ?? '');

/** A monitor that is run again and again, and is enabled. */
export const isRecurringMonitor = ({ name, intervalMs: interval, enabled }: OperationConfig): boolean =>
  name === 'monitor' && interval > 0 && enabled;
