import type { Element } from '../../../cib/xml/element.js';
import { optional } from '../../grammar/argument.js';
import { command } from '../../level.js';
import { succeeded } from '../../outcome.js';
import { showTool } from '../../tool.js';
import { setAttribute } from '../../workspace/meta.js';
import { node } from '../arguments.js';
import { editNow } from '../edits.js';
import { clearRedundant, redundantMaintenance } from '../redundant.js';

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
      const cleared = await redundantMaintenance(session, workspace, [name]);
      workspace.edit(() => {
        const used = workspace.ids;
        clearRedundant(workspace, cleared);
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
