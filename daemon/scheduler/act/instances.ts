import { INFINITY_SCORE } from '../../../cib/number/score.js';
import { kindOf } from '../kinds/kinds.js';
import { Relation } from '../model/action.js';
import type { Resource } from '../model/resource.js';
import { relate } from '../order/relate.js';
import { resourcePseudoAction } from './create.js';
import { notifyOf } from './notify/pseudo.js';

interface Movement {
  starting: boolean;
  stopping: boolean;
  restarting: boolean;
  active: boolean;
}

/** Make the actions of instances, and those of the clone (or bundle) as a whole that they are ordered by. */
export function createInstanceActions(whole: Resource, instances: readonly Resource[]): void {
  const movement: Movement = { starting: false, stopping: false, restarting: false, active: false };
  for (const instance of instances) {
    kindOf(instance).act.createActions(instance);
    watch(instance, movement);
  }
  const { starting, stopping, restarting, active } = movement;
  const start = resourcePseudoAction(whole, 'start', !starting, true);
  const started = resourcePseudoAction(whole, 'running', !starting, false);
  started.priority = INFINITY_SCORE;
  if (active || starting) started.runnable = true;
  const stop = resourcePseudoAction(whole, 'stop', !stopping, true);
  const stopped = resourcePseudoAction(whole, 'stopped', !stopping, true);
  stopped.priority = INFINITY_SCORE;
  if (!restarting) stop.migratable = true;
  if (whole.kind !== 'clone') return;
  const startNotify = notifyOf(whole, 'start', start, started);
  const stopNotify = notifyOf(whole, 'stop', stop, stopped);
  if (startNotify && stopNotify) relate(stopNotify.postDone, startNotify.pre, Relation.ordered);
}

function watch(resource: Resource, movement: Movement): void {
  if (resource.kind !== 'primitive') {
    for (const child of resource.children) watch(child, movement);
    return;
  }
  const { actionsByTask, activeNodes } = resource;
  const starts = actionsByTask.get('start')?.some(({ optional, runnable }) => !optional && runnable) ?? false;
  // A stop that fencing implies is one, too
  const stops =
    actionsByTask.get('stop')?.some(({ optional, runnable, pseudo }) => !optional && (runnable || pseudo)) ?? false;
  movement.active ||= activeNodes.length > 0;
  movement.starting ||= starts;
  movement.stopping ||= stops;
  movement.restarting ||= starts && stops;
}
