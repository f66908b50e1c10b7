import { createNotifications } from '../../act/notify/create.js';
import type { Clone } from '../../model/resource.js';
import type { GraphKind } from '../graph.js';
import { kindOf } from '../kinds.js';

export const graph: GraphKind<Clone> = {
  addActions(clone, add) {
    createNotifications(clone);
    for (const instance of clone.children) kindOf(instance).graph.addActions(instance, add);
    add(clone);
  },

  addMeta(clone, set) {
    const { unique, notify, cloneMax, cloneNodeMax, promotedMax, promotedNodeMax } = clone;
    set('CRM_meta_globally_unique', String(unique));
    set('CRM_meta_notify', String(notify));
    set('CRM_meta_clone_max', String(cloneMax));
    set('CRM_meta_clone_node_max', String(cloneNodeMax));
    if (!clone.promotable) return;
    // Older agents know them by their old names
    for (const name of ['promoted', 'master']) {
      set(`CRM_meta_${name}_max`, String(promotedMax));
      set(`CRM_meta_${name}_node_max`, String(promotedNodeMax));
    }
  },

  *listed(clone) {
    for (const instance of clone.children) yield* kindOf(instance).graph.listed(instance);
  },
};
