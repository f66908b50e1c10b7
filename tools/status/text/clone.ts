import { kindOf } from '../../../daemon/scheduler/kinds/kinds.js';
import { compareNames } from '../../../daemon/scheduler/model/names.js';
import type { Node } from '../../../daemon/scheduler/model/node.js';
import { within } from '../../../daemon/scheduler/model/relations.js';
import type { Clone, Resource } from '../../../daemon/scheduler/model/resource.js';
import { parseRole, Role } from '../../../daemon/scheduler/model/role.js';
import { isDisabled } from '../../../daemon/scheduler/unpack/target-role.js';
import { holds, isActive, isElsewhere, isFiltered } from '../filter.js';
import { item, list, type Outline } from '../outline.js';
import { failedProbe, probeText } from '../primitive.js';
import { ALL, includesNode, isNamed, type Show } from '../view.js';
import { descriptionText, managementFlag, resourceText, type Selection } from './resource.js';

export function cloneText(clone: Clone, selection: Selection): Outline[] {
  const { show } = selection;
  const below: Outline[] = [];
  const promoted: Node[] = [];
  const started: Node[] = [];
  let stopped = false;
  for (const instance of shownInstances(clone, selection)) {
    const how = presentation(clone, instance, show);
    if (how === 'alone') below.push(...resourceText(instance, { ...selection, resources: ALL }));
    else if (how === 'stopped') stopped = true;
    else if (how !== 'hidden') (how.role > Role.unpromoted ? promoted : started).push(how.node);
  }
  const alone = below.length > 0 || anyAlone(clone, selection);
  if (show.cloneDetail) return alone ? [list(header(clone, show), below)] : [];

  const active = [
    ...addNodes(below, 'Promoted', promoted, selection),
    ...addNodes(below, startedTitle(clone), started, selection),
  ];
  if (show.inactive) {
    const lists = stoppedLists(clone, selection, active.length, stopped);
    if (lists) below.push(...lists);
    else if (active.length === 0) return [list(header(clone, show), below)];
  }
  return alone || below.length > 0 ? [list(header(clone, show), below)] : [];
}

const shownInstances = (clone: Clone, { nodes, resources }: Selection): Resource[] => {
  const named = isNamed(resources, clone);
  return clone.children.filter((instance) => !isElsewhere(instance, nodes) && !isFiltered(instance, resources, named));
};

/** An instance that has a line of its own, even if that is empty, brings the heading. */
const anyAlone = (clone: Clone, selection: Selection): boolean =>
  shownInstances(clone, selection).some((instance) => presentation(clone, instance, selection.show) === 'alone');

type Presentation = 'alone' | 'stopped' | 'hidden' | { readonly node: Node; readonly role: Role };

/** Whether an instance is shown for itself, or only its node among others. */
function presentation(clone: Clone, instance: Resource, show: Show): Presentation {
  const partly = isActive(instance, false);
  if (show.cloneDetail) return 'alone';
  if (clone.unique) return partly || !clone.removed ? 'alone' : 'hidden';
  if (show.pending && instance.pendingAction !== undefined) return 'alone';
  if (!partly) return !instance.removed && show.inactive ? 'stopped' : 'hidden';
  const special =
    holds(instance, ({ removed }) => removed, true) ||
    !holds(instance, ({ managed }) => managed, false) ||
    holds(instance, ({ failed }) => failed, true);
  if (special || !isActive(instance, true)) return 'alone';
  const node = onlyNode(instance);
  if (!node || (!node.online && node.unclean)) return 'alone';
  return { node, role: kindOf(instance).status.role(instance) };
}

/** The node where all of an instance is active, if it is one. */
function onlyNode(instance: Resource): Node | undefined {
  const nodes = new Set<Node>();
  for (const { children, activeNodes } of within(instance)) {
    if (children.length === 0) for (const node of activeNodes) nodes.add(node);
  }
  const [only, ...others] = nodes;
  return others.length === 0 ? only : undefined;
}

const byName = (a: Node, b: Node): number => compareNames(a.name, b.name);

/** Add a line with names of nodes, and return those that are shown. */
function addNodes(below: Outline[], title: string, nodes: readonly Node[], { nodes: only }: Selection): Node[] {
  const shown = [...nodes].sort(byName).filter((node) => includesNode(only, node));
  if (shown.length > 0) below.push(item(`${title}: [ ${shown.map(({ name }) => name).join(' ')} ]`));
  return shown;
}

function startedTitle(clone: Clone): string {
  if (!clone.promotable) return 'Started';
  return configuredRole(clone) === Role.unpromoted ? 'Unpromoted (target-role)' : 'Unpromoted';
}

/** The target role of a clone, or of what it clones. */
export const targetRoleText = (clone: Clone): string | undefined =>
  clone.meta.get('target-role') ?? clone.children[0]?.meta.get('target-role');

const configuredRole = (clone: Clone): Role => parseRole(targetRoleText(clone));

/** Nodes where it could be but is not, by why; undefined if there are none to tell of. */
function stoppedLists(
  clone: Clone,
  { nodes: only }: Selection,
  active: number,
  stopped: boolean,
): Outline[] | undefined {
  const states = new Map<string, string[]>();
  if (!clone.unique && clone.cloneMax > active) {
    const places = clone.candidates.size > 0 ? [...clone.candidates.nodes] : [...clone.probed.keys()];
    for (const node of places.sort(byName)) {
      if (clone.activeNodes.includes(node) || !includesNode(only, node)) continue;
      const probe = failedProbe(clone, node.name);
      const disabled = configuredRole(clone) === Role.stopped ? 'Stopped (disabled)' : 'Stopped';
      const state = probe ? `Stopped (${probeText(probe)})` : disabled;
      states.set(state, [...(states.get(state) ?? []), node.name]);
    }
    return states.size > 0 ? stateLists(states) : undefined;
  }
  if (!stopped) return undefined;
  states.set(
    'Stopped',
    clone.children.filter((instance) => !isActive(instance, false) && !instance.removed).map(({ id }) => id),
  );
  return stateLists(states);
}

const stateLists = (states: ReadonlyMap<string, readonly string[]>): Outline[] =>
  [...states]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([state, names]) => item(`${state}: [ ${[...names].sort(compareNames).join(' ')} ]`));

function header(clone: Clone, show: Show): string {
  const flags: string[] = [];
  if (clone.promotable) flags.push('promotable');
  if (clone.unique) flags.push('unique');
  if (isDisabled(clone)) flags.push('disabled');
  flags.push(...managementFlag(clone));
  const text = flags.length > 0 ? ` (${flags.join(', ')})` : '';
  return `Clone Set: ${clone.id} [${clone.childXml.id}]${text}${descriptionText(clone, show)}`;
}
