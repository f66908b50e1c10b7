import { int } from '../../../cib/number/int.js';
import { ctime } from '../../../cib/time/ctime.js';
import type { Element } from '../../../cib/xml/element.js';
import { printableId } from '../../../daemon/scheduler/model/relations.js';
import { exitText } from '../../../daemon/scheduler/unpack/history/text.js';
import type { NodeHistory, ShownHistory } from '../history.js';
import { displayName } from '../node-state.js';
import { item, list, type Outline } from '../outline.js';
import type { Show } from '../view.js';

/**
 * Operations or fail counts of each node.
 * @param title what comes before the name of a node
 */
export const historyText = (nodes: readonly NodeHistory[], show: Show, title = 'Node: '): Outline[] =>
  nodes
    .filter(({ resources }) => resources.length > 0)
    .map(({ node, resources }) =>
      list(
        `${title}${displayName(node, show.nodeId)}`,
        resources.map((history) => entryText(history, show)),
      ),
    );

function entryText(history: ShownHistory, show: Show): Outline {
  const { id, resource, operations } = history;
  if (operations.length === 0) return item(headText(id, history));
  return list(
    headText(printableId(resource), history),
    operations.map((operation) => item(operationText(operation, show))),
  );
}

function headText(id: string, { resource, failures: { failCount, lastFailure } }: ShownHistory): string {
  const count = failCount > 0 ? ` fail-count=${failCount}` : '';
  const last = lastFailure > 0 ? ` last-failure='${ctime(lastFailure)}'` : '';
  return `${id}: migration-threshold=${resource.migrationThreshold}${count}${last}`;
}

/** The name under which an operation is shown: a monitor that is run once is a probe. */
export const taskText = (operation: Element): string =>
  operation.get('operation') === 'monitor' && (operation.get('interval') ?? '0') === '0'
    ? 'probe'
    : (operation.get('operation') ?? '');

function operationText(operation: Element, { timing }: Show): string {
  const interval = operation.get('interval');
  const every = interval === undefined || interval === '0' ? '' : ` interval="${interval}ms"`;
  const head = `(${operation.get('call-id')}) ${taskText(operation)}`;
  if (!timing) return `${head}${every === '' ? '' : `:${every}`}`;
  const rc = Math.max(0, int(operation.get('rc-code'), 0));
  const changed = int(operation.get('last-rc-change'), 0);
  const when = changed > 0 ? ` last-rc-change="${ctime(changed)}"` : '';
  const time = (name: string): string => (operation.has(name) ? ` ${name}="${operation.get(name)}ms"` : '');
  return `${head}:${every}${when}${time('exec-time')}${time('queue-time')} rc=${rc} (${exitText(rc)})`;
}
