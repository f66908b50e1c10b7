import { CibError } from '../../cib/result/error.js';
import type { Element } from '../../cib/xml/element.js';
import { TEMPLATE } from '../syntax/kinds/primitive.js';
import { TAG } from '../syntax/kinds/tag.js';
import type { ConfiguredObject } from '../syntax/objects.js';
import { constraintsOn, forgetIn, isPointless, renameIn } from './constraints.js';
import type { Workspace } from './workspace.js';

const RESOURCES = new Set(['primitive', 'group', 'clone', 'master', 'bundle', 'template']);
const CONTAINERS = new Set(['group', 'clone', 'master', 'bundle']);

/** What else happened, a line each. */
export type Remark = (text: string) => void;

/**
 * Remove objects, and what hangs on them: containers left empty, constraints and tags that have no
 * meaning without them, primitives of a template. Call within `workspace.edit`.
 * @throws CibError `ENXIO` if one does not exist
 */
export function remove(workspace: Workspace, ids: readonly string[], remark: Remark): void {
  const found: ConfiguredObject[] = [];
  for (const id of ids) {
    const object = workspace.find(id);
    if (!object) throw new CibError('ENXIO', `object ${id} does not exist`);
    if (object.kind === TEMPLATE) {
      for (const user of usersOf(workspace, object.id)) {
        if (ids.includes(user.id) || found.includes(user)) continue;
        remark(`hanging ${describe(user)} deleted`);
        found.push(user);
      }
    }
    found.push(object);
  }
  // What contains goes before what it contains, which then stands on its own for a moment.
  const ordered = workspace.sheet().sorted(found).reverse();
  for (const object of ordered) removeWithEmptyParents(workspace, object, remark);
}

const describe = ({ kind, id }: ConfiguredObject): string => `${kind.keyword}:${id}`;

const usersOf = (workspace: Workspace, template: string): ConfiguredObject[] =>
  workspace.objects.filter(({ kind, element }) => kind.keyword === 'primitive' && element.get('template') === template);

const membersOf = (element: Element): Element[] =>
  CONTAINERS.has(element.name) ? [...element.elements()].filter(({ name }) => RESOURCES.has(name)) : [];

function removeWithEmptyParents(workspace: Workspace, object: ConfiguredObject, remark: Remark): void {
  const parent = object.element.parent;
  if (parent && CONTAINERS.has(parent.name) && membersOf(parent).length === 1) {
    const holder = workspace.findResource(parent.get('id') ?? '');
    if (holder) removeWithEmptyParents(workspace, holder, remark);
  }
  if (object.element.parent) removeOne(workspace, object, remark);
}

function removeOne(workspace: Workspace, object: ConfiguredObject, remark: Remark): void {
  const { element, id } = object;
  const members = membersOf(element);
  for (const member of members) {
    member.remove();
    workspace.section('resources').append(member);
  }
  const related = RESOURCES.has(element.name) ? constraintsOn(workspace.objects, id) : [];
  const tags = workspace.objects.filter(
    ({ kind, element: tag }) => kind === TAG && [...tag.elements()].some((reference) => reference.get('id') === id),
  );
  element.remove();
  workspace.gone(id);
  workspace.forget();
  for (const tag of tags) forgetInTag(workspace, tag, id, remark);
  for (const constraint of related) {
    if (!constraint.element.parent) continue;
    const heir = members[0]?.get('id');
    if (heir !== undefined && !constraint.element.child('resource_set')) renameIn(constraint.element, id, heir);
    else forgetIn(constraint.element, id);
    workspace.changed.add(constraint.id);
    if (isPointless(constraint.element)) {
      removeOne(workspace, constraint, remark);
      remark(`hanging ${describe(constraint)} deleted`);
    } else if (heir === undefined) remark(`constraint ${describe(constraint)} updated`);
    else remark(`modified ${describe(constraint)} from ${id} to ${heir}`);
  }
}

function forgetInTag(workspace: Workspace, tag: ConfiguredObject, id: string, remark: Remark): void {
  for (const reference of [...tag.element.elements()]) if (reference.get('id') === id) reference.remove();
  workspace.changed.add(tag.id);
  if ([...tag.element.elements('obj_ref')].length > 0) return;
  removeOne(workspace, tag, remark);
  remark(`hanging ${describe(tag)} deleted`);
}

/** Give an object another id, wherever it is referred to. Call within `workspace.edit`. @returns ids of what changed */
export function rename(workspace: Workspace, from: string, to: string, remark: Remark): string[] {
  if (workspace.ids.has(to)) throw new CibError('EEXIST', `${to}: id is already in use`);
  const object = workspace.find(from);
  if (!object) throw new CibError('ENXIO', `object ${from} does not exist`);
  if (object.kind.keyword === 'node') throw new CibError('EINVAL', 'cannot rename nodes');
  const changed = [to];
  const place = ({ element }: ConfiguredObject) => element.parent?.children.indexOf(element) ?? 0;
  // Told in the order in which they stand in the configuration.
  for (const constraint of constraintsOn(workspace.objects, from).sort((a, b) => place(a) - place(b))) {
    renameIn(constraint.element, from, to);
    remark(`modified ${describe(constraint)} from ${from} to ${to}`);
    changed.push(constraint.id);
  }
  for (const { kind, element, id } of workspace.objects) {
    if (element.get('template') === from) element.set('template', to);
    else if (kind === TAG && [...element.elements()].some((reference) => reference.get('id') === from)) {
      for (const reference of element.elements()) if (reference.get('id') === from) reference.set('id', to);
    } else continue;
    changed.push(id);
  }
  object.element.set('id', to);
  workspace.gone(from);
  workspace.forget();
  return changed;
}
