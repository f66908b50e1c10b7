import { CibError } from '../../cib/result/error.js';
import { Element } from '../../cib/xml/element.js';
import { assignIds, isValidId, makeId, resolveReferences } from '../syntax/identity.js';
import { type Kind, REFERENCE } from '../syntax/kind.js';
import { NODE } from '../syntax/kinds/node.js';
import { type ConfiguredObject, idOf } from '../syntax/objects.js';
import type { Draft } from '../syntax/read.js';
import { constraintsOn, isConstraint, isPointless, renameIn, resourcesOf } from './constraints.js';
import type { Remark } from './remove.js';
import type { Workspace } from './workspace.js';

const CONTAINERS = new Set(['group', 'clone', 'master', 'bundle']);
const MEMBERS = new Set(['primitive', 'group']);
/** Sets of options are added to, not made anew. */
const MERGED = new Set(['cluster_property_set', 'meta_attributes']);
export const isOptions = ({ element }: Kind): boolean => MERGED.has(element);
const SETS = new Set(['instance_attributes', 'meta_attributes', 'utilization']);

/**
 * Make the object of a draft. Options and nodes that exist are added to; any other id must be free.
 * Call within `workspace.edit`.
 * @param remark takes what else changed
 * @returns the id
 */
export function create(workspace: Workspace, { kind, element }: Draft, remark: Remark = silently): string {
  const id = checkedId(kind, element);
  resolveReferences(element, (named) => workspace.findResource(named)?.element);
  if (MERGED.has(kind.element)) return addOptions(workspace, kind, element, id);
  const node = kind === NODE ? workspace.findNode(id) : undefined;
  if (node) return addToNode(workspace, node, element);
  const existing = kind === NODE ? undefined : workspace.findResource(id);
  if (existing) {
    const problem = `Cannot create ${kind.keyword} with ID '${id}': Found existing ${existing.kind.keyword} with same ID.`;
    throw new CibError('EEXIST', problem);
  }
  assignIds(element, undefined, workspace.ids);
  return place(workspace, { kind, element }, { parent: workspace.section(kind.section), remark });
}

/** Put a draft in the place of the object it is a new version of. Call within `workspace.edit`. */
export function replace(
  workspace: Workspace,
  draft: Draft,
  existing: ConfiguredObject,
  remark: Remark = silently,
): string {
  const { element } = existing;
  const parent = element.parent as Element;
  resolveReferences(draft.element, (named) => workspace.findResource(named)?.element);
  if (MERGED.has(draft.kind.element) && draft.element.get('id') === undefined) draft.element.set('id', existing.id);
  if (draft.kind === NODE && !draft.element.has('id')) draft.element.flat.unshift('id', existing.id);
  assignIds(draft.element, MERGED.has(draft.kind.element) ? parent : element, workspace.ids);
  return place(workspace, draft, { parent, old: element, remark });
}

function checkedId(kind: Kind, element: Element): string {
  const id = idOf(kind, element);
  if (kind !== NODE && !isValidId(id)) throw new CibError('EINVAL', `${id}: invalid object id`);
  if (MERGED.has(kind.element)) element.set('id', id);
  return id;
}

const silently: Remark = () => {};

interface Spot {
  readonly parent: Element;
  /** What stood there, if anything. */
  readonly old?: Element;
  readonly remark: Remark;
}

/** Insert a complete element, in the place of an old one if there is one. */
function place(workspace: Workspace, { kind, element }: Draft, { parent, old, remark }: Spot): string {
  const id = idOf(kind, element);
  if (isConstraint(element)) checkConstraint(workspace, id, element);
  const held = new Set([...(old?.elements() ?? [])].map((child) => child.id));
  const members = CONTAINERS.has(element.name) ? gatherMembers(workspace, id, element, old) : [];
  // A member may have been what stood before it, so the place is looked up only now.
  if (old) parent.insert(element, parent.children.indexOf(old));
  else parent.append(element);
  if (old) {
    releaseMembers(workspace, old, members);
    old.remove();
  }
  for (const member of members) if (!held.has(member)) redirectConstraints(workspace, member, id, remark);
  workspace.forget();
  return id;
}

function checkConstraint(workspace: Workspace, id: string, constraint: Element): void {
  const missing = resourcesOf(constraint).filter((resource) => !workspace.findResource(resource));
  if (missing.length === 0) return;
  const lines = missing.map((name) => `constraint ${id} references a resource ${name} which doesn't exist`);
  throw new CibError('ENXIO', lines[0], {}, lines.slice(1));
}

