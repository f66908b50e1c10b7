import { int } from '../../cib/number/int.js';
import { EXIT } from '../../cib/result/codes.js';
import type { Element } from '../../cib/xml/element.js';
import { exitText } from '../../daemon/scheduler/unpack/history/text.js';
import { executionText } from '../status/failures.js';
import { parseOperationKey } from '../status/operation-key.js';

/** The result of an operation, as the external agent is told of it. */
export interface Event {
  readonly node: string;
  readonly resource: string;
  readonly task: string;
  readonly description: string;
  readonly exit: number;
  readonly expected: number;
  readonly status: number;
}

/** Operations whose results a patchset (v2) brings. */
export function eventsOf(patch: Element): Event[] {
  const events: Event[] = [];
  for (const change of patch.elements('change')) {
    const operation = change.get('operation');
    if (operation !== 'create' && operation !== 'modify') continue;
    const made =
      operation === 'create' ? [...change.elements()] : [...(change.child('change-result')?.elements() ?? [])];
    const node = /\/node_state\[@id='([^']*)'\]/.exec(change.get('path') ?? '')?.[1];
    for (const element of made) {
      // A modified element is shown by its attributes alone; a new one with all that is in it
      for (const each of operation === 'create' ? element.walk() : [element]) {
        const event = each.name === 'lrm_rsc_op' ? eventOf(each, node) : undefined;
        if (event) events.push(event);
      }
    }
  }
  return events;
}

const MAGIC = /^(-?\d+):(-?\d+);\d+:-?\d+:(-?\d+):/;

function eventOf(operation: Element, around: string | undefined): Event | undefined {
  const magic = MAGIC.exec(operation.get('transition-magic') ?? '');
  const parsed = parseOperationKey(operation.get('operation_key') ?? operation.id ?? '');
  const node = operation.get('on_node') ?? nodeAbove(operation) ?? around;
  if (!magic || !parsed || node === undefined) return undefined;
  const [status, exit, expected] = magic.slice(1).map((text) => int(text, -1)) as [number, number, number];
  const done = status === 0;
  // That a resource does not run where it should not is no news
  if (done && exit === expected && exit === EXIT.NOT_RUNNING.number) return undefined;
  const description = done ? (exit === expected ? 'OK' : exitText(exit)) : executionText(status);
  return { node, resource: parsed.resource, task: parsed.task, description, exit, expected, status };
}

function nodeAbove(element: Element): string | undefined {
  for (let up = element.parent; up; up = up.parent) {
    if (up.name === 'node_state') return up.get('uname') ?? up.id;
  }
  return undefined;
}

/** The environment in which the agent finds what happened. */
export const agentEnvironment = (event: Event, recipient: string | undefined): Record<string, string> => ({
  ...(recipient !== undefined && { CRM_notify_recipient: recipient }),
  CRM_notify_rsc: event.resource,
  CRM_notify_node: event.node,
  CRM_notify_task: event.task,
  CRM_notify_desc: event.description,
  CRM_notify_rc: String(event.exit),
  CRM_notify_target_rc: String(event.expected),
  CRM_notify_status: String(event.status),
});
