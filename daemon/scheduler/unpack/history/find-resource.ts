import { addInstance } from '../../kinds/clone/unpack.js';
import type { Build } from '../../kinds/kind.js';
import { note } from '../../log.js';
import type { Cluster } from '../../model/cluster.js';
import type { Node } from '../../model/node.js';
import { bundleOf, isAnonymousClone, isGuest, topResource, within } from '../../model/relations.js';
import type { Clone, Resource } from '../../model/resource.js';
import { findResource, register, renameInHistory, withoutInstance } from '../find.js';
import { unpackResource } from '../resource.js';

/**
 * The resource that a history of that name on a node is about. Instances of anonymous clones have no
 * name of their own: one that is free is taken, or made.
 */
export function findByHistory(cluster: Cluster, node: Node, id: string): Resource | undefined {
  let resource = findResource(cluster, id);
  let top: Resource | undefined;
  if (resource) {
    if (resource.kind !== 'primitive') return undefined;
    top = topResource(resource);
  } else {
    const first = findResource(cluster, `${withoutInstance(id)}:0`);
    if (first && !first.unique) {
      resource = first;
      top = topResource(first);
    }
  }
  if (isAnonymousClone(top)) {
    const bundle = bundleOf(top);
    resource = bundle
      ? bundle.replicas.find((replica) => replica.node === node)?.child
      : instanceOn(node, top, withoutInstance(id));
  }
  if (resource && id !== resource.id && id !== resource.historyId) renameInHistory(cluster, resource, id);
  return resource;
}

/** The instance of an anonymous clone that is active on a node, or one that is nowhere yet. */
function instanceOn(node: Node, clone: Clone, id: string): Resource | undefined {
  const { active, free } = searchInstances(node, clone, id);
  const found = active ?? free;
  if (found && !needsOwnSlot(found, node, clone)) return found;
  const build: Build = (element, parent, number) => unpackResource(clone.cluster, element, parent, number);
  const instance = addInstance(clone, build);
  if (!instance) return undefined;
  register(clone.cluster, instance);
  return memberNamed(instance, id);
}

/** A slot is not given to a lost node whose resources need no fencing, unless there is one for every node. */
function needsOwnSlot(found: Resource, node: Node, clone: Clone): boolean {
  const needsFencing = found.requires === 'fencing' || found.requires === 'unfencing';
  if (needsFencing || (node.online && !node.unclean) || isGuest(node)) return false;
  return clone.cloneMax !== clone.cluster.nodes.length;
}

interface Search {
  active?: Resource | undefined;
  free?: Resource | undefined;
}

function searchInstances(node: Node, clone: Clone, id: string): Search {
  let free: Resource | undefined;
  let takeFree = true;
  for (const instance of clone.children) {
    const place = placeOf(instance);
    if (place) {
      if (place !== node) continue;
      const member = memberNamed(instance, id);
      if (!member) continue;
      if (member.activeNodes.length === 0) return { active: member };
      const text = `Active (now-)anonymous clone ${clone.id} has multiple "removed" instance histories on ${node.name}`;
      note(clone.cluster, 'notice', 'find_anonymous_clone', text);
      takeFree = false;
    } else if (takeFree && !free && !instance.blocked) {
      const member = memberNamed(instance, id);
      if (member && (!member.pendingNode || member.pendingNode === node)) free = member;
    }
  }
  return takeFree ? { free } : {};
}

/** The first node where anything of an instance is active, or on its way to. */
function placeOf({ children, activeNodes, pendingNode }: Resource): Node | undefined {
  if (children.length === 0) return activeNodes[0] ?? pendingNode;
  for (const child of children) {
    const place = placeOf(child);
    if (place) return place;
  }
  return undefined;
}

/** The resource inside an instance that is configured under that id. */
function memberNamed(instance: Resource, id: string): Resource | undefined {
  for (const each of within(instance)) if (each.id === id || each.xml.id === id) return each;
  return undefined;
}