/** Move the resources that a container names into it. @returns their ids */
function gatherMembers(workspace: Workspace, id: string, container: Element, old: Element | undefined): string[] {
  const members: string[] = [];
  for (const reference of [...container.elements(REFERENCE)]) {
    const name = reference.get('id') ?? '';
    const member = workspace.findResource(name);
    if (!member) throw new CibError('ENXIO', `${id} refers to missing object ${name}`);
    const { element } = member;
    if (!MEMBERS.has(element.name) || (container.name === 'group' && element.name !== 'primitive')) {
      const problem =
        container.name === 'group'
          ? `a group may contain only primitives; ${name} is ${member.kind.keyword}`
          : `${container.name} may contain a primitive or a group; ${name} is ${member.kind.keyword}`;
      throw new CibError('EINVAL', problem);
    }
    checkFree(container, member, old);
    element.remove();
    // A bundle's resource stands where it was written, those of others at the end.
    if (container.name === 'bundle') container.insert(element, container.children.indexOf(reference));
    else container.append(element);
    reference.remove();
    members.push(name);
  }
  for (const brought of [...container.elements()]) {
    const name = brought.get('id') ?? '';
    if (!MEMBERS.has(brought.name) || members.includes(name)) continue;
    const other = workspace.findResource(name);
    if (other) checkFree(container, other, old);
    other?.element.remove();
    members.push(name);
  }
  if (members.length === 0 && container.name !== 'bundle') {
    throw new CibError('EINVAL', `${id} has no resources in it`);
  }
  return members;
}

/** @throws CibError if a resource is in another container */
function checkFree(container: Element, { kind, id, element }: ConfiguredObject, old: Element | undefined): void {
  const holder = element.parent;
  if (!holder || !CONTAINERS.has(holder.name) || holder === old) return;
  const place = `${holder.name}:${holder.get('id')}`;
  const problem = `Cannot create ${container.name}:${container.get('id')}: Child ${kind.keyword}:${id} already in ${place}`;
  throw new CibError('EINVAL', problem);
}

/** Resources that a container no longer holds stand on their own. */
function releaseMembers(workspace: Workspace, old: Element, kept: readonly string[]): void {
  for (const child of [...old.elements()]) {
    if (!MEMBERS.has(child.name) || kept.includes(child.get('id') ?? '')) continue;
    child.remove();
    workspace.section('resources').append(child);
  }
}

/** What was said of a resource holds for the container that it has gone into. */
function redirectConstraints(workspace: Workspace, member: string, container: string, remark: Remark): void {
  for (const { kind, element, id } of constraintsOn(workspace.objects, member)) {
    if (id === container) continue;
    renameIn(element, member, container);
    if (isPointless(element)) element.remove();
    else remark(`modified ${kind.keyword}:${id} from ${member} to ${container}`);
    workspace.changed.add(id);
  }
}

function addOptions(workspace: Workspace, kind: Kind, draft: Element, id: string): string {
  const found = workspace.findResource(id);
  if (found && found.kind !== kind) {
    throw new CibError(
      'EEXIST',
      `Cannot create ${kind.keyword} with ID '${id}': Found existing ${found.kind.keyword} with same ID.`,
    );
  }
  const set = found?.element ?? workspace.section(kind.section).append(new Element(kind.element, { id }));
  for (const [name, value] of draft.attributes()) if (name !== 'id') set.set(name, value);
  for (const child of [...draft.children]) {
    if (child.kind === 'element' && child.name === 'nvpair') setPair(workspace, set, child, id);
    else set.append(child);
    if (child.kind === 'element' && child.name !== 'nvpair') assignIdsIn(workspace, child, id);
  }
  workspace.forget();
  return id;
}

/** Ids for a part of an object, made from the object's. */
function assignIdsIn(workspace: Workspace, part: Element, prefix: string): void {
  const holder = new Element('holder', { id: prefix });
  const { parent } = part;
  const at = parent?.children.indexOf(part) ?? 0;
  holder.append(part);
  assignIds(holder, undefined, workspace.ids);
  if (parent) {
    part.parent = parent;
    parent.children[at] = part;
  }
}

function setPair(workspace: Workspace, set: Element, nvpair: Element, prefix: string): void {
  const [name, value] = [nvpair.get('name'), nvpair.get('value')];
  const same = value === undefined ? undefined : [...set.elements('nvpair')].find((pair) => pair.get('name') === name);
  if (same) {
    same.set('value', value as string);
    return;
  }
  if (!nvpair.has('id') && !nvpair.has('id-ref')) {
    const id = makeId(nvpair, prefix, workspace.ids);
    workspace.ids.add(id);
    nvpair.flat.unshift('id', id);
  }
  set.append(nvpair);
}

/** Attributes given for a node that exists are added to those it has. */
function addToNode(workspace: Workspace, { element: node, id }: ConfiguredObject, draft: Element): string {
  for (const set of [...draft.elements()]) {
    const existing = SETS.has(set.name) ? node.child(set.name) : undefined;
    if (!existing) {
      node.append(set);
      assignIdsIn(workspace, set, node.get('uname') ?? id);
      continue;
    }
    for (const nvpair of [...set.elements('nvpair')]) setPair(workspace, existing, nvpair, existing.get('id') ?? id);
  }
  workspace.forget();
  return id;
}
