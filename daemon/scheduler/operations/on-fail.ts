import { configError } from '../log.js';
import type { OnFail } from '../model/action.js';
import { isRemoteNode } from '../model/relations.js';
import type { Resource } from '../model/resource.js';
import { Role } from '../model/role.js';
import { findNode } from '../unpack/nodes.js';
import { configuredOperations, isForPromoted, isRecurringMonitor, type OperationConfig } from './config.js';

const SEVERITY: readonly OnFail[] = [
  'ignore',
  'demote',
  'restart',
  'reset-remote',
  'restart-container',
  'ban',
  'block',
  'stop',
  'standby',
  'fence',
];

/** Whether one reaction to a failure goes further than another. */
export const isWorse = (a: OnFail, b: OnFail): boolean => SEVERITY.indexOf(a) > SEVERITY.indexOf(b);

/** Take out of meta-attributes an on-fail that is not allowed, and put in the one that a demote inherits. */
export function validateOnFail(
  resource: Resource,
  name: string,
  config: OperationConfig | undefined,
  meta: Map<string, string>,
): void {
  const value = meta.get('on-fail');
  const reset = (operation: string, why: string): void => {
    const text = `Resetting 'on-fail' for ${resource.id} ${operation} action to default value because ${why}`;
    configError(resource.cluster, 'validate_on_fail', text);
    meta.delete('on-fail');
  };
  if (name === 'stop' && value !== undefined && /^(?:standby|demote|stop)$/i.test(value)) {
    reset('stop', `'${value}' is not allowed for stop`);
  } else if (name === 'demote' && value === undefined) {
    for (const operation of configuredOperations(resource)) {
      if (!isRecurringMonitor(operation) || !isForPromoted(operation)) continue;
      if (operation.onFail !== undefined && operation.onFail.toLowerCase() !== 'demote') {
        meta.set('on-fail', operation.onFail);
      }
    }
  } else if (name === 'lrm_delete' && value?.toLowerCase() !== 'ignore') meta.set('on-fail', 'ignore');
  else if (value?.toLowerCase() === 'demote') {
    const monitorsPromoted = config?.name === 'monitor' && config.intervalMs > 0 && isForPromoted(config);
    if (config?.name !== 'promote' && !monitorsPromoted) {
      reset(config?.name ?? '(null)', "'demote' is not allowed for it");
    }
  }
}

/** What a failure of an operation leads to: as configured, or by default. */
export function onFailOf(resource: Resource, name: string, interval: number, value: string | undefined): OnFail {
  const { cluster, isRemoteConnection, managed } = resource;
  const isProbe = name === 'monitor' && interval === 0;
  const isRemoteReset =
    isRemoteConnection && !isProbe && name !== 'start' && isRemoteNode(findNode(cluster, resource.id));
  const configured = value === undefined ? undefined : configuredOnFail(resource, name, value);
  if (configured && !(isRemoteReset && !managed)) return configured;
  if (resource.launcher) return 'restart-container';
  if (isRemoteReset) return managed ? 'reset-remote' : 'stop';
  if (name === 'stop') return cluster.options.fencingEnabled ? 'fence' : 'block';
  return 'restart';
}

const NAMED: Readonly<Record<string, OnFail>> = {
  block: 'block',
  standby: 'standby',
  ignore: 'ignore',
  nothing: 'ignore',
  migrate: 'ban',
  stop: 'stop',
  restart: 'restart',
  demote: 'demote',
};

function configuredOnFail(resource: Resource, name: string, value: string): OnFail | undefined {
  const { cluster, id, launcher } = resource;
  const source = 'pcmk__parse_on_fail';
  switch (value.toLowerCase()) {
    case 'fence': {
      if (cluster.options.fencingEnabled) return 'fence';
      const text = `Resetting 'on-fail' for ${name} of ${id} to 'stop' because 'fence' is not valid when fencing is disabled`;
      configError(cluster, source, text);
      return 'stop';
    }
    case 'restart-container':
      return launcher ? 'restart-container' : undefined;
  }
  const named = NAMED[value.toLowerCase()];
  if (!named) {
    configError(cluster, source, `Using default 'on-fail' for ${name} of ${id} because '${value}' is not valid`);
  }
  return named;
}

/** The role that a resource should be in after such a failure. */
export function roleAfterFailure(resource: Resource, name: string, onFail: OnFail): Role {
  if (onFail === 'stop' || (onFail === 'reset-remote' && resource.remoteReconnectMs !== 0)) return Role.stopped;
  return name === 'promote' ? Role.unpromoted : Role.started;
}
