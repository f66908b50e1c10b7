import { isTrue } from '../../../../cib/options/read.js';
import { resourcePseudoAction } from '../../act/create.js';
import { canProbeOn, probeAll } from '../../act/probe.js';
import type { Group } from '../../model/resource.js';
import type { ActKind } from '../act.js';
import { kindOf } from '../kinds.js';

export const act: ActKind<Group> = {
  createActions(group) {
    for (const member of group.children) kindOf(member).act.createActions(member);
    const tasks = ['start', 'running', 'stop', 'stopped'];
    if (isTrue(group.meta.get('promotable'))) tasks.push('demote', 'demoted', 'promote', 'promoted');
    for (const task of tasks) resourcePseudoAction(group, task, true, true);
  },

  probe: (group, node) => canProbeOn(group, node) && probeAll(group.children, node),
};
