import { isTrue } from '../../../cib/options/read.js';
import type { Node } from '../../../daemon/scheduler/model/node.js';
import { topResource } from '../../../daemon/scheduler/model/relations.js';
import type { Resource } from '../../../daemon/scheduler/model/resource.js';
import { parseRole, Role } from '../../../daemon/scheduler/model/role.js';
import { healthOf } from '../../status/node-state.js';
import { element } from '../../status/xml/make.js';
import type { View } from '../report.js';

/** What may keep a resource from being started, promoted or managed. */
export interface Checks {
  /** What the resource is part of. */
  readonly top: Resource;
  readonly remainStopped: boolean;
  readonly unpromotable: boolean;
  readonly unmanaged: boolean;
  /** Name of the node that it waits for. */
  readonly lockedTo: string | undefined;
  /** None of the nodes in question is well enough. */
  readonly unhealthy: boolean;
}

/** @param node on which it should run; any, if none is named */
export function checksOf(resource: Resource, node: Node | undefined): Checks {
  const top = topResource(resource);
  const role = parseRole(resource.meta.get('target-role'));
  const managed = resource.meta.get('is-managed');
  const candidates = [...resource.candidates.nodes];
  return {
    top,
    remainStopped: role === Role.stopped,
    unpromotable: role === Role.unpromoted && top.promotable,
    unmanaged: managed !== undefined && !isTrue(managed),
    lockedTo: resource.lockNode?.name,
    unhealthy: node
      ? isUnhealthy(node, resource)
      : candidates.length > 0 && candidates.every((each) => isUnhealthy(each, resource)),
  };
}

/** Where health is one score among others, it is not told apart from them. */
function isUnhealthy(node: Node, { cluster }: Resource): boolean {
  switch (cluster.options.healthStrategy) {
    case 'migrate-on-red':
      return healthOf(cluster, node) === 'red';
    case 'only-green':
      return healthOf(cluster, node) !== 'green';
    default:
      return false;
  }
}

/** What was found, in sentences; XML says so too if it was nothing. */
export const checksView = (checks: Checks): View => ({
  text: () =>
    sentences(checks)
      .map((text) => `${text}\n`)
      .join(''),
  xml: () => {
    const { top, remainStopped, unpromotable, unmanaged, lockedTo, unhealthy } = checks;
    return [
      element('check', {
        id: top.id,
        remain_stopped: remainStopped || undefined,
        promotable: unpromotable ? false : undefined,
        unmanaged: unmanaged || undefined,
        'locked-to': lockedTo,
        unhealthy: unhealthy || undefined,
      }),
    ];
  },
});

function sentences({ top, remainStopped, unpromotable, unmanaged, lockedTo, unhealthy }: Checks): string[] {
  const { id, cluster } = top;
  const strategy = cluster.options.text.get('node-health-strategy');
  return [
    ...(remainStopped ? [`Configuration specifies '${id}' should remain stopped`] : []),
    ...(unpromotable ? [`Configuration specifies '${id}' should not be promoted`] : []),
    ...(unmanaged ? [`Configuration prevents cluster from stopping or starting unmanaged '${id}'`] : []),
    ...(lockedTo === undefined ? [] : [`'${id}' is locked to node ${lockedTo} due to shutdown`]),
    ...(unhealthy ? [`'${id}' cannot run on unhealthy nodes due to node-health-strategy='${strategy}'`] : []),
  ];
}
