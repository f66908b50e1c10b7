import { Candidates } from '../model/candidates.js';
import type { ResourceBase } from '../model/resource.js';
import { Role } from '../model/role.js';

type Base = ResourceBase;
type Given = Pick<
  ResourceBase,
  'cluster' | 'id' | 'xml' | 'originalXml' | 'operations' | 'parent' | 'meta' | 'utilization'
>;

/** A class, so that the many fields of each resource lie in the same places: they are read often. */
class Blank implements ResourceBase {
  readonly cluster: Base['cluster'];
  readonly id: Base['id'];
  readonly xml: Base['xml'];
  readonly originalXml: Base['originalXml'];
  readonly operations: Base['operations'];
  readonly parent: Base['parent'];
  readonly meta: Base['meta'];
  readonly utilization: Base['utilization'];
  configured: Base['configured'] = undefined;
  historyId: Base['historyId'] = undefined;
  readonly children: Base['children'] = [];
  readonly parameterCache: Base['parameterCache'] = new Map();
  priority: Base['priority'] = 0;
  stickiness: Base['stickiness'] = 0;
  failureTimeoutMs: Base['failureTimeoutMs'] = 0;
  migrationThreshold: Base['migrationThreshold'] = 1_000_000;
  remoteReconnectMs: Base['remoteReconnectMs'] = 0;
  multipleActive: Base['multipleActive'] = 'stop_start';
  requires: Base['requires'] = 'nothing';
  managed: Base['managed'] = true;
  maintenance: Base['maintenance'] = false;
  critical: Base['critical'] = true;
  notify: Base['notify'] = false;
  unique: Base['unique'] = true;
  promotable: Base['promotable'] = false;
  migratable: Base['migratable'] = false;
  exclusiveProbes: Base['exclusiveProbes'] = false;
  remoteNestingAllowed: Base['remoteNestingAllowed'] = false;
  blocked: Base['blocked'] = false;
  failed: Base['failed'] = false;
  failureIgnored: Base['failureIgnored'] = false;
  removed: Base['removed'] = false;
  removedLaunched: Base['removedLaunched'] = false;
  startPending: Base['startPending'] = false;
  stopUnexpected: Base['stopUnexpected'] = false;
  stopIfFailed: Base['stopIfFailed'] = false;
  fenceDevice: Base['fenceDevice'] = false;
  isRemoteConnection: Base['isRemoteConnection'] = false;
  isReplicaContainer: Base['isReplicaContainer'] = false;
  role: Base['role'] = Role.stopped;
  activeNodes: Base['activeNodes'] = [];
  readonly probed: Base['probed'] = new Map();
  pendingAction: Base['pendingAction'] = undefined;
  pendingNode: Base['pendingNode'] = undefined;
  lockNode: Base['lockNode'] = undefined;
  lockTime: Base['lockTime'] = 0;
  migrationSource: Base['migrationSource'] = undefined;
  migrationTarget: Base['migrationTarget'] = undefined;
  readonly danglingMigrationSources: Base['danglingMigrationSources'] = [];
  launcher: Base['launcher'] = undefined;
  readonly launched: Base['launched'] = [];
  candidates: Base['candidates'] = new Candidates();
  nextRole: Base['nextRole'] = Role.unknown;
  assigned: Base['assigned'] = undefined;
  assignedScore: Base['assignedScore'] = 0;
  unassigned: Base['unassigned'] = true;
  assigning: Base['assigning'] = false;
  updatingCandidates: Base['updatingCandidates'] = false;
  promotionPriority: Base['promotionPriority'] = 0;
  readonly locations: Base['locations'] = [];
  readonly tickets: Base['tickets'] = [];
  readonly with: Base['with'] = [];
  readonly withThis: Base['withThis'] = [];
  readonly actions: Base['actions'] = [];
  readonly actionsByTask: Base['actionsByTask'] = new Map();
  actionChanges: Base['actionChanges'] = 0;
  restarting: Base['restarting'] = false;
  reload: Base['reload'] = false;
  visited: Base['visited'] = false;

  constructor(given: Given) {
    this.cluster = given.cluster;
    this.id = given.id;
    this.xml = given.xml;
    this.originalXml = given.originalXml;
    this.operations = given.operations;
    this.parent = given.parent;
    this.meta = given.meta;
    this.utilization = given.utilization;
  }
}

/** A resource of which nothing is known but its configuration. */
export const blankResource = (given: Given): ResourceBase => new Blank(given);
