import { Element } from '../../../cib/xml/element.js';
import { sanitizeId } from '../../../cib/xml/name.js';

/** A change of a CIB that could be made, and how. */
export interface Edit {
  /** E.g. `remove the constraint ban-web`. */
  readonly text: string;
  /** The command of the shell that makes it. */
  readonly command: string;
  /** Makes it in a copy. @returns false if there is nothing to change */
  apply(cib: Element): boolean;
}

const configuration = (cib: Element): Element | undefined => cib.child('configuration');

function resourceElement(cib: Element, id: string): Element | undefined {
  for (const each of configuration(cib)?.child('resources')?.walk() ?? []) {
    if (each.id === id && /^(?:primitive|group|clone|master|bundle)$/.test(each.name)) return each;
  }
  return undefined;
}

/** Set a name in a block of pairs, wherever it is set; else in the first block. */
function setPair(owner: Element, block: string, name: string, value: string): void {
  let set = false;
  for (const each of owner.elements(block)) {
    for (const pair of each.elements('nvpair')) {
      if (pair.get('name') !== name) continue;
      pair.set('value', value);
      set = true;
    }
  }
  if (set) return;
  const id = `${owner.id ?? 'cib'}-${block}`;
  const first = owner.child(block) ?? owner.append(new Element(block, { id }));
  first.append(new Element('nvpair', { id: sanitizeId(`${first.id}-${name}`), name, value }));
}

export const setMeta = (resource: string, name: string, value: string, command: string): Edit => ({
  text: `set ${name} of ${resource} to ${value}`,
  command,
  apply(cib) {
    const element = resourceElement(cib, resource);
    if (element) setPair(element, 'meta_attributes', name, value);
    return element !== undefined;
  },
});

/** The constraint that has an id, or something in it that does: a rule, a set. */
export function constraintOf(cib: Element, id: string): Element | undefined {
  for (const constraint of configuration(cib)?.child('constraints')?.elements() ?? []) {
    for (const each of constraint.walk()) if (each.id === id) return constraint;
  }
  return undefined;
}

const NAMES: Readonly<Record<string, string>> = {
  rsc_location: 'location',
  rsc_colocation: 'colocation',
  rsc_order: 'order',
  rsc_ticket: 'ticket',
};

export const removeConstraint = ({ id = '', name }: Element): Edit => ({
  text: `remove the ${NAMES[name] ?? ''} constraint ${id}`,
  command: `crm configure delete ${id}`,
  apply(cib) {
    const constraint = constraintOf(cib, id);
    constraint?.remove();
    return constraint !== undefined;
  },
});

const isOf = (name: string, resource: string): boolean => name.replace(/:\d+$/, '') === resource;
const FAILURE = /^(?:fail-count|last-failure)-(.+)#[^#]*$/;

/** Forget failures of a primitive, on a node or everywhere: the history goes with them, as probes will make it anew. */
export const clearFailures = (resource: string, node: string | undefined): Edit => ({
  text: `clear the failures of ${resource}${node === undefined ? '' : ` on ${node}`}`,
  command: `crm resource cleanup ${resource}${node === undefined ? '' : ` ${node}`}`,
  apply(cib) {
    let changed = false;
    for (const state of cib.child('status')?.elements('node_state') ?? []) {
      if (node !== undefined && state.get('uname') !== node && state.id !== node) continue;
      for (const each of [...state.walk()]) if (isFailure(each, resource)) changed = remove(each) || changed;
    }
    return changed;
  },
});

function isFailure(element: Element, resource: string): boolean {
  if (element.name === 'nvpair') return isOf(FAILURE.exec(element.get('name') ?? '')?.[1] ?? '', resource);
  if (element.name !== 'lrm_rsc_op' || !isOf(element.parent?.id ?? '', resource)) return false;
  if (element.id?.includes('_last_failure_')) return true;
  const expected = element.get('transition-key')?.split(':')[2];
  return element.get('rc-code') !== (expected ?? '0') && !/_monitor_0$/.test(element.get('operation_key') ?? '');
}

function remove(element: Element): boolean {
  element.remove();
  return true;
}

/** Take a node attribute back, permanent or transient. */
export const clearNodeAttribute = (node: string, name: string, text: string, command: string): Edit => ({
  text,
  command,
  apply(cib) {
    let changed = false;
    const places = [configuration(cib)?.child('nodes'), cib.child('status')];
    for (const place of places) {
      for (const each of place?.elements() ?? []) {
        if (each.get('uname') !== node) continue;
        for (const pair of [...each.walk()]) {
          if (pair.name === 'nvpair' && pair.get('name') === name) changed = remove(pair) || changed;
        }
      }
    }
    return changed;
  },
});

export const setOption = (name: string, value: string): Edit => ({
  text: `set the cluster option ${name} to ${value}`,
  command: `crm configure property ${name}=${value}`,
  apply(cib) {
    const section = configuration(cib)?.child('crm_config');
    if (!section) return false;
    setPair(section, 'cluster_property_set', name, value);
    return true;
  },
});

export const grantTicket = (ticket: string): Edit => ({
  text: `grant the ticket ${ticket}`,
  command: `crm site ticket grant ${ticket}`,
  apply(cib) {
    const status = cib.child('status') ?? cib.append(new Element('status'));
    const tickets = status.child('tickets') ?? status.append(new Element('tickets'));
    const state = tickets.child('ticket_state', ticket) ?? tickets.append(new Element('ticket_state', { id: ticket }));
    state.set('granted', 'true').set('standby', 'false');
    return true;
  },
});

/** Bind a resource to a node, as `crm_resource --move` does. */
export const moveTo = (resource: string, node: string): Edit => ({
  text: `move ${resource} to ${node}`,
  command: `crm resource move ${resource} ${node}`,
  apply(cib) {
    const whole = configuration(cib);
    const constraints = whole?.child('constraints') ?? whole?.append(new Element('constraints'));
    const id = `cli-prefer-${resource}`;
    constraintOf(cib, id)?.remove();
    constraints?.append(new Element('rsc_location', { id, rsc: resource, node, score: 'INFINITY' }));
    return constraints !== undefined;
  },
});

/** One change after the other. */
export const both = (first: Edit, second: Edit): Edit => ({
  text: `${first.text} and ${second.text}`,
  command: `${first.command}; ${second.command}`,
  apply: (cib) => first.apply(cib) && second.apply(cib),
});
