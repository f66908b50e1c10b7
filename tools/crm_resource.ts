import { command } from './command/command.js';
import { OPTIONS } from './resources/options.js';
import type { Report } from './resources/report.js';

export const crmResource = command<Report, typeof OPTIONS>({
  name: 'crm_resource',
  summary: 'query and change resources, and the agents they are made of',
  formats: ['text', 'xml', 'json', 'none'],
  groups: [
    { id: 'queries', title: 'Queries:', help: 'Show queries' },
    { id: 'commands', title: 'Commands:', help: 'Show command options' },
    { id: 'locations', title: 'Locations:', help: 'Show location options' },
    { id: 'advanced', title: 'Advanced:', help: 'Show advanced options' },
    { id: 'additional', title: 'Additional Options:', help: 'Show additional options' },
  ],
  options: OPTIONS,
  positional: { title: 'NAME=VALUE', many: true },
  examples: [
    { text: 'What an agent takes', command: 'crm_resource --show-metadata ocf:heartbeat:IPaddr2' },
    { text: 'Have vip run on web1', command: 'crm_resource --resource vip --move --node web1' },
    { text: 'Let it run where it wants again', command: 'crm_resource --resource vip --clear' },
    { text: 'What keeps vip from running on web2', command: 'crm_resource --resource vip --why --node web2' },
    {
      text: 'Stop vip',
      command: 'crm_resource --resource vip --meta --set-parameter target-role --parameter-value Stopped',
    },
  ],
  async run(args, context) {
    const { perform } = await import('./resources/perform.js');
    return perform(args, context);
  },
  render: { text: ({ text }) => text, xml: ({ elements }) => elements },
});
