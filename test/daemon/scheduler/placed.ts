import { parseXml } from '../../../cib/xml/parse.js';
import { performDemands } from '../../../daemon/scheduler/act/demands.js';
import type { Cluster, RunOptions } from '../../../daemon/scheduler/model/cluster.js';
import { applyNodeCriteria } from '../../../daemon/scheduler/place/criteria.js';
import { applyNodeHealth } from '../../../daemon/scheduler/place/health.js';
import { assignResources, colocateParts } from '../../../daemon/scheduler/place/place.js';
import { scoreLine } from '../../../daemon/scheduler/place/scores.js';
import { unpackConstraints } from '../../../daemon/scheduler/unpack/constraints/constraints.js';
import { unpack } from '../../../daemon/scheduler/unpack/unpack.js';
import { cibWith } from '../../harness/cib-file.js';

export interface Situation {
  readonly options?: Readonly<Record<string, string>>;
  /** Names of nodes, all of them online unless they begin with `!`; n1, n2 and n3 by default. */
  readonly nodes?: readonly string[];
  /** Node attributes by node. */
  readonly attributes?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Utilization by node. */
  readonly room?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly resources: string;
  readonly constraints?: string;
  readonly tags?: string;
  /** Where primitives are active: `node` or `node promoted`. */
  readonly active?: Readonly<Record<string, string>>;
  /** Transient attributes by node: fail counts, promotion scores. */
  readonly transient?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Elements of the status section besides those of nodes. */
  readonly status?: string;
  readonly quorum?: boolean;
}

const NOW = Date.UTC(2026, 0, 1);

/** A primitive that needs no agent. */
export const primitive = (id: string, inside = '', attributes = ''): string =>
  `<primitive id="${id}" class="ocf" provider="pacemaker" type="Dummy" ${attributes}>${inside}</primitive>`;

export const pairs = (block: string, id: string, values: Readonly<Record<string, string | number>>): string => {
  const list = Object.entries(values).map(
    ([name, value]) => `<nvpair id="${id}-${name}" name="${name}" value="${value}"/>`,
  );
  return `<${block} id="${id}">${list.join('')}</${block}>`;
};

export const meta = (id: string, values: Readonly<Record<string, string | number>>): string =>
  pairs('meta_attributes', `${id}-meta`, values);

/** A cluster after the unpack pass, its constraints included. */
export function unpacked(situation: Situation, run: Partial<RunOptions> = {}): Cluster {
  const cluster = unpack(parseXml(cibOf(situation)), { now: NOW, scores: true, utilization: true, ...run });
  performDemands(cluster);
  applyNodeHealth(cluster);
  unpackConstraints(cluster);
  return cluster;
}

/** A cluster with its resources placed. */
export function placed(situation: Situation): Cluster {
  const cluster = unpacked(situation);
  applyNodeCriteria(cluster);
  colocateParts(cluster);
  assignResources(cluster);
  return cluster;
}

/** Nodes that primitives are assigned to, by resource. */
export function placesOf(situation: Situation): Record<string, string | undefined> {
  const cluster = placed(situation);
  const places: Record<string, string | undefined> = {};
  const visit = (resources: Cluster['resources']): void => {
    for (const resource of resources) {
      if (resource.children.length === 0) places[resource.id] = resource.assigned?.name;
      visit(resource.children);
    }
  };
  visit(cluster.resources);
  return places;
}

/** Scores of a resource when its node is chosen. */
export function scoresOf(situation: Situation, resource: string): Record<string, string> {
  const scores: Record<string, string> = {};
  for (const entry of placed(situation).scores) {
    const match = /^pcmk__primitive_assign: (\S+) allocation score on (\S+): (\S+)$/.exec(scoreLine(entry));
    if (match?.[1] === resource) scores[match[2] as string] = match[3] as string;
  }
  return scores;
}

export function cibOf(situation: Situation): string {
  const { options = {}, nodes = ['n1', 'n2', 'n3'], resources, constraints = '', tags = '', quorum = true } = situation;
  const names = nodes.map((name) => name.replace('!', ''));
  const settings = { 'fencing-enabled': 'false', ...options };
  const xml = cibWith({
    crm_config: pairs('cluster_property_set', 'cib-bootstrap-options', settings),
    nodes: names.map((name, i) => nodeXml(situation, name, i + 1)).join(''),
    resources,
    constraints,
    status: nodes.map((name, i) => stateXml(situation, name, i + 1)).join('') + (situation.status ?? ''),
  });
  const tagged = xml.replace('</configuration>', `<tags>${tags}</tags></configuration>`);
  return tagged.replace('<cib ', `<cib have-quorum="${quorum ? 1 : 0}" `);
}

function nodeXml({ attributes, room }: Situation, name: string, id: number): string {
  const own = attributes?.[name];
  const inside = own ? pairs('instance_attributes', `nodes-${id}`, own) : '';
  const utilization = room?.[name] ? pairs('utilization', `nodes-${id}-util`, room[name]) : '';
  return `<node id="${id}" uname="${name}">${inside}${utilization}</node>`;
}

function stateXml({ active = {}, transient }: Situation, marked: string, id: number): string {
  const name = marked.replace('!', '');
  const state =
    marked === name ? 'in_ccm="true" crmd="online" join="member"' : 'in_ccm="false" crmd="offline" join="down"';
  const here = Object.entries(active).filter(([, where]) => where.split(' ')[0] === name);
  const history = here.map(([rsc, where], i) => historyXml(rsc, where.endsWith(' promoted') ? 'promote' : 'start', i));
  const attributes = transient?.[name] ? pairs('instance_attributes', `status-${id}`, transient[name]) : '';
  return `<node_state id="${id}" uname="${name}" ${state} expected="member">
    <lrm id="${id}"><lrm_resources>${history.join('')}</lrm_resources></lrm>
    <transient_attributes id="${id}">${attributes}</transient_attributes></node_state>`;
}

/** Digest of no parameters. */
const NO_PARAMETERS = 'f2317cad3d54cec5d7d7aa7d0bf35cf8';

function historyXml(rsc: string, task: string, call: number): string {
  return `<lrm_resource id="${rsc}" class="ocf" provider="pacemaker" type="Dummy">
    <lrm_rsc_op id="${rsc}_last_0" operation_key="${rsc}_${task}_0" operation="${task}" call-id="${call + 1}" rc-code="0"
      op-status="0" interval="0" op-digest="${NO_PARAMETERS}" transition-key="1:1:0:x" transition-magic="0:0;1:1:0:x"/></lrm_resource>`;
}
