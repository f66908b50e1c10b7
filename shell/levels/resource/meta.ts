import type { Element } from '../../../cib/xml/element.js';
import type { Session } from '../../session.js';
import type { ConfiguredObject } from '../../syntax/objects.js';
import {
  clearCloned,
  dropEmptySets,
  holderOf,
  membersWith,
  oppositeOf,
  ownPairs,
  removePairs,
  setAttribute,
} from '../../workspace/meta.js';
import type { Workspace } from '../../workspace/workspace.js';
import { editNow } from '../edits.js';

const RESOURCES = new Set(['primitive', 'group', 'clone', 'master', 'bundle', 'template']);

/**
 * Set a meta-attribute of resources (a tag stands for those it names) as wholes: what members of
 * them say otherwise is cleared, as far as the user wants that.
 * @returns whether it was done; if not, it has been told why
 */
export const setMeta = (session: Session, ids: readonly string[], name: string, value: string): Promise<boolean> =>
  editNow(session, async (workspace) => {
    for (const id of ids) {
      const resources = resourcesOf(workspace, id);
      if (resources.length === 0) {
        session.say('error', `Resource not found: ${id}`);
        return false;
      }
      for (const resource of resources) await setOne(session, workspace, resource, name, value);
    }
    return true;
  });

function resourcesOf(workspace: Workspace, id: string): ConfiguredObject[] {
  const object = workspace.findResource(id);
  if (!object) return [];
  if (object.kind.keyword === 'tag') {
    return [...object.element.elements('obj_ref')].flatMap((reference) =>
      resourcesOf(workspace, reference.get('id') ?? ''),
    );
  }
  return RESOURCES.has(object.element.name) ? [object] : [];
}

async function setOne(
  session: Session,
  workspace: Workspace,
  object: ConfiguredObject,
  name: string,
  value: string,
): Promise<void> {
  const holder = holderOf(object.element);
  const opposite = oppositeOf(name);
  const policy = (await session.preferences()).get('core.manage_children');
  const wanted = async (question: string) => policy === 'always' || (policy === 'ask' && (await session.ask(question)));
  const cleared: [id: string, name: string][] = [];
  const clear = async (element: Element, attribute: string, ok: Promise<boolean>) => {
    if (await ok) cleared.push([element.id ?? '', attribute]);
  };
  if (policy !== 'never') {
    for (const member of opposite === undefined ? [] : membersWith(holder, opposite)) {
      const question = `'${name}' conflicts with '${opposite}' attribute. Remove '${opposite}' for child resource ${member.id}?`;
      await clear(member, opposite as string, wanted(question));
    }
    for (const member of membersWith(holder, name)) {
      await clear(member, name, wanted(`Do you want to override '${name}' for child resource ${member.id}?`));
    }
  }
  if (opposite !== undefined && ownPairs(holder, opposite).length > 0) {
    const question = `'${name}' conflicts with '${opposite}' attribute. Remove '${opposite}' for resource ${holder.id}?`;
    await clear(holder, opposite, session.ask(question));
  }
  const id = holder.id ?? '';
  workspace.edit(() => {
    // An id that goes is not used again at once, as in crmsh.
    const used = workspace.ids;
    const target = workspace.findResource(id)?.element as Element;
    clearCloned(target, name);
    for (const [owner, attribute] of cleared) {
      const element = workspace.findResource(owner)?.element;
      if (element) removePairs(element, attribute);
    }
    dropEmptySets(target);
    setAttribute(target, 'meta_attributes', [name, value], used);
    return [id];
  });
}
