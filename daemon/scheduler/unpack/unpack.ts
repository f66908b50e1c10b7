import { FEATURE_SET, isNewerFeatureSet } from '../../../cib/document/empty.js';
import { isTrue } from '../../../cib/options/read.js';
import { finderIn } from '../../../cib/references/expand.js';
import { CibError } from '../../../cib/result/error.js';
import { type Unpacked, unpackNvpairs } from '../../../cib/rules/nvpairs.js';
import { fromEpoch } from '../../../cib/time/arithmetic.js';
import type { Element } from '../../../cib/xml/element.js';
import { kindOf } from '../kinds/kinds.js';
import { note, warnOnce } from '../log.js';
import type { Cluster, RunOptions } from '../model/cluster.js';
import { Ledger } from '../model/ledger.js';
import { Memory } from '../model/memory.js';
import { Role } from '../model/role.js';
import { noteNextChange, ruleContext } from './context.js';
import { indexHistory } from './history/index.js';
import { unpackRemoteNodes } from './implicit.js';
import { createNode, findNode, unpackNodes } from './nodes.js';
import { unpackOptions } from './options.js';
import { unpackResources } from './resources.js';
import { unpackStatus } from './status.js';
import { checkFencingTopology, unpackTags } from './tags.js';
import { isDisabled } from './target-role.js';

/**
 * What a CIB says: what is wanted, and what is. The CIB is only read.
 * @throws CibError `EPROTONOSUPPORT` if its feature set is beyond ours
 */
export function unpack(cib: Element, run: RunOptions): Cluster {
  const cluster = blankCluster(cib, run);
  const configuration = cib.child('configuration');
  const resources = configuration?.child('resources');
  warnOfOldRules(cluster);
  unpackNodes(cluster, configuration?.child('nodes'));
  const connections = run.locationOnly ? [] : unpackRemoteNodes(cluster, resources);
  unpackResources(cluster, resources, connections);
  checkFencingTopology(cluster, configuration?.child('fencing-topology'));
  unpackTags(cluster, configuration?.child('tags'));
  if (!run.locationOnly) unpackStatus(cluster, cib.child('status'));
  if (!run.noCounts) countResources(cluster);
  if (run.localNode !== undefined && !findNode(cluster, run.localNode)) {
    note(cluster, 'info', 'cluster_status', `Creating a fake local node for ${run.localNode}`);
    createNode(cluster, run.localNode, run.localNode, 'cluster');
  }
  cluster.nodes.forEach((node, index) => {
    node.index = index;
  });
  return cluster;
}

type Basics = 'cib' | 'run' | 'now' | 'find' | 'memory' | 'asked' | 'log' | 'findings' | 'warned';

function blankCluster(cib: Element, run: RunOptions): Cluster {
  const memory = run.memory ?? new Memory();
  memory.find ??= finderIn(cib);
  const basics: Pick<Cluster, Basics> = {
    cib,
    run,
    now: fromEpoch(Math.floor(run.now / 1000)),
    find: memory.find,
    memory,
    asked: { time: 0, node: 0 },
    log: [],
    findings: [],
    warned: new Set(),
  };
  const featureSet = cib.get('crm_feature_set');
  if (featureSet !== undefined && isNewerFeatureSet(featureSet)) {
    const text = `Can't process CIB with feature set '${featureSet}' greater than our own '${FEATURE_SET}'`;
    throw new CibError('EPROTONOSUPPORT', text);
  }
  const configuration = cib.child('configuration');
  const quorate = isTrue(cib.get('have-quorum'));
  const configured = readOptions(basics, configuration?.child('crm_config'));
  const options = unpackOptions(configured.values, { cib, quorate }, basics);
  if (!run.locationOnly && !quorate && options.noQuorumPolicy !== 'ignore') {
    const text = 'Fencing and resource management disabled due to lack of quorum';
    note(basics, 'warning', 'cluster_status', text);
  }
  const cluster: Cluster = {
    // Written out: to spread a part of so large an object costs many times the rest
    cib: basics.cib,
    run: basics.run,
    now: basics.now,
    find: basics.find,
    memory: basics.memory,
    passing: new Memory(),
    asked: basics.asked,
    log: basics.log,
    findings: basics.findings,
    warned: basics.warned,
    options,
    resourceDefaults: configuration?.child('rsc_defaults'),
    operationDefaults: configuration?.child('op_defaults'),
    quorate,
    dc: undefined,
    haveFencing: options.haveWatchdog,
    haveRemoteNodes: false,
    enableUnfencing: (basics.memory.unfencing ??= wantsUnfencing(configuration)),
    nodes: [],
    nodesById: new Map(),
    nodesByName: new Map(),
    resources: [],
    resourcesById: new Map(),
    resourcesByHistoryId: new Map(),
    templates: new Map(),
    tags: new Map(),
    tickets: new Map(),
    failedOperations: [],
    failedKeys: new Set(),
    history: indexHistory(cib.child('status')),
    demands: [],
    toBeStopped: new Set(),
    parameterChecks: [],
    expiredOperations: new Set(),
    digests: new Map(),
    locations: [],
    colocations: [],
    orderings: [],
    placements: 0,
    scores: [],
    ledger: run.explain ? new Ledger() : undefined,
    instanceCount: 0,
    disabledCount: 0,
    blockedCount: 0,
    actions: [],
    actionsByKey: new Map(),
    nextActionId: 1,
    nextOrderingId: 1,
    recheckBy: 0,
  };
  noteNextChange(cluster, configured.nextChange);
  return cluster;
}

function readOptions(basics: Pick<Cluster, Basics>, section: Element | undefined): Unpacked {
  if (!section) return { values: new Map() };
  return unpackNvpairs(section, 'cluster_property_set', ruleContext(basics), { firstId: 'cib-bootstrap-options' });
}

/** Whether anything asks for unfencing, in whatever block. */
function wantsUnfencing(configuration: Element | undefined): boolean {
  const asks = (block: Element): boolean => {
    for (const pair of block.elements('nvpair')) {
      const name = pair.get('name');
      if ((name === 'provides' || name === 'requires') && pair.get('value') === 'unfencing') return true;
    }
    return false;
  };
  for (const block of configuration?.child('rsc_defaults')?.elements('meta_attributes') ?? []) {
    if (asks(block)) return true;
  }
  const resources = configuration?.child('resources');
  return resources?.some((block) => block.name === 'meta_attributes' && asks(block)) ?? false;
}

/** Rules that compare node attributes are on their way out where operations are configured. */
function warnOfOldRules(cluster: Cluster): void {
  const text =
    'Support for rules with node attribute expressions in op or op_defaults is deprecated and will be dropped in a future release';
  const configuration = cluster.cib.child('configuration');
  const isOld = (place: Element): boolean => place.some(({ name }) => name === 'expression');
  cluster.memory.oldRules ??=
    (configuration?.child('op_defaults')?.some(isOld) ||
      configuration?.child('resources')?.some((element) => element.name === 'op' && isOld(element))) ??
    false;
  if (cluster.memory.oldRules) warnOnce(cluster, 'check_for_deprecated_rules', 'old rules', text);
}

/** How many instances of primitives there are, and how many of them are disabled or blocked. */
function countResources(cluster: Cluster): void {
  for (const top of cluster.resources) {
    for (const resource of kindOf(top).status.primitives(top)) {
      if (resource.removed && resource.role <= Role.stopped) continue;
      cluster.instanceCount++;
      if (isDisabled(resource)) cluster.disabledCount++;
      if (resource.blocked) cluster.blockedCount++;
    }
  }
}
