import type { Element } from '../../../cib/xml/element.js';
import { addScores } from '../model/candidates.js';
import type { Contribution } from '../model/ledger.js';
import type { Node } from '../model/node.js';
import type { Primitive } from '../model/resource.js';
import { failures } from '../unpack/failcounts.js';
import type { NodeAccount, Part } from './explanation.js';
import type { Subject } from './subject.js';
import { destinationOf } from './subject.js';

/** What each node is worth, and of what that is made. */
export function accountsOf(subject: Subject, nodes: readonly Node[]): NodeAccount[] {
  const ledger = subject.resource.cluster.ledger;
  const known = new Map<Primitive, Contribution[]>();
  const entriesOf = (primitive: Primitive): Contribution[] => {
    let entries = known.get(primitive);
    if (!entries) {
      entries = ledger?.of(primitive) ?? [];
      known.set(primitive, entries);
    }
    return entries;
  };
  return nodes.flatMap((node) => {
    const primitive = representative(subject, node);
    return primitive ? [accountOf(primitive, node, entriesOf(primitive))] : [];
  });
}

/** The primitive that decides about a node: the first of which no instance will be there. */
function representative({ primitives }: Subject, node: Node): Primitive | undefined {
  // Instances of a primitive share its configuration
  const byConfig = new Map<Element, Primitive[]>();
  for (const each of primitives) byConfig.set(each.xml, [...(byConfig.get(each.xml) ?? []), each]);
  const decisive = [...byConfig.values()].find((all) => !all.some((each) => destinationOf(each)?.node === node));
  const all = decisive ?? [...byConfig.values()][0] ?? [];
  return (
    all.find(({ assigned }) => assigned === node) ??
    all.find(({ activeNodes }) => activeNodes.includes(node)) ??
    best(all, node) ??
    all[0]
  );
}

function best(instances: readonly Primitive[], node: Node): Primitive | undefined {
  let found: Primitive | undefined;
  for (const each of instances) {
    if (each.assigned) continue;
    if (!found || scoreOn(each, node) > scoreOn(found, node)) found = each;
  }
  return found;
}

const scoreOn = ({ candidates }: Primitive, node: Node): number =>
  candidates.get(node)?.score ?? Number.NEGATIVE_INFINITY;

function accountOf(primitive: Primitive, node: Node, entries: readonly Contribution[]): NodeAccount {
  const parts = (to: Contribution['to']): Part[] =>
    entries.filter((entry) => entry.node === node && entry.to === to).map((entry) => partOf(entry));
  const promotion = parts('promotion');
  const score = primitive.candidates.get(node)?.score;
  return {
    node: node.name,
    resource: primitive.id,
    active: primitive.activeNodes.includes(node),
    chosen: destinationOf(primitive)?.node === node,
    ...(score !== undefined && { score }),
    contributions: parts('placement'),
    unavailable: statesOf(node),
    ...(promotion.length > 0 && {
      promotion: { score: promotion.reduce((sum, part) => addScores(sum, part.score), 0), contributions: promotion },
    }),
  };
}

function statesOf(node: Node): string[] {
  const states: string[] = [];
  if (node.unclean) states.push(node.online ? 'unclean' : 'lost, and not fenced yet');
  else if (node.pending) states.push('pending');
  else if (!node.online) states.push('offline');
  if (node.standby) states.push(node.standbyOnFail ? 'in standby after a failure' : 'in standby');
  if (node.maintenance) states.push('in maintenance');
  if (node.shutdown && node.online) states.push('shutting down');
  return states;
}

function partOf(entry: Contribution): Part {
  const { source, id, other, score } = entry;
  return {
    source,
    score,
    ...(id !== undefined && { id }),
    ...(other !== undefined && { other }),
    text: textOf(entry),
  };
}

/** Colocations that follow from what resources are, by their ids. */
const IMPLIED: Readonly<Record<string, string>> = {
  '#group-members': 'as the member before it in the group',
  '#ip-with-container': 'as the container that the address is for',
  '#resource-with-container': 'as the container it is launched by',
  '#replica-remote-with-host-remote': 'as the connection to the node its container is on',
};

function textOf({ source, id, other, resource, node, score }: Contribution): string {
  switch (source) {
    case 'location':
      return `location constraint ${id}`;
    case 'health':
      return `health of the node (${id})`;
    case 'stickiness':
      return 'stickiness: it runs there';
    case 'failure':
      return id === undefined ? failureText(resource as Primitive, node) : `operation ${id} failed there`;
    case 'lock':
      return `locked to ${other}, which shuts down`;
    case 'unmanaged':
      return 'not managed: it is left where it is';
    case 'multiple':
      return 'active on more nodes than it should be';
    case 'removed':
      return 'not configured any more';
    case 'discovery':
      return 'a location constraint with exclusive discovery names other nodes';
    case 'ticket':
      return `it must not run without ticket ${other}${id === undefined ? '' : ` (constraint ${id})`}`;
    case 'colocation':
      return colocationText(score, id ?? '', other ?? '');
    case 'dependent':
      return other === undefined ? 'what goes with the promoted instance' : `${other} goes with it (${id})`;
    case 'role':
      return 'it is to be stopped';
    case 'promotion':
      return 'promotion score set by the agent';
    case 'utilization':
      return 'not enough room (utilization)';
    case 'remote':
      return 'it cannot run on such a node, by what it is';
    case 'container':
      return score > 0 ? `the node that ${other} makes` : `not the node that ${other} makes`;
    case 'limit':
      return LIMITS[id ?? ''] ?? '';
    case 'node':
      return 'the node is not there';
  }
}

const LIMITS: Readonly<Record<string, string>> = {
  total: 'there are as many instances as there may be (clone-max)',
  'per node': 'there are as many instances on the node as there may be (clone-node-max)',
  node: 'the node cannot take an instance',
  collective: 'the clone as a whole cannot run there',
};

function failureText(primitive: Primitive, node: Node): string {
  const { failCount } = failures(primitive, node, { effective: true, launched: true });
  const threshold = primitive.migrationThreshold;
  return failCount > 0 ? `it failed there too often (migration-threshold=${threshold})` : 'it failed there';
}

function colocationText(score: number, id: string, other: string): string {
  const implied = IMPLIED[id];
  if (implied) return `it must be where ${other} is, ${implied}`;
  const wanted =
    score > 0 ? `where ${other} will be` : `colocation with ${other}, which is elsewhere or must be avoided`;
  return `${wanted} (constraint ${id})`;
}
