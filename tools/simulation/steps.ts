import { Element } from '../../cib/xml/element.js';
import type { Modification } from '../../daemon/scheduler/simulate/inject.js';
import type { Step } from '../../daemon/scheduler/simulate/step.js';
import { item, type Outline } from '../status/outline.js';

type Event = Step | Modification;

/** A node's state as an XPath: the peer shows where it put an attribute, in a document of that state alone. */
const STATE_PATH = '/node_state';

/** What happened as a point of a list; problems and remarks have no place in it. */
export function stepLine(step: Event): Outline | undefined {
  const text = stepText(step);
  return text === undefined ? undefined : item(text);
}

function stepText(step: Event): string | undefined {
  switch (step.kind) {
    case 'pseudo':
      return `Pseudo action:   ${step.key}${step.node === undefined ? '' : ` on ${step.node}`}`;
    case 'resource': {
      const interval = step.intervalMs > 0 ? `=${step.intervalMs}` : '';
      return `Resource action: ${step.resource.padEnd(15)} ${step.operation}${interval} on ${step.node}`;
    }
    case 'cluster':
      return `Cluster action:  ${step.task}${step.resource === undefined ? '' : ` for ${step.resource}`} on ${step.node}`;
    case 'fence':
      return `Fencing ${step.node} (${step.action})`;
    case 'attribute':
      return `Injecting attribute ${step.name}=${step.value} into ${STATE_PATH} '${step.node}'`;
    case 'quorum':
    case 'watchdog':
      return `Setting ${step.kind}: ${step.value}`;
    case 'node':
      return {
        Online: `Bringing node ${step.node} online`,
        Offline: `Taking node ${step.node} offline`,
        Failing: `Failing node ${step.node}`,
      }[step.action];
    case 'ticket':
      return step.action === 'Standby'
        ? `Making ticket ${step.ticket} standby`
        : `${step.action} ticket ${step.ticket}`;
    case 'operation':
      return `Injecting ${step.spec} into the configuration`;
    default:
      return undefined;
  }
}

export function stepElement(step: Event): Element | undefined {
  switch (step.kind) {
    case 'pseudo':
      return new Element('pseudo_action', { task: step.key, ...(step.node !== undefined && { node: step.node }) });
    case 'resource':
      return new Element('rsc_action', {
        resource: step.resource,
        op: step.operation,
        node: step.node,
        ...(step.intervalMs > 0 && { interval: String(step.intervalMs) }),
      });
    case 'cluster':
      return new Element('cluster_action', {
        task: step.task,
        node: step.node,
        ...(step.resource !== undefined && { id: step.resource }),
      });
    case 'fence':
      return new Element('fencing_action', { target: step.node, op: step.action });
    case 'attribute':
      return new Element('inject_attr', {
        name: step.name,
        value: step.value,
        node_path: STATE_PATH,
        cib_node: step.node,
      });
    case 'node':
      return new Element('modify_node', { action: step.action, node: step.node });
    case 'ticket':
      return new Element('modify_ticket', { action: step.action, ticket: step.ticket });
    case 'operation':
      return new Element('inject_spec', { spec: step.spec });
    default:
      return undefined;
  }
}
