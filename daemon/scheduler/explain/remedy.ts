import type { Element } from '../../../cib/xml/element.js';
import type { Cluster } from '../model/cluster.js';
import { outermost, topResource } from '../model/relations.js';
import type { Resource } from '../model/resource.js';
import { schedule } from '../schedule.js';
import { isDisabled } from '../unpack/target-role.js';
import {
  both,
  clearFailures,
  clearNodeAttribute,
  constraintOf,
  type Edit,
  grantTicket,
  moveTo,
  removeConstraint,
  setMeta,
  setOption,
} from './edit.js';
import type { NodeAccount, Obstacle, Remedy } from './explanation.js';
import { destinationOf, isUp, type Subject, subjectNamed } from './subject.js';

/** Each costs a run of the scheduler. */
const MOST_TRIES = 60;

/** What is known, to make guesses from. */
export interface Findings {
  readonly subject: Subject;
  /** The node that was asked about. */
  readonly node: string | undefined;
  readonly runs: boolean;
  readonly accounts: readonly NodeAccount[];
  readonly obstacles: readonly Obstacle[];
}

/** Try changes, the smallest first, on copies of the CIB; the first that makes it otherwise. */
export function findRemedy(cluster: Cluster, findings: Findings): Remedy | undefined {
  const { subject } = findings;
  const places = placesOf(subject);
  const tried = new Set<string>();
  for (const edit of candidates(cluster, findings)) {
    if (tried.size >= MOST_TRIES) return undefined;
    if (tried.has(edit.command)) continue;
    tried.add(edit.command);
    const cib = cluster.cib.clone();
    if (!edit.apply(cib)) continue;
    const after = subjectNamed(schedule(cib, { now: cluster.run.now }), subject.id);
    if (!after || !isOtherwise(findings, after, places)) continue;
    return { change: edit.text, command: edit.command, result: resultOf(after) };
  }
  return undefined;
}

const placesOf = ({ primitives }: Subject): string =>
  primitives
    .map((each) => destinationOf(each)?.node.name ?? '')
    .sort()
    .join(' ');

function isOtherwise({ runs, node }: Findings, after: Subject, places: string): boolean {
  if (node === undefined && runs) return isUp(after) && placesOf(after) !== places;
  return isUp(after, node) !== runs;
}

function resultOf(after: Subject): string {
  const places = new Set<string>();
  for (const each of after.primitives) {
    const name = destinationOf(each)?.node.name;
    if (name !== undefined) places.add(name);
  }
  return places.size === 0 ? `${after.id} would be stopped` : `${after.id} would run on ${[...places].join(', ')}`;
}

/** Changes that might help, the smallest and nearest first. */
function* candidates(cluster: Cluster, findings: Findings): IterableIterator<Edit> {
  if (findings.runs) {
    yield* constraintsBehind(cluster.cib, findings, (score) => score > 0);
    yield* constraintsBehind(cluster.cib, findings, (score) => score < 0);
    yield* unstick(findings);
    return;
  }
  yield* ownState(findings);
  yield* constraintsBehind(cluster.cib, findings, (score) => score < 0);
  yield* constraintsBehind(cluster.cib, findings, (score) => score > 0);
  yield* nodeStates(cluster, findings);
  yield* othersStopped(cluster, findings.subject);
  yield* orderings(cluster.cib, findings.subject);
  yield* ticketsOf(findings.subject);
  yield* unstick(findings);
  yield* options(cluster, findings);
  yield* moreInstances(findings);
  if (findings.node === undefined) return;
  const move = moveTo(outermostId(findings.subject.resource), findings.node);
  yield move;
  // Nothing goes where it is banned, but what bans it may not be all that speaks against the node
  const there = { ...findings, accounts: findings.accounts.filter(({ node }) => node === findings.node) };
  for (const edit of constraintsBehind(cluster.cib, there, (score) => score < 0)) yield both(edit, move);
}

const outermostId = (resource: Resource): string => topResource(resource).xml.id ?? resource.id;

function* around(resource: Resource): IterableIterator<Resource> {
  for (let up: Resource | undefined = resource; up; up = up.parent) yield up;
}

function* ownState({ subject, node, accounts }: Findings): IterableIterator<Edit> {
  const { resource, primitives } = subject;
  const involved = new Set([...around(resource), ...primitives.flatMap((each) => [...around(each)])]);
  for (const each of involved) {
    const id = each.xml.id ?? each.id;
    const role = each.meta.get('target-role')?.toLowerCase();
    if (role === 'stopped') yield setMeta(id, 'target-role', 'Started', `crm resource start ${id}`);
  }
  for (const each of involved) {
    const id = each.xml.id ?? each.id;
    if (each.maintenance) yield setMeta(id, 'maintenance', 'false', `crm resource maintenance ${id} off`);
    else if (!each.managed) yield setMeta(id, 'is-managed', 'true', `crm resource manage ${id}`);
  }
  const failed = new Set(primitives.filter(({ blocked, failed }) => blocked || failed).map(({ xml }) => xml.id ?? ''));
  for (const { contributions, resource: id, node: name } of accounts) {
    const base = id.replace(/:\d+$/, '');
    if (!contributions.some(({ source }) => source === 'failure' || source === 'dependent')) continue;
    yield clearFailures(base, node ?? name);
    for (const other of contributions) {
      if (other.other !== undefined) yield clearFailures(other.other.replace(/:\d+$/, ''), node ?? name);
    }
  }
  for (const each of primitives) if (each.xml.id !== undefined) failed.add(each.xml.id);
  for (const id of failed) yield clearFailures(id, undefined);
}

