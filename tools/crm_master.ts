import { type AttributeRequest, performAttribute } from './attributes/perform.js';
import { renderScript, type ScriptReport, together } from './attributes/script.js';
import { command, type Outcome } from './command/command.js';
import { flag, value } from './command/option.js';
import { UsageError } from './command/parse.js';

export const crmMaster = command({
  name: 'crm_master',
  summary: "query, update or delete a resource's promotion score",
  description: 'This command is deprecated: use crm_attribute with the --promotion option.',
  script: { misuse: 'ERROR' },
  groups: [
    { id: 'command', title: 'Commands:', help: 'Show command options' },
    { id: 'additional', title: 'Additional Options:', help: 'Show additional options' },
  ],
  options: {
    quiet: flag('Print only the score', { short: 'q', aliases: ['Q'] }),
    query: flag('Show the promotion score (the default command)', {
      short: 'G',
      aliases: ['get-value'],
      group: 'command',
    }),
    update: value('SCORE', 'Set the promotion score', { short: 'v', aliases: ['attr-value'], group: 'command' }),
    delete: flag('Delete the promotion score', { short: 'D', aliases: ['delete-attr'], group: 'command' }),
    promote: value('RESOURCE', 'Prefer the node for this resource: the same as --resource RESOURCE --update INFINITY', {
      group: 'command',
      complete: 'resource',
    }),
    resource: value('RESOURCE', 'The resource, if not the one in OCF_RESOURCE_INSTANCE', {
      short: 'r',
      group: 'additional',
      complete: 'resource',
    }),
    node: value('NODE', 'Operate on this node, in place of the local one', {
      short: 'N',
      aliases: ['U', 'uname'],
      group: 'additional',
      complete: 'node',
    }),
    lifetime: value('VALUE', 'Until when the score lasts (forever if not given)', {
      short: 'l',
      group: 'additional',
      values: ['reboot', 'forever'],
    }),
    id: value('VALUE', '(Advanced) XML id of the score', { short: 'i', aliases: ['attr-id'], group: 'additional' }),
  },
  async run(args, context): Promise<Outcome<ScriptReport>> {
    const resource = args.last('resource', 'promote')?.value || context.env['OCF_RESOURCE_INSTANCE'];
    if (!resource) throw new UsageError('No resource specified');
    const given = args.last('query', 'update', 'delete')?.name;
    const request: AttributeRequest = {
      command: given ?? (args.has('promote') ? 'update' : 'query'),
      value: args.value('update') ?? 'INFINITY',
      name: `master-${resource}`,
      id: args.value('id'),
      node: args.value('node'),
      // Given even where it is the default, so that it is never taken for a cluster option.
      type: args.value('lifetime') ?? 'forever',
    };
    return together([await performAttribute(request, context)], args.has('quiet'));
  },
  render: renderScript,
});
