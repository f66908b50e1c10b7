import { Element } from '../../cib/xml/element.js';
import { type AgentMetadata, advised, currentRole } from './metadata.js';

/** Operations whose times agents advise, and which of their attributes are taken over. */
const OPERATIONS = ['monitor', 'start', 'stop', 'promote', 'demote'];
const MONITOR_ATTRIBUTES = ['timeout', 'interval', 'role'];
/** How often to monitor if the agent does not say. */
const INTERVAL = '20s';

/** A time with its unit: seconds if it has none. */
export const withUnit = (time: string): string => (/^\d+[a-z]+$/.test(time) ? time : `${time}s`);

/** Give a primitive the operations that its agent advises, and their times where none are given. */
export function adviseOperations(primitive: Element, metadata: AgentMetadata): void {
  const existing = primitive.child('operations');
  const operations = existing ?? primitive.append(new Element('operations'));
  const given = new Set<string>();
  for (const op of operations.elements('op')) {
    const name = op.get('name') ?? '';
    given.add(name);
    if (!OPERATIONS.includes(name)) continue;
    const role = op.get('role');
    const advice = (attribute: string) => advised(metadata, name, attribute, { role });
    if (!op.has('interval')) op.set('interval', withUnit(advice('interval') ?? INTERVAL));
    const timeout = advice('timeout');
    if (!op.has('timeout') && timeout) op.set('timeout', withUnit(timeout));
  }
  // Monitors come first, as there may be several.
  const actions = [...metadata.actions].sort((a, b) => Number(b.name === 'monitor') - Number(a.name === 'monitor'));
  for (const { name, advice } of actions) {
    if (!OPERATIONS.includes(name) || given.has(name)) continue;
    const op = operations.append(new Element('op', { name }));
    for (const [attribute, value] of advice) {
      if (name === 'monitor' && !MONITOR_ATTRIBUTES.includes(attribute)) continue;
      op.set(attribute, attribute === 'role' ? currentRole(value) : attribute === 'depth' ? value : withUnit(value));
    }
    if (!op.has('interval')) op.set('interval', '0s');
  }
  // Where they stand among the parts of a primitive: last, as those that were just given.
  if (existing) {
    existing.remove();
    primitive.append(existing);
  }
}

/** Operations without an interval get the one that the agent advises, if it is known, or a usual one. */
export function completeIntervals(resource: Element, metadata?: AgentMetadata): void {
  for (const op of resource.child('operations')?.elements('op') ?? []) {
    if (op.has('interval') || op.has('id-ref')) continue;
    const advice = metadata && advised(metadata, op.get('name') ?? '', 'interval', { role: op.get('role') });
    op.set('interval', withUnit(advice ?? INTERVAL));
  }
}

/** Whether instances of an agent can be promoted. */
export const isPromotable = ({ actions }: AgentMetadata): boolean =>
  ['promote', 'demote'].every((name) => actions.some((action) => action.name === name));
