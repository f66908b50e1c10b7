import type { Action } from '../model/action.js';
import { Relation } from '../model/action.js';
import type { Cluster } from '../model/cluster.js';
import { intervalText, notificationKey } from './key.js';

export interface DotOptions {
  /** Also what is optional, or of unmanaged resources. */
  readonly allActions?: boolean;
  /** Show action ids. */
  readonly ids?: boolean;
}

/**
 * The actions and what they wait for, as a drawing in the language of dot(1).
 * Green: to be done; red: needed but impossible; blue: optional. Orange text: only a point in the transition.
 */
export function dotGraph(cluster: Cluster, options: DotOptions = {}): string {
  const lines = [' digraph "g" {'];
  const actions = cluster.actions.toReversed();
  const drawn = new Set<Action>();
  for (const action of actions) {
    const look = appearance(action, options.allActions === true);
    if (!look) continue;
    drawn.add(action);
    lines.push(`"${dotName(action, options)}" [ ${look}]`);
  }
  for (const action of actions) {
    for (const { action: first, flags, inGraph } of action.before) {
      if (!inGraph) {
        if (flags === Relation.none) continue;
        const both = drawn.has(first) && drawn.has(action) && flags !== Relation.ifOnSameNodeOrTarget;
        if (!both && !options.allActions) continue;
      }
      const style = inGraph ? 'bold' : 'dashed';
      lines.push(`"${dotName(first, options)}" -> "${dotName(action, options)}" [ style = ${style}]`);
    }
  }
  lines.push('}');
  return `${lines.join('\n')}\n`;
}

function appearance({ pseudo, inGraph, resource, optional }: Action, all: boolean): string | undefined {
  const unmanaged = resource !== undefined && !resource.managed;
  const color = inGraph ? 'green' : !unmanaged && optional ? 'blue' : 'red';
  if (!all && !inGraph && (unmanaged || optional)) return undefined;
  const font = !inGraph && unmanaged ? 'purple' : pseudo ? 'orange' : 'black';
  return `style=${inGraph ? 'bold' : 'dashed'} color="${color}" fontcolor="${font}"`;
}

function dotName(action: Action, { ids }: DotOptions): string {
  const name = nameOf(action);
  return ids ? `${name} (${action.id})` : name;
}

function nameOf({ task, cancelTask, node, pseudo, resource, meta, key }: Action): string {
  const host = node?.name ?? (pseudo ? undefined : '<none>');
  const prefix = task === 'cancel' ? 'Cancel ' : '';
  const operation = task === 'cancel' ? cancelTask : task;
  const at = host === undefined ? '' : ` ${host}`;
  if (resource?.historyId !== undefined) {
    const notification = task.toLowerCase() === 'notify' || task.toLowerCase() === 'notified';
    const name = notification
      ? notificationKey(resource.historyId, meta.get('notify_key_type'), meta.get('notify_key_operation'))
      : `${resource.historyId}_${operation}_${intervalText(meta)}`;
    return `${prefix}${name}${at}`;
  }
  if (task === 'stonith') return `stonith '${meta.get('stonith_action')}'${at}`;
  if (host === undefined) return key;
  return `${prefix}${resource ? key : task}${at}`;
}
