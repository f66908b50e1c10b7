import { CibError } from '../../cib/result/error.js';
import { completeIntervals } from '../../tools/agents/advise.js';
import { NODE } from '../syntax/kinds/node.js';
import { type ConfiguredObject, idOf, objectsOf } from '../syntax/objects.js';
import type { Draft, PlacedDraft } from '../syntax/read.js';
import { isConstraint } from './constraints.js';
import { create, isOptions, replace } from './put.js';
import { type Remark, remove } from './remove.js';
import type { Workspace } from './workspace.js';

/**
 * Make the configuration, or a part of it, say what the drafts say: new objects are created, known
 * ones replaced.
 * @param part objects that the drafts stand for: those of them that no draft names are removed
 * @param adding sets of options keep what the drafts do not name
 */
export function update(
  workspace: Workspace,
  drafts: readonly PlacedDraft[],
  part: readonly ConfiguredObject[],
  remark: Remark,
  adding = false,
): void {
  const named = new Set<string>();
  for (const draft of drafts) {
    const key = keyOf({ kind: draft.kind, id: idOf(draft.kind, draft.element) });
    if (named.has(key)) throw new CibError('EEXIST', `Duplicate ${key}`, { line: draft.line });
    named.add(key);
    completeIntervals(draft.element);
  }
  // Read from XML, an object may bring resources with it.
  const held = new Set(drafts.flatMap(({ element }) => objectsOf(element).map(keyOf)));
  const gone = part.filter((object) => !named.has(keyOf(object)) && !held.has(keyOf(object)));
  // What holds resources goes before they are put elsewhere, and what is only held goes last.
  const first = gone.filter(({ element }) => isConstraint(element) || HOLDERS.has(element.name));
  const last = gone.filter((object) => !first.includes(object));
  workspace.edit(() => {
    const changed: string[] = [];
    remove(workspace, idsOf(first), remark);
    for (const draft of drafts) release(workspace, draft);
    for (const draft of [...drafts].sort((a, b) => a.kind.rank - b.kind.rank)) {
      changed.push(located(draft.line, () => putOne(workspace, draft, remark, adding)));
    }
    remove(workspace, idsOf(last.filter((object) => workspace.find(object.id))), remark);
    return changed;
  });
}

/** What a container gives up, another may take, whichever of them comes first. */
function release(workspace: Workspace, { kind, element }: Draft): void {
  const existing = HOLDERS.has(element.name) ? workspace.findResource(idOf(kind, element)) : undefined;
  if (existing?.kind !== kind) return;
  const kept = new Set([...element.elements()].map((child) => child.get('id')));
  for (const member of [...existing.element.elements()]) {
    if (!MEMBERS.has(member.name) || kept.has(member.get('id'))) continue;
    member.remove();
    workspace.section('resources').append(member);
  }
}

const MEMBERS = new Set(['primitive', 'group']);
const HOLDERS = new Set(['group', 'clone', 'master', 'bundle']);

const idsOf = (objects: readonly ConfiguredObject[]): string[] => objects.map(({ id }) => id);

/** A failure names the line it comes from. */
function located<T>(line: number, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof CibError) || error.place.line !== undefined) throw error;
    throw new CibError(error.code, error.message, { line }, error.details);
  }
}

/** Nodes may have the id of a resource. */
const keyOf = ({ kind, id }: Pick<ConfiguredObject, 'kind' | 'id'>): string =>
  `${kind === NODE ? 'node' : 'resource'}: ${id}`;

function putOne(workspace: Workspace, draft: Draft, remark: Remark, adding: boolean): string {
  const id = idOf(draft.kind, draft.element);
  const existing = draft.kind === NODE ? workspace.findNode(id) : workspace.findResource(id);
  if (existing?.kind !== draft.kind || (adding && isOptions(draft.kind))) return create(workspace, draft, remark);
  return replace(workspace, draft, existing, remark);
}
