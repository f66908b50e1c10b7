import { type AttributeRequest, performAttribute } from './attributes/perform.js';
import { renderScript, type ScriptReport, together } from './attributes/script.js';
import { command, type Outcome } from './command/command.js';
import { flag, value } from './command/option.js';

export const crmStandby = command({
  name: 'crm_standby',
  summary: 'query, enable or disable standby mode of a node',
  description: 'A node in standby mode runs no resources.',
  script: { misuse: 'ERROR' },
  groups: [
    { id: 'command', title: 'Commands:', help: 'Show command options' },
    { id: 'additional', title: 'Additional Options:', help: 'Show additional options' },
  ],
  options: {
    quiet: flag('Print only the standby mode', { short: 'q', aliases: ['Q'] }),
    query: flag('Show whether the node is in standby mode (the default command)', {
      short: 'G',
      aliases: ['get-value'],
      group: 'command',
    }),
    update: value('VALUE', 'Set standby mode', {
      short: 'v',
      aliases: ['attr-value'],
      group: 'command',
      values: ['on', 'off'],
    }),
    delete: flag('Forget the setting, for good and until reboot', {
      short: 'D',
      aliases: ['delete-attr'],
      group: 'command',
    }),
    on: flag('The same as --update on', { group: 'command' }),
    off: flag('The same as --update off', { group: 'command' }),
    node: value('NODE', 'Operate on this node, in place of the local one', {
      short: 'N',
      aliases: ['U', 'uname'],
      group: 'additional',
      complete: 'node',
    }),
    lifetime: value('VALUE', 'Until when the setting lasts', {
      short: 'l',
      group: 'additional',
      values: ['reboot', 'forever'],
    }),
    id: value('VALUE', '(Advanced) XML id of the standby attribute', {
      short: 'i',
      aliases: ['attr-id'],
      group: 'additional',
    }),
  },
  examples: [{ text: 'Let no resource run on web1 for now', command: 'crm_standby --node web1 --update on' }],
  async run(args, context): Promise<Outcome<ScriptReport>> {
    const given = args.last('query', 'update', 'delete', 'on', 'off');
    const request: AttributeRequest = {
      command: given?.name === 'delete' ? 'delete' : given && given.name !== 'query' ? 'update' : 'query',
      value: given?.value ?? given?.name,
      name: 'standby',
      id: args.value('id'),
      node: args.value('node') || 'localhost',
      type: args.value('lifetime'),
    };
    const quiet = args.has('quiet');
    const perform = (change: Partial<AttributeRequest> = {}) => performAttribute({ ...request, ...change }, context);
    if (request.type !== undefined) return together([await perform()], quiet);
    switch (request.command) {
      case 'update':
        return together([await perform({ type: 'forever' })], quiet);
      case 'delete': {
        const outcomes = [await perform({ type: 'forever' }), await perform({ type: 'reboot' })];
        return { ...together(outcomes, quiet), exit: 'OK' };
      }
      default: {
        const lasting = await perform({ type: 'forever' });
        if (lasting.exit === undefined) return together([lasting], quiet);
        return together([await perform({ type: 'reboot', default: 'off' })], quiet);
      }
    }
  },
  render: renderScript,
});