/** Constraints that give scores: against a node, or for others. */
function* constraintsBehind(
  cib: Element,
  { accounts }: Findings,
  counts: (score: number) => boolean,
): IterableIterator<Edit> {
  for (const sources of [['location'], ['colocation', 'dependent', 'discovery']]) {
    for (const { contributions } of accounts) {
      for (const { source, id, score } of contributions) {
        if (!sources.includes(source) || id === undefined || !counts(score)) continue;
        const constraint = constraintOf(cib, id);
        if (constraint) yield removeConstraint(constraint);
      }
    }
  }
}

function* nodeStates(cluster: Cluster, { node: asked }: Findings): IterableIterator<Edit> {
  for (const { name, standby, maintenance, attributes } of cluster.nodes) {
    if (asked !== undefined && name !== asked) continue;
    if (standby) yield clearNodeAttribute(name, 'standby', `take ${name} out of standby`, `crm node online ${name}`);
    if (maintenance) {
      yield clearNodeAttribute(name, 'maintenance', `take ${name} out of maintenance`, `crm node ready ${name}`);
    }
    for (const attribute of attributes.keys()) {
      if (!attribute.startsWith('#health')) continue;
      const command = `crm node attribute ${name} delete ${attribute}`;
      yield clearNodeAttribute(name, attribute, `delete the health attribute ${attribute} of ${name}`, command);
    }
  }
}

function* orderings(cib: Element, { resource, primitives }: Subject): IterableIterator<Edit> {
  const ids = new Set([resource, ...primitives].flatMap((each) => [...around(each)].map(({ xml }) => xml.id)));
  for (const constraint of cib.child('configuration')?.child('constraints')?.elements('rsc_order') ?? []) {
    const names = [constraint.get('then'), ...[...constraint.walk()].slice(1).map(({ id }) => id)];
    if (names.some((name) => name !== undefined && ids.has(name))) yield removeConstraint(constraint);
  }
}

function* ticketsOf({ primitives }: Subject): IterableIterator<Edit> {
  for (const primitive of primitives) {
    for (const each of around(primitive)) {
      for (const { ticket } of each.tickets) if (!ticket.granted || ticket.standby) yield grantTicket(ticket.id);
    }
  }
}

function* unstick({ subject, accounts }: Findings): IterableIterator<Edit> {
  const sticks = accounts.some(({ contributions }) => contributions.some(({ source }) => source === 'stickiness'));
  const id = subject.resource.xml.id ?? subject.id;
  if (sticks || subject.primitives.some(({ stickiness }) => stickiness > 0)) {
    yield setMeta(id, 'resource-stickiness', '0', `crm resource meta ${id} set resource-stickiness 0`);
  }
}

/** What it must be with, or comes after, and which is stopped on purpose. */
function* othersStopped(cluster: Cluster, { primitives }: Subject): IterableIterator<Edit> {
  const related = new Set<Resource>();
  for (const primitive of primitives) {
    for (const each of around(primitive)) {
      for (const { primary } of each.with) related.add(primary);
      for (const { firstResource, thenResource } of cluster.orderings) {
        if (thenResource === each && firstResource) related.add(firstResource);
      }
    }
  }
  for (const each of related) {
    if (!isDisabled(each)) continue;
    const id = outermost(each).xml.id ?? each.id;
    yield setMeta(id, 'target-role', 'Started', `crm resource start ${id}`);
  }
}

function* options(cluster: Cluster, { accounts }: Findings): IterableIterator<Edit> {
  const { options: set, quorate } = cluster;
  if (set.stopAll) yield setOption('stop-all-resources', 'false');
  if (set.maintenanceMode) yield setOption('maintenance-mode', 'false');
  if (!set.symmetric) yield setOption('symmetric-cluster', 'true');
  if (accounts.some(({ contributions }) => contributions.some(({ source }) => source === 'utilization'))) {
    yield setOption('placement-strategy', 'default');
  }
  if (!quorate && set.noQuorumPolicy !== 'ignore') yield setOption('no-quorum-policy', 'ignore');
}

function* moreInstances({ subject }: Findings): IterableIterator<Edit> {
  const clone = topResource(subject.resource);
  if (clone.kind !== 'clone') return;
  const id = clone.xml.id ?? clone.id;
  const more = String(clone.cloneMax + 1);
  yield setMeta(id, 'clone-max', more, `crm resource meta ${id} set clone-max ${more}`);
}
