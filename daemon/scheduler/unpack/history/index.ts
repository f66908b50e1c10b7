import type { Element } from '../../../../cib/xml/element.js';
import type { History } from '../../model/history.js';

/** Index the operation history: the status section is searched once. */
export function indexHistory(status: Element | undefined): History {
  const history = new Map<string, Map<string, Element>>();
  for (const state of status?.elements('node_state') ?? []) {
    const name = state.get('uname');
    if (name === undefined) continue;
    const resources = history.get(name) ?? new Map<string, Element>();
    history.set(name, resources);
    for (const resource of state.child('lrm')?.child('lrm_resources')?.elements('lrm_resource') ?? []) {
      if (resource.id !== undefined && !resources.has(resource.id)) resources.set(resource.id, resource);
    }
  }
  return history;
}
