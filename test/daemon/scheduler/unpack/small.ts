import { parseXml } from '../../../../cib/xml/parse.js';
import type { Cluster, RunOptions } from '../../../../daemon/scheduler/model/cluster.js';
import type { Resource } from '../../../../daemon/scheduler/model/resource.js';
import { roleName } from '../../../../daemon/scheduler/model/role.js';
import { unpack } from '../../../../daemon/scheduler/unpack/unpack.js';

export const NOW = Date.UTC(2026, 0, 1);
export const SECONDS = NOW / 1000;

/** An entry of a history: `TASK[/INTERVAL] EXIT` with what else there is to say of it. */
export interface Entry {
  readonly task: string;
  readonly interval?: number;
  /** Exit status; 0 unless told otherwise. */
  readonly exit?: number;
  /** Exit status that was expected; 0, or 7 for probes. */
  readonly expected?: number;
  /** How execution ended; -1 for pending. */
  readonly status?: number;
  /** Seconds ago. */
  readonly age?: number;
  /** Kept apart as the last failure, as the executor does. */
  readonly lastFailure?: boolean;
  readonly more?: string;
}

export interface Small {
  readonly options?: Readonly<Record<string, string>>;
  readonly nodes?: readonly string[];
  /** Attributes of a `node_state` in place of those of a node that is up. */
  readonly states?: Readonly<Record<string, string>>;
  readonly transient?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly resources?: string;
  /** Entries by node and resource, oldest first. */
  readonly history?: Readonly<Record<string, Readonly<Record<string, readonly Entry[]>>>>;
  readonly defaults?: string;
  readonly quorum?: boolean;
  readonly more?: string;
}

export const UP = 'in_ccm="true" crmd="online" join="member" expected="member"';

const pairs = (id: string, values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `<nvpair id="${id}-${name}" name="${name}" value="${value}"/>`)
    .join('');

export const dummy = (id: string, inside = '', agent = 'class="ocf" provider="pacemaker" type="Dummy"'): string =>
  `<primitive id="${id}" ${agent}>${inside}</primitive>`;

export const meta = (id: string, values: Readonly<Record<string, string>>): string =>
  `<meta_attributes id="${id}-meta">${pairs(`${id}-meta`, values)}</meta_attributes>`;

let calls = 0;

function entryXml(resource: string, node: string, entry: Entry): string {
  const { task, interval = 0, exit = 0, status, age = 60, more = '' } = entry;
  const probe = task === 'monitor' && interval === 0;
  const expected = entry.expected ?? (probe ? 7 : 0);
  calls++;
  const done = status ?? (exit === expected || (probe && exit === 0) ? 0 : 4);
  const call = done === -1 ? -1 : calls;
  const key = `${calls}:${calls}:${expected}:11111111-2222-3333-4444-555555555555`;
  const id = entry.lastFailure ? `${resource}_last_failure_0` : `${resource}_${task}_${interval}`;
  return `<lrm_rsc_op id="${id}" operation="${task}" interval="${interval}" operation_key="${resource}_${task}_${interval}" call-id="${call}" rc-code="${done === -1 ? 193 : exit}" op-status="${done}" on_node="${node}" transition-key="${key}" transition-magic="${done}:${exit};${key}" last-rc-change="${SECONDS - age}" ${more}/>`;
}

function stateXml(small: Small, name: string, at: number): string {
  const { states = {}, transient = {}, history = {} } = small;
  const id = String(at + 1);
  const attributes = transient[name];
  const resources = Object.entries(history[name] ?? {}).map(
    ([resource, entries]) =>
      `<lrm_resource id="${resource}" class="ocf" provider="pacemaker" type="Dummy">${entries.map((entry) => entryXml(resource, name, entry)).join('')}</lrm_resource>`,
  );
  return `<node_state id="${id}" uname="${name}" ${states[name] ?? UP}>${
    attributes
      ? `<transient_attributes id="${id}"><instance_attributes id="status-${id}">${pairs(`status-${id}`, attributes)}</instance_attributes></transient_attributes>`
      : ''
  }<lrm id="${id}"><lrm_resources>${resources.join('')}</lrm_resources></lrm></node_state>`;
}

/** The cluster that a few words describe: nodes n1 and n2 are up, and nothing is fenced, unless told otherwise. */
export function cluster(small: Small, run: Partial<RunOptions> = {}): Cluster {
  const { nodes = ['n1', 'n2'], resources = '', defaults = '', quorum = true, more = '' } = small;
  const options = pairs('o', { 'fencing-enabled': 'false', ...small.options });
  const text = `<cib validate-with="pacemaker-4.0" have-quorum="${quorum ? 1 : 0}" dc-uuid="1"><configuration>
    <crm_config><cluster_property_set id="o">${options}</cluster_property_set></crm_config>
    <nodes>${nodes.map((name, at) => `<node id="${at + 1}" uname="${name}"/>`).join('')}</nodes>
    <resources>${resources}</resources><constraints/><rsc_defaults>${defaults}</rsc_defaults>${more}</configuration>
    <status>${nodes.map((name, at) => stateXml(small, name, at)).join('')}</status></cib>`;
  return unpack(parseXml(text), { now: NOW, ...run });
}

export function resourceIn({ resourcesById }: Cluster, id: string): Resource {
  const found = resourcesById.get(id);
  if (!found) throw new Error(`no resource ${id}`);
  return found;
}

/** Role, places and flags of a resource in one line. */
export function stateOf(resource: Resource): string {
  const flags = (['failed', 'blocked', 'removed', 'failureIgnored', 'startPending'] as const).filter(
    (flag) => resource[flag],
  );
  const where = resource.activeNodes.map(({ name }) => name);
  return [roleName(resource.role), ...where, ...(resource.managed ? [] : ['unmanaged']), ...flags].join(' ');
}

/** Demands of a cluster, a line each. */
export const demandsOf = ({ demands }: Cluster): string[] =>
  demands.map((demand) => {
    const of = 'resource' in demand ? `${demand.resource.id} ` : '';
    const what = demand.kind === 'stop' && demand.optional ? 'optional stop' : demand.kind;
    return `${what} ${of}on ${demand.node.name}`;
  });
