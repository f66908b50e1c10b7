import { hash } from 'node:crypto';
import { FEATURE_SET } from '../../../cib/document/empty.js';
import { int } from '../../../cib/number/int.js';
import { formatInterval } from '../../../cib/time/interval.js';
import type { Element } from '../../../cib/xml/element.js';
import { escapeAttribute } from '../../../cib/xml/serialize.js';
import { kindOf } from '../kinds/kinds.js';
import { note } from '../log.js';
import { agentAbilities } from '../model/agent.js';
import type { DigestVerdict, OperationDigest } from '../model/digest.js';
import type { Given, Memory, Pairs } from '../model/memory.js';
import type { Node } from '../model/node.js';
import { bundleOf } from '../model/relations.js';
import type { Resource } from '../model/resource.js';
import { pairsOf } from '../unpack/context.js';
import { parameters } from '../unpack/meta.js';
import { findConfig } from './config.js';
import { metaOf } from './shared-meta.js';

/** Not part of what an agent is given. */
const NO_PARAMETER = /^(?:CRM_meta_.*|id|crm_feature_set|op-digest|on_node|on_node_uuid|pcmk_external_ip)$/s;
const TIMEOUT = 'CRM_meta_timeout';
/** From this feature set on, secure digests are of all parameters but the secret ones. */
const SECURE_OF_ALL = [3, 16, 0];

/** MD5 of parameters, in the form in which the cluster records it. */
export function parameterDigest(values: ReadonlyMap<string, string>): string {
  let text = ' <parameters';
  const names = [...values.keys()];
  if (names.length > 1) names.sort();
  for (const name of names) text += ` ${name}="${escapeAttribute(values.get(name) as string)}"`;
  return hash('md5', `${text}/>\n`);
}

/** Whether the address of a connection is the name of the node that its container runs on. */
export function needsHostName(resource: Resource): boolean {
  if (resource.isRemoteConnection) return parameters(resource).get('addr')?.toLowerCase() === '#uname';
  const { memory } = resource.cluster;
  if (memory.parameters.has(resource.xml)) return false;
  // The peer asks for the parameters in any case, and with them for when their rules are to be judged anew
  if (resource.xml.elements('instance_attributes').some((block) => block.child('rule'))) parameters(resource);
  return false;
}

/** The name of the node where the container of a bundle's connection runs, or is to. */
export function hostName(connection: Resource): string | undefined {
  if (!needsHostName(connection)) return undefined;
  const container = bundleOf(connection)?.replicas.find(({ remote }) => remote === connection)?.container;
  if (!container) return undefined;
  return (container.assigned ?? kindOf(container).status.activeNode(container).node)?.name;
}

export interface DigestQuery {
  readonly task: string;
  readonly intervalMs: number;
  /** History entry to compare with. */
  readonly operation?: Element | undefined;
  readonly secure?: boolean;
  /** Values that replace parameters. */
  readonly overrides?: ReadonlyMap<string, string>;
}

/** Digests of the parameters that an operation would have now on a node. */
export function calculateDigests(resource: Resource, node: Node, query: DigestQuery): OperationDigest {
  const { cluster } = resource;
  const { task, operation, overrides } = query;
  const overridden = int(overrides?.get('CRM_meta_interval'), undefined);
  const interval = overridden !== undefined && overridden >= 0 ? overridden : query.intervalMs;
  const host = hostName(resource);
  const own = parameters(resource, node);
  const config = findConfig(resource, task, interval);
  const extra = pairsOf(cluster, config?.xml, 'instance_attributes', { node });
  const meta = metaOf(resource, node, task, interval, config);
  const timeout = interval === 0 ? undefined : meta.get('timeout');
  const { parameters: filtered, digest } =
    host === undefined && !overrides && extra.size === 0
      ? givenOwn(cluster.memory, own, timeout)
      : given(merged(host === undefined ? [] : [['addr', host]], overrides ?? [], own, extra), interval, timeout);
  const restartParameters = restartPart(filtered, operation, cluster.expiredOperations);
  const restart = restartParameters === filtered ? digest : restartParameters && parameterDigest(restartParameters);
  const verdict = interval === 0 && extra.size > 0 ? 'restart' : 'match';
  return new Digests(verdict, filtered, digest, restartParameters, restart, () =>
    query.secure ? securePart(resource, filtered, own, query) : undefined,
  );
}

class Digests implements OperationDigest {
  constructor(
    public verdict: DigestVerdict,
    readonly parameters: Pairs,
    readonly all: string,
    readonly restartParameters: Pairs | undefined,
    readonly restart: string | undefined,
    private readonly securePart: () => Pairs | undefined,
  ) {}

  // Seldom looked at: only where the others differ

  get secureParameters(): Pairs | undefined {
    return this.securePart();
  }

  get secure(): string | undefined {
    const { secureParameters } = this;
    return secureParameters && parameterDigest(secureParameters);
  }
}

/** Tables made one; where several have a name, the first counts. */
function merged(...tables: Iterable<readonly [string, string]>[]): Map<string, string> {
  const all = new Map<string, string>();
  for (const table of tables) for (const [name, value] of table) if (!all.has(name)) all.set(name, value);
  return all;
}

