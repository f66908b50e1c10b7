import type { Element } from '../../../cib/xml/element.js';
import { optional } from '../../grammar/argument.js';
import { command } from '../../level.js';
import { succeeded } from '../../outcome.js';
import type { Session } from '../../session.js';
import type { ConfiguredObject } from '../../syntax/objects.js';
import { showTool } from '../../tool.js';
import { dropEmptySets, ownPairs, removePairs, setAttribute } from '../../workspace/meta.js';
import type { Workspace } from '../../workspace/workspace.js';
import { node } from '../arguments.js';
import { editNow } from '../edits.js';

const RESOURCES = new Set(['primitive', 'group', 'clone']);
const PREFERENCE = 'cli-prefer-';

/** Resources that may run on a node: all but those that were moved elsewhere. */
function resourcesOn(workspace: Workspace, name: string): ConfiguredObject[] {
  const elsewhere = new Set(
    workspace.objects
      .filter(({ element }) => element.name === 'rsc_location' && element.get('node') !== name)
      .map(({ id }) => id.replace(PREFERENCE, '')),
  );
  return workspace.objects.filter(({ element, id }) => RESOURCES.has(element.name) && !elsewhere.has(id));
}

/** What resources on the node say themselves about maintenance: to be removed, as far as the user wants that. */
async function redundant(session: Session, workspace: Workspace, name: string): Promise<[string, string][]> {
  const policy = (await session.preferences()).get('core.manage_children');
  const wanted = async (question: string) => policy === 'always' || (policy === 'ask' && (await session.ask(question)));
  const found: [string, string][] = [];
  for (const { element, id } of resourcesOn(workspace, name)) {
    const question = `'maintenance' attribute already exists in ${id}. Remove it?`;
    if (ownPairs(element, 'maintenance').length > 0 && (await wanted(question))) found.push([id, 'maintenance']);
    const conflict = `'is-managed' conflicts with 'maintenance' in ${id}. Remove it?`;
    if (ownPairs(element, 'is-managed').length > 0 && (await wanted(conflict))) found.push([id, 'is-managed']);
  }
  return found;
}

export const MAINTENANCE = command({
  name: 'maintenance',
  summary: 'Leave alone what runs on a node',
  help: 'Nothing is started, stopped or monitored there. Without a name, on this node. Resources that have their own setting are asked about.',
  grammar: optional(node),
  waits: true,
  async run(given, session) {
    const name = given ?? session.host;
    const ok = await editNow(session, async (workspace) => {
      if (!workspace.findNode(name)) {
        session.say('error', `Node '${name}' not found in CIB`);
        session.say('error', `Failed to update node attributes for ${name}`);
        return false;
      }
      const cleared = await redundant(session, workspace, name);
      workspace.edit(() => {
        const used = workspace.ids;
        for (const [id, attribute] of cleared) {
          const element = workspace.findResource(id)?.element as Element;
          removePairs(element, attribute);
          dropEmptySets(element);
        }
        const element = workspace.findNode(name)?.element as Element;
        setAttribute(element, 'instance_attributes', ['maintenance', 'true'], used, `nodes-${element.id}`);
        return [name];
      });
      return true;
    });
    return succeeded(ok);
  },
});

export const READY = command({
  name: 'ready',
  summary: 'End the maintenance of a node',
  help: 'Without a name, of this node.',
  grammar: optional(node),
  waits: true,
  run: async (name, session) =>
    succeeded(
      await showTool(session, 'crm_attribute', [
        '-t',
        'nodes',
        '-N',
        name ?? session.host,
        '-n',
        'maintenance',
        '-v',
        'off',
      ]),
    ),
});
