import { INFINITY_SCORE } from '../../../../cib/number/score.js';
import { resourcePseudoAction } from '../../act/create.js';
import { createInstanceActions } from '../../act/instances.js';
import { notifyOf, orderNotifications } from '../../act/notify/pseudo.js';
import { probeAll } from '../../act/probe.js';
import type { Node } from '../../model/node.js';
import { within } from '../../model/relations.js';
import type { Clone, Resource } from '../../model/resource.js';
import { compareNumbers } from '../../place/compare-instances.js';
import { sortAsList } from '../../place/sort.js';
import { assignedNode } from '../../place/whereabouts.js';
import type { ActKind } from '../act.js';
import { kindOf } from '../kinds.js';

export const act: ActKind<Clone> = {
  createActions(clone) {
    createInstanceActions(clone, clone.children);
    if (!clone.promotable) return;
    for (const instance of clone.children) kindOf(instance).act.createActions(instance);
    createRoleActions(clone);
    // Until now it was what it is worth to be promoted
    for (const instance of clone.children) instance.priority = clone.priority;
  },

  probe(clone, node) {
    if (clone.exclusiveProbes && clone.candidates.get(node)?.probe !== 'exclusive') {
      // Notifications are to name only nodes where it may be
      clone.candidates.delete(node);
      return false;
    }
    sortAsList(clone.children, compareNumbers);
    if (clone.unique) return probeAll(clone.children, node);
    const instance = probedOn(clone, node) ?? clone.children.find((child) => assignedNode(child) === node);
    const chosen = instance ?? (clone.children[0] as Resource);
    return kindOf(chosen).act.probe(chosen, node);
  },
};

function probedOn(clone: Clone, node: Node): Resource | undefined {
  return clone.children.find((instance) => {
    for (const each of within(instance)) if (each.children.length === 0 && each.probed.has(node)) return true;
    return false;
  });
}

function createRoleActions(clone: Clone): void {
  const changing = (task: string): boolean => clone.children.some((instance) => isRequired(instance, task));
  const isDemoting = changing('demote');
  const isPromoting = changing('promote');
  const promote = resourcePseudoAction(clone, 'promote', !isPromoting, true);
  const promoted = resourcePseudoAction(clone, 'promoted', !isPromoting, true);
  promoted.priority = INFINITY_SCORE;
  notifyOf(clone, 'promote', promote, promoted);
  const demote = resourcePseudoAction(clone, 'demote', !isDemoting, true);
  const demoted = resourcePseudoAction(clone, 'demoted', !isDemoting, true);
  demoted.priority = INFINITY_SCORE;
  if (notifyOf(clone, 'demote', demote, demoted)) orderNotifications(clone);
}

function isRequired(resource: Resource, task: string): boolean {
  if (resource.children.length > 0) return resource.children.some((child) => isRequired(child, task));
  return resource.actionsByTask.get(task)?.some((action) => !action.optional) ?? false;
}
