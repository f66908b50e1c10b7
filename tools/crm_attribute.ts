import type { OptionList } from '../cib/options/option.js';
import { attributeText, attributeXml } from './attributes/attribute.js';
import { type AttributeReport, type AttributeRequest, performAttribute } from './attributes/perform.js';
import { command, type Outcome } from './command/command.js';
import { shownAs } from './command/manner.js';
import { flag, optional, value } from './command/option.js';
import { type Args, UsageError } from './command/parse.js';
import { optionListText, optionListXml } from './options/list.js';

interface Value extends Partial<AttributeReport> {
  readonly options?: OptionList;
  /** The advanced and deprecated options too. */
  readonly all: boolean;
  readonly quiet: boolean;
}

const OPTIONS = {
  quiet: flag('Print only the value', { short: 'q', aliases: ['Q'] }),
  all: flag('With --list-options, list advanced and deprecated options too (XML output always does)', {
    short: 'a',
    group: 'selections',
  }),
  id: value('XML_ID', '(Advanced) Operate on the attribute with this XML id', {
    short: 'i',
    aliases: ['attr-id'],
    group: 'selections',
  }),
  name: value('NAME', 'Operate on the attribute or option of this name; a query without it shows all', {
    short: 'n',
    aliases: ['attr-name'],
    group: 'selections',
    complete: 'attribute',
  }),
  pattern: value('PATTERN', 'Operate on all attributes whose names match this extended regular expression', {
    short: 'P',
    group: 'selections',
  }),
  promotion: optional(
    'RESOURCE',
    'Operate on the promotion score of this resource (or of the one in OCF_RESOURCE_INSTANCE), by default until reboot',
    { short: 'p', group: 'selections', complete: 'resource' },
  ),
  'set-name': value('NAME', '(Advanced) Operate on the attribute within the set of this XML id', {
    short: 's',
    group: 'selections',
  }),
  'list-options': value('TYPE', 'List all options of a type, with their defaults', {
    short: 'L',
    group: 'command',
    values: ['cluster'],
  }),
  delete: flag('Delete the attribute or option (with -n or -P)', {
    short: 'D',
    aliases: ['delete-attr'],
    group: 'command',
  }),
  query: flag('Show the value of the attribute or option (the default command)', {
    short: 'G',
    aliases: ['get-value'],
    group: 'command',
  }),
  update: value('VALUE', 'Set the value of the attribute or option (with -n or -P)', {
    short: 'v',
    aliases: ['attr-value'],
    group: 'command',
  }),
  default: value('VALUE', '(Advanced) Value to show if none is configured', { short: 'd', group: 'additional' }),
  lifetime: value('LIFETIME', 'How long a node attribute lasts', {
    short: 'l',
    group: 'additional',
    values: ['reboot', 'forever'],
  }),
  node: value('NODE', 'Operate on an attribute of this node, in place of a cluster option', {
    short: 'N',
    aliases: ['U', 'node-uname'],
    group: 'additional',
    complete: 'node',
  }),
  type: value('SECTION', 'Part of the configuration the option is in', {
    short: 't',
    group: 'additional',
    values: ['crm_config', 'rsc_defaults', 'op_defaults', 'tickets'],
  }),
  score: flag('Let an update NAME++ or NAME+=N add to the score that is there (on even without this option)', {
    group: 'additional',
  }),
  wait: value('UNTIL', 'Return once the change has been acknowledged, or can be seen here or in all of the cluster', {
    short: 'W',
    group: 'additional',
    values: ['no', 'local', 'cluster'],
  }),
  utilization: flag('Operate on a utilization attribute of the node', { short: 'z', group: 'additional' }),
  'inhibit-policy-engine': flag('Has no effect', { short: '!', hidden: true, deprecated: true }),
};

type Name = keyof typeof OPTIONS;

function requestOf(args: Args<Name>, env: Readonly<Record<string, string | undefined>>): AttributeRequest {
  const named = args.last('name', 'promotion');
  const promotion = named?.name === 'promotion';
  const resource = named?.value || env['OCF_RESOURCE_INSTANCE'];
  if (promotion && !resource) {
    const how = 'must be called from an OCF resource agent or with a resource ID specified';
    throw new UsageError(`-p/--promotion ${how}`);
  }
  // The utilization option implies a section, which a later option overrides.
  const section = args.last('lifetime', 'type', 'utilization');
  return {
    command: (args.last('delete', 'query', 'update')?.name ?? 'query') as AttributeRequest['command'],
    name: promotion ? `master-${resource}` : named?.value,
    id: args.value('id'),
    pattern: args.value('pattern'),
    value: args.value('update'),
    default: args.value('default'),
    node: args.value('node'),
    type: section?.name === 'utilization' ? 'nodes' : section?.value,
    setName: args.value('set-name'),
    utilization: args.has('utilization'),
    promotion,
  };
}

export const crmAttribute = command({
  name: 'crm_attribute',
  summary: 'query and update cluster options and node attributes',
  formats: ['text', 'xml', 'json', 'none'],
  groups: [
    { id: 'selections', title: 'Selecting attributes:', help: 'Show selecting options' },
    { id: 'command', title: 'Commands:', help: 'Show command options' },
    { id: 'additional', title: 'Additional options:', help: 'Show additional options' },
  ],
  options: OPTIONS,
  examples: [
    {
      text: 'Say that the node web1 is in the office',
      command: 'crm_attribute --node web1 --name location --update office',
    },
    { text: 'Ask where it is, for a script', command: 'crm_attribute --node web1 --name location --query --quiet' },
    { text: 'Forget it', command: 'crm_attribute --node web1 --name location --delete' },
    { text: 'Show a cluster option', command: 'crm_attribute --name cluster-delay --query' },
  ],
  async run(args, context): Promise<Outcome<Value>> {
    const shape = { all: args.has('all'), quiet: args.has('quiet') };
    const wait = args.value('wait');
    if (wait !== undefined && !OPTIONS.wait.values?.includes(wait)) {
      throw new UsageError("--wait= must be one of 'no', 'local', 'cluster'");
    }
    if (args.last('list-options', 'delete', 'query', 'update')?.name === 'list-options') {
      const type = args.value('list-options');
      if (type !== 'cluster') throw new UsageError(`Invalid --list-options value '${type}'. Allowed values: cluster`);
      const { CLUSTER_OPTIONS } = await import('../cib/options/cluster.js');
      return { value: shownAs({ options: CLUSTER_OPTIONS }, shape) };
    }
    const { value: report, ...rest } = await performAttribute(requestOf(args, context.env), context);
    return report ? { ...rest, value: shownAs({ ...report }, shape) } : rest;
  },
  render: {
    text({ options, all, quiet, attributes = [], notes = [] }) {
      if (options) return optionListText(options, all, quiet);
      const told = quiet ? '' : notes.map((note) => `${note}\n`).join('');
      return told + attributes.map((attribute) => attributeText(attribute, quiet)).join('');
    },
    xml: ({ options, attributes = [] }) => (options ? [optionListXml(options)] : attributes.map(attributeXml)),
  },
});