/** What counts for a digest, and the digest: of recurring operations the timeout counts too. */
function given(all: Pairs, interval: number, timeout: string | undefined): Given {
  const kept = new Map<string, string>();
  for (const [name, value] of all) if (!NO_PARAMETER.test(name)) kept.set(name, value);
  const overridden = all.get(TIMEOUT) ?? timeout;
  if (interval !== 0 && overridden !== undefined) kept.set(TIMEOUT, overridden);
  return { parameters: kept, digest: parameterDigest(kept) };
}

/** The same for the parameters of a resource and no others, calculated once. */
function givenOwn({ given: all }: Memory, own: Pairs, timeout: string | undefined): Given {
  const byTimeout = all.get(own) ?? new Map<string, Given>();
  all.set(own, byTimeout);
  const key = timeout ?? '';
  const known = byTimeout.get(key) ?? given(own, timeout === undefined ? 0 : 1, timeout);
  byTimeout.set(key, known);
  return known;
}

function restartPart(
  all: ReadonlyMap<string, string>,
  operation: Element | undefined,
  expired: ReadonlySet<Element>,
): ReadonlyMap<string, string> | undefined {
  if (!operation || !(operation.has('op-restart-digest') || expired.has(operation))) return undefined;
  const listed = operation.get('op-force-restart')?.split(' ');
  return listed ? new Map([...all].filter(([name]) => listed.includes(name))) : all;
}

function securePart(
  resource: Resource,
  all: ReadonlyMap<string, string>,
  own: ReadonlyMap<string, string>,
  { operation, overrides }: DigestQuery,
): Map<string, string> {
  const old = isBefore(featureSetOf(resource, operation), SECURE_OF_ALL);
  const secret = operation ? operation.get('op-secure-params')?.split(' ') : ['passwd', 'password', 'user'];
  const fencing = agentAbilities(resource.xml.get('class')).fencing;
  const kept = new Map<string, string>();
  for (const [name, value] of old ? [...(overrides ?? []), ...own] : all) {
    // The timeout is no secret, but was never part of this
    if (name === TIMEOUT || secret?.includes(name) || kept.has(name)) continue;
    if (old && (NO_PARAMETER.test(name) || (fencing && FENCING_PARAMETER.test(name)))) continue;
    kept.set(name, value);
  }
  return kept;
}

/** Parameters of fence devices that the cluster handles itself. */
const FENCING_PARAMETER =
  /^(?:provides|stonith-timeout|pcmk_(?:action_limit|delay_base|delay_max|host_(?:argument|check|list|map)|[^_]*_(?:action|timeout|retries)))$/;

const featureSetOf = ({ cluster }: Resource, operation: Element | undefined): string =>
  operation?.get('crm_feature_set') ?? cluster.cib.get('crm_feature_set') ?? FEATURE_SET;

function isBefore(version: string, than: readonly number[]): boolean {
  const parts = version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  for (const [at, limit] of than.entries()) {
    const part = parts[at] ?? 0;
    if (part !== limit) return part < limit;
  }
  return false;
}

/** Digests as above, calculated once for each operation on a node. */
export function digestsOf(resource: Resource, node: Node, query: DigestQuery): OperationDigest {
  const { cluster, id } = resource;
  const key = `${id}_${query.task}_${query.intervalMs}`;
  const known = cluster.digests.get(node) ?? new Map<string, OperationDigest>();
  cluster.digests.set(node, known);
  const found = known.get(key) ?? calculateDigests(resource, node, query);
  known.set(key, found);
  return found;
}

/** Compare the parameters that an operation was run with, by the history, with those it has now. */
export function compareDigests(resource: Resource, node: Node, operation: Element): OperationDigest {
  const { cluster, id } = resource;
  const task = operation.get('operation') ?? '';
  const intervalMs = Math.max(0, int(operation.get('interval'), 0));
  const digest = digestsOf(resource, node, { task, intervalMs, operation, secure: cluster.run.sanitized === true });
  const recorded = operation.get('op-digest');
  const expired = cluster.expiredOperations.has(operation);
  const restart = expired ? 'calculated-failure-timeout' : operation.get('op-restart-digest');
  const magic = operation.get('transition-magic');
  const version = operation.get('crm_feature_set') ?? '(null)';
  const source = 'rsc_action_digest_cmp';
  if (digest.restart !== undefined && restart !== undefined && digest.restart !== restart) {
    const text = `Parameter change for ${formatInterval(intervalMs)}-interval ${task} of ${id} on ${node.name} requires restart (hash now ${digest.restart ?? '(null)'} vs. ${restart ?? 'missing'} with op feature set ${version} for transition ${magic})`;
    note(cluster, 'info', source, text);
    digest.verdict = 'restart';
  } else if (recorded === undefined) digest.verdict = 'unknown';
  else if (recorded === digest.all) digest.verdict = 'match';
  else {
    const extra = intervalMs === 0 && digest.verdict === 'restart';
    const what = extra
      ? `Parameters containing extra ones to ${intervalMs}ms-interval ${task} action for ${id} on ${node.name} changed`
      : `Parameters to ${intervalMs}ms-interval ${task} action for ${id} on ${node.name} changed`;
    const how = extra ? 'restart' : intervalMs > 0 ? 'reschedule' : 'reload';
    const text = `${what}: hash was ${recorded} vs. now ${digest.all} (${how}:${version}) ${magic}`;
    note(cluster, 'info', source, text);
    if (!extra) digest.verdict = 'mismatch';
  }
  return digest;
}
