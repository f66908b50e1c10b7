import { int } from '../../../cib/number/int.js';
import type { Element } from '../../../cib/xml/element.js';
import type { Cluster } from '../../../daemon/scheduler/model/cluster.js';
import type { Node } from '../../../daemon/scheduler/model/node.js';
import { type ShownAttribute, shownAttributes } from '../attributes.js';
import { briefList } from '../brief.js';
import { namedOf } from '../filter.js';
import { displayName, featureSetOf, healthOf } from '../node-state.js';
import { resourceText } from '../text/resource.js';
import { includesNode, type View } from '../view.js';
import { point, pointsOf, section, subsection } from './outline.js';
import { tag } from './write.js';

type Pieces = (readonly [text: string, mark?: string])[];

export function nodesHtml(cluster: Cluster, view: View): Element[] {
  const nodes = cluster.nodes.filter((node) => includesNode(view.onlyNodes, node));
  const points = nodes.map((node) => nodePoint(cluster, node, view));
  return points.length > 0 ? section('Node List', points) : [];
}

function nodePoint(cluster: Cluster, node: Node, view: View): Element {
  const { show, onlyNodes, onlyResources } = view;
  const name = `${displayName(node, show.nodeId)}:`;
  const state = statePieces(cluster, node, view);
  if (!show.byNode) return point([name, 'bold'], ...state);
  const status = point(['Status:'], ...state);
  const detail = { ...show, resourceOnly: true };
  const named = show.brief ? namedOf(node.running, onlyResources) : node.running;
  const selection = { show: detail, nodes: onlyNodes, resources: onlyResources };
  const entries = show.brief
    ? briefList(named, { ...detail, inactive: false })
    : node.running.flatMap((resource) => resourceText(resource, selection));
  if (named.length > 0) status.append(subsection('Resources', pointsOf(entries)));
  return subsection(name, [status]);
}

/** All that holds of a node, each in its colour. */
function statePieces(cluster: Cluster, node: Node, { show }: View): Pieces {
  const pieces: Pieces = [node.online ? [' online', 'online'] : [' OFFLINE', 'offline']];
  const active = node.running.length > 0;
  if (node.standbyOnFail) {
    pieces.push([` (in standby due to on-fail${active ? ', with active resources' : ''})`, 'standby']);
  } else if (node.standby) pieces.push([` (in standby${active ? ', with active resources' : ''})`, 'standby']);
  if (node.maintenance) pieces.push([' (in maintenance mode)', 'maint']);
  const health = healthOf(cluster, node);
  if (health !== 'green') pieces.push([` (health is ${health.toUpperCase()})`, `health_${health}`]);
  const featureSet = show.featureSet ? featureSetOf(node) : undefined;
  if (featureSet !== undefined) pieces.push([`, feature set ${featureSet}`]);
  return pieces;
}

export function attributesHtml(cluster: Cluster, { onlyNodes, show }: View): Element[] {
  const nodes = cluster.nodes.flatMap((node) => {
    if (!node.online || !includesNode(onlyNodes, node)) return [];
    const attributes = shownAttributes(node);
    if (attributes.length === 0) return [];
    return [subsection(`${displayName(node, show.nodeId)}:`, attributes.map(attributePoint))];
  });
  return nodes.length > 0 ? section('Node Attributes', nodes) : [];
}

function attributePoint({ name, value, expected }: ShownAttribute): Element {
  const text = `${name}: ${value}`;
  if (expected === undefined) return tag('li', {}, text);
  const score = int(value, 0);
  if (score <= 0) return point([text], ['(connectivity is lost)', 'bold']);
  if (score >= expected) return point([text]);
  return point([text], [`(connectivity is degraded -- expected ${expected})`, 'bold']);
}
