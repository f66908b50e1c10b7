import { kindOf } from '../kinds/kinds.js';
import type { Action } from '../model/action.js';
import { isRemote, type Node } from '../model/node.js';

/** What must be done before the connection to a remote node moves. */
const BEFORE_MOVE = new Set(['cancel', 'stop', 'demote', 'migrate_from', 'migrate_to']);

/** Node through which an action on a remote node is routed: the one that has the connection at that time. */
export function routerOf({ task, node, meta }: Action): Node | undefined {
  if (task === 'stonith' || !node || !isRemote(node) || !node.remote) return undefined;
  const connection = node.remote;
  const from = kindOf(connection).status.activeNode(connection).node;
  const to = connection.assigned;
  if (!from || !to || from === to) return from ?? to;

  const operation = task === 'notify' ? (meta.get('notify_operation') ?? '') : task;
  // Half a migration: the connection is at its target before all else
  const halfMigrated = !connection.launcher && connection.migrationTarget !== undefined;
  return BEFORE_MOVE.has(operation) && !halfMigrated ? from : to;
}
