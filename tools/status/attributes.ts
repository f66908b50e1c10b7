import { int } from '../../cib/number/int.js';
import type { Node } from '../../daemon/scheduler/model/node.js';
import type { Resource } from '../../daemon/scheduler/model/resource.js';
import { parameters } from '../../daemon/scheduler/unpack/meta.js';

/** Attributes that tell of what is shown elsewhere, or of nothing that people set. */
const HIDDEN = /^(?:fail-count|last-failure|shutdown|terminate|standby|#)/;

export interface ShownAttribute {
  readonly name: string;
  readonly value: string;
  /** What it would be with all peers reachable, if a ping resource sets it. */
  readonly expected: number | undefined;
}

/** Attributes of a node that are worth showing, by name. */
export function shownAttributes(node: Node): ShownAttribute[] {
  return [...node.attributes]
    .filter(([name]) => !HIDDEN.test(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ({ name, value, expected: expectedScore(node, node.running, name) }));
}

function expectedScore(node: Node, resources: readonly Resource[], attribute: string): number | undefined {
  for (const resource of resources) {
    const inside = expectedScore(node, resource.children, attribute);
    if (inside !== undefined) return inside;
    if (!/^pingd?$/i.test(resource.meta.get('type') ?? '')) continue;
    const values = parameters(resource, node);
    if ((values.get('name') ?? 'pingd').toLowerCase() !== attribute.toLowerCase()) continue;
    const hosts = values.get('host_list')?.split(' ').length ?? 0;
    return hosts * int(values.get('multiplier'), 1);
  }
  return undefined;
}

/** What an attribute of reachability means in words; '' if it is as it should be, or is none. */
export function connectivityText({ value, expected }: ShownAttribute): string {
  if (expected === undefined) return '';
  const score = int(value, -1);
  if (score <= 0) return 'Connectivity is lost';
  return score < expected ? `Connectivity is degraded (Expected=${expected})` : '';
}
