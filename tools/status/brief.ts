import { compareNames } from '../../daemon/scheduler/model/names.js';
import type { Resource } from '../../daemon/scheduler/model/resource.js';
import { item, type Outline } from './outline.js';
import { agentText } from './primitive.js';
import type { Show } from './view.js';

/** How many resources of each agent are active where. */
export function briefList(resources: readonly Resource[], show: Show): Outline[] {
  const total = new Map<string, number>();
  const active = new Map<string, Map<string, number>>();
  for (const resource of resources) {
    if (resource.kind !== 'primitive') continue;
    const agent = agentText(resource);
    total.set(agent, (total.get(agent) ?? 0) + 1);
    for (const node of resource.activeNodes) {
      if (!node.unclean && !node.online && resource.managed) continue;
      const counts = active.get(node.name) ?? new Map<string, number>();
      active.set(node.name, counts.set(agent, (counts.get(agent) ?? 0) + 1));
    }
  }
  const entries: Outline[] = [];
  const nodes = [...active].sort(([a], [b]) => compareNames(a, b));
  for (const [agent, all] of [...total].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const of = (count: number): string => (show.inactive ? `${count}/${all}` : String(count));
    let anywhere = false;
    for (const [node, counts] of nodes) {
      const count = counts.get(agent);
      if (count === undefined) continue;
      anywhere = true;
      entries.push(item(`${of(count)}\t(${agent}):\tActive ${show.resourceOnly ? '' : node}`));
    }
    if (show.inactive && !anywhere) entries.push(item(`${of(0)}\t(${agent}):\tActive`));
  }
  return entries;
}
