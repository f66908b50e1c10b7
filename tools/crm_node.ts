import { Element } from '../cib/xml/element.js';
import { command, type Outcome } from './command/command.js';
import { helpText } from './command/help.js';
import { flag, value } from './command/option.js';

interface Value {
  /** Name of the node, from the environment of an agent. */
  readonly name: string;
}

const OPTIONS = {
  quiet: flag('Print less', { short: 'Q' }),
  'cluster-id': flag("Show this node's cluster id", { short: 'i', group: 'commands' }),
  list: flag('Show all nodes that are or were members of the cluster', { short: 'l', group: 'commands' }),
  name: flag('Show the name of this node in the cluster', { short: 'n', group: 'commands' }),
  partition: flag('Show the members of this partition', { short: 'p', group: 'commands' }),
  quorum: flag('Show 1 if this partition has quorum, 0 if not', { short: 'q', group: 'commands' }),
  'name-for-id': value('ID', 'Show the name of the node with this cluster id', { short: 'N', group: 'commands' }),
  remove: value('NAME', '(Advanced) Remove a node that is stopped, and not part of the lower layers any more', {
    short: 'R',
    group: 'commands',
    complete: 'node',
  }),
  force: flag('Do it even if it is dangerous', { short: 'f', group: 'additional' }),
  corosync: flag('Has no effect', { short: 'C', hidden: true, deprecated: true }),
};

/** All but the name, which an agent is told, has to be asked of the controller. */
const REFUSED = 'Connection refused';

export const crmNode = command({
  name: 'crm_node',
  summary: 'display low-level information about nodes',
  formats: ['text', 'xml', 'json', 'none'],
  groups: [
    { id: 'commands', title: 'Commands:', help: 'Show command help' },
    { id: 'additional', title: 'Additional Options:', help: 'Show additional options' },
  ],
  options: OPTIONS,
  run(args, { env, program }): Outcome<Value> {
    const given = args.last('cluster-id', 'list', 'name', 'partition', 'quorum', 'name-for-id', 'remove');
    if (!given) return { exit: 'USAGE', errors: [helpText(crmNode, 'main')] };
    if (args.has('remove') && !args.has('force')) {
      const danger = 'The supplied command is considered dangerous.  To prevent accidental destruction of the cluster,';
      return { exit: 'USAGE', errors: [`${program}: ${danger} the --force flag is required in order to proceed.`] };
    }
    const local =
      given.name === 'name' || (given.name === 'name-for-id' && Number.parseInt(given.value ?? '', 10) === 0);
    const name = env['OCF_RESKEY_CRM_meta_on_node'];
    if (local && name !== undefined) return { value: { name } };
    return { exit: 'DISCONNECT', errors: [refusal(program, given.name, given.value)] };
  },
  render: {
    text: ({ name }) => `${name}\n`,
    xml: ({ name }) => [new Element('node-info', { nodeid: '0', uname: name })],
  },
});

function refusal(program: string, command: keyof typeof OPTIONS, node?: string): string {
  if (command === 'list' || command === 'partition') return `${program}: Could not connect to controller: ${REFUSED}`;
  if (command !== 'remove') return `error: Could not connect to controller: ${REFUSED}`;
  const who = /^\s*[+]?0*[1-9]\d*$/.test(node ?? '') ? 'by ID' : node;
  return `${program}: Could not purge node ${who} from controller: ${REFUSED}`;
}
