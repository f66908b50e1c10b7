import type { Resource } from '../../../daemon/scheduler/model/resource.js';
import { currentNode } from '../../status/primitive.js';
import type { ClusterJob } from '../job.js';

/** Properties of resources, by the bits that stand for them in this list. */
const FLAGS: readonly (readonly [bit: number, has: (resource: Resource) => boolean])[] = [
  [0, ({ removed }) => removed],
  [1, ({ managed }) => managed],
  [2, ({ blocked }) => blocked],
  [3, ({ removedLaunched }) => removedLaunched],
  [4, ({ notify }) => notify],
  [5, ({ unique }) => unique],
  [6, ({ fenceDevice }) => fenceDevice],
  [7, ({ promotable }) => promotable],
  [8, ({ unassigned }) => unassigned],
  [12, ({ stopIfFailed }) => stopIfFailed],
  [14, ({ remoteNestingAllowed }) => remoteNestingAllowed],
  [15, ({ critical }) => critical],
  [16, ({ failed }) => failed],
  [18, ({ isRemoteConnection }) => isRemoteConnection],
  [19, ({ startPending }) => startPending],
  [20, ({ exclusiveProbes }) => exclusiveProbes],
  [22, ({ stopUnexpected }) => stopUnexpected],
  [23, ({ migratable }) => migratable],
  [24, ({ failureIgnored }) => failureIgnored],
  [25, ({ isReplicaContainer }) => isReplicaContainer],
  [26, ({ maintenance }) => maintenance],
  [28, ({ requires }) => requires === 'quorum'],
  [29, ({ requires }) => requires === 'fencing' || requires === 'unfencing'],
  [30, ({ requires }) => requires === 'unfencing'],
];

/** Resources and colocations in a form that test programs read. */
export function listForTests({ cluster, report }: ClusterJob): undefined {
  for (const resource of cluster.resources) tell(resource);
  for (const constraint of cluster.cib.child('configuration')?.child('constraints')?.elements('rsc_colocation') ?? []) {
    if (constraint.id === undefined) continue;
    const values = ['id', 'rsc', 'with-rsc', 'score', 'rsc-role', 'with-rsc-role'];
    report.note(`Constraint rsc_colocation ${values.map((name) => constraint.get(name) ?? 'NA').join(' ')}`);
  }

  function tell(resource: Resource): void {
    const { xml, id, historyId, parent } = resource;
    const flags = FLAGS.reduce((sum, [bit, has]) => sum + (has(resource) ? 2 ** bit : 0), 0);
    const values = [
      xml.name,
      id,
      historyId ?? id,
      parent?.id ?? 'NA',
      xml.get('provider') ?? 'NA',
      xml.get('class') ?? '(null)',
      xml.get('type') ?? '(null)',
      currentNode(resource)?.name ?? 'NA',
      resource.fenceDevice ? 0 : 1,
      flags,
      flags === 0 ? '0000000000000000' : `0x${flags.toString(16).padStart(16, '0')}`,
    ];
    report.note(`Resource: ${values.join(' ')}`);
    for (const child of resource.children) tell(child);
  }
}
