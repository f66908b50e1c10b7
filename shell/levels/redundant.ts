import type { Element } from '../../cib/xml/element.js';
import type { Session } from '../session.js';
import { dropEmptySets, ownPairs, removePairs } from '../workspace/meta.js';
import type { Workspace } from '../workspace/workspace.js';

const RESOURCES = new Set(['primitive', 'group', 'clone']);
const PREFERENCE = 'cli-prefer-';

/** Something that a part of the cluster says itself, and that a wider setting is to hold for. */
export interface Redundant {
  readonly id: string;
  readonly set: 'meta_attributes' | 'instance_attributes';
  readonly name: string;
}

/**
 * What resources say themselves about maintenance that may run on certain nodes (all but those that
 * were moved elsewhere), and the nodes too if `ofNodes`: as far as the user wants it removed.
 */
export async function redundantMaintenance(
  session: Session,
  workspace: Workspace,
  nodes: readonly string[],
  ofNodes = false,
): Promise<Redundant[]> {
  const policy = (await session.preferences()).get('core.manage_children');
  const wanted = async (question: string) => policy === 'always' || (policy === 'ask' && (await session.ask(question)));
  const locations = workspace.objects.filter(({ element }) => element.name === 'rsc_location');
  const elsewhere = new Set(
    locations
      .filter(({ element }) => !nodes.includes(element.get('node') ?? ''))
      .map(({ id }) => id.replace(PREFERENCE, '')),
  );
  const found: Redundant[] = [];
  for (const { element, id } of workspace.objects) {
    if (!RESOURCES.has(element.name) || elsewhere.has(id)) continue;
    const set = 'meta_attributes';
    const question = `'maintenance' attribute already exists in ${id}. Remove it?`;
    if (has(element, 'maintenance') && (await wanted(question))) found.push({ id, set, name: 'maintenance' });
    const conflict = `'is-managed' conflicts with 'maintenance' in ${id}. Remove it?`;
    if (has(element, 'is-managed') && (await wanted(conflict))) found.push({ id, set, name: 'is-managed' });
  }
  for (const { element, id } of ofNodes ? workspace.objects : []) {
    const set = 'instance_attributes';
    if (element.name !== 'node' || !has(element, 'maintenance', set)) continue;
    const question = `'maintenance' attribute already exists in ${element.get('uname') ?? id}. Remove it?`;
    if (await wanted(question)) found.push({ id, set, name: 'maintenance' });
  }
  return found;
}

const has = (element: Element, name: string, set?: Redundant['set']): boolean =>
  ownPairs(element, name, set).length > 0;

/** Take it out. Call within `workspace.edit`. @returns ids of what changed */
export function clearRedundant(workspace: Workspace, redundant: readonly Redundant[]): string[] {
  for (const { id, set, name } of redundant) {
    const found = set === 'instance_attributes' ? workspace.findNode(id) : workspace.findResource(id);
    if (!found) continue;
    removePairs(found.element, name, set);
    dropEmptySets(found.element);
  }
  return redundant.map(({ id }) => id);
}
