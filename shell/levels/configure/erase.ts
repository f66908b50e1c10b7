import { choice, optional } from '../../grammar/argument.js';
import { command } from '../../level.js';
import { NODE } from '../../syntax/kinds/node.js';
import { topmost } from '../../syntax/objects.js';

export const ERASE = command({
  name: 'erase',
  summary: 'Delete the whole configuration',
  help: 'Everything but the nodes goes; with `nodes`, the nodes go and nothing else.',
  grammar: optional(choice('nodes')),
  async run(nodes, session) {
    const workspace = await session.workspace();
    workspace.edit(() => {
      for (const { kind, element, id } of workspace.objects) {
        if ((kind === NODE) !== (nodes !== undefined)) continue;
        if (topmost(element) === element) element.remove();
        workspace.gone(id);
      }
      return [];
    });
    return undefined;
  },
});
