import { emptyCib } from '../cib/document/empty.js';
import { Element, Text } from '../cib/xml/element.js';
import { serializePretty } from '../cib/xml/serialize.js';
import { CibCall, type Shown } from './cibadmin/call.js';
import { type CibCommand, COMMANDS, type CommandName } from './cibadmin/commands.js';
import { type Name, OPTIONS } from './cibadmin/options.js';
import { command, type Outcome } from './command/command.js';
import type { Context } from './command/context.js';
import { helpText } from './command/help.js';
import { type Args, UsageError } from './command/parse.js';

const UNSAFE =
  'The supplied command is considered dangerous. To prevent accidental destruction of the cluster, the --force flag is required in order to proceed.';

async function run(args: Args<Name>, context: Context): Promise<Outcome<Shown>> {
  const timeout = args.value('timeout') ?? '';
  if (!/^([-+]?\d+)?$/.test(timeout)) throw new UsageError(`Cannot parse integer value “${timeout}” for -t`);
  const access = args.has('show-access') ? await import('./cibadmin/show-access.js') : undefined;
  const rendering = access?.renderingOf(args.value('show-access'), context);
  if (args.positional.length > 0) {
    throw new UsageError(`non-option ARGV-elements: ${args.positional.join(' ')}\n\n${helpText(cibadmin, 'main')}`);
  }

  const name = args.last(...(Object.keys(COMMANDS) as CommandName[]))?.name ?? 'query';
  const { unsafe, needsInput, takesXpath, operation }: CibCommand = COMMANDS[name];
  if (unsafe && !args.has('force')) return { exit: 'UNSAFE', errors: [`${context.program}: ${UNSAFE}`] };
  const user = args.value('user');
  const shown = name === 'query' ? rendering : undefined;
  if (shown && user === undefined) throw new UsageError('-U/--user is required with -S/--show-access');

  const wanted = needsInput && !(takesXpath && args.last('scope', 'xpath')?.name === 'xpath');
  const input = wanted ? await readInput(args, context, takesXpath ?? false) : undefined;
  if (!operation) return { value: await compute(name, args, input) };

  const call = new CibCall(args, context, name);
  if (!shown || !access) return call.run({ input, user });
  call.warn(...access.accessWarning(user as string));
  return call.run({ input }, (root) => access.showAccess(root, user as string, shown));
}

/** The parser is loaded by those who parse: a query passes text through. */
async function readInput(args: Args<Name>, context: Context, orXpath: boolean): Promise<Element | undefined> {
  const input = await import('./cibadmin/input.js');
  return input.readInput(args, context, orXpath);
}

/** Commands that need no CIB but what they are given. */
async function compute(name: CommandName, args: Args<Name>, input: Element | undefined): Promise<Shown> {
  if (name === 'empty') return { xml: serializePretty(emptyCib(args.value('empty'), 1)) };
  const { diskDigest, contentDigest } = await import('../cib/digest/digest.js');
  return { digest: (name === 'md5-sum' ? diskDigest : contentDigest)(input as Element) };
}

export const cibadmin = command<Shown, typeof OPTIONS>({
  name: 'cibadmin',
  summary: 'query and edit the Pacemaker configuration',
  usage: '[<command>]',
  formats: ['text', 'xml', 'json', 'none'],
  groups: [
    { id: 'commands', title: 'Commands:', help: 'Show command help' },
    { id: 'data', title: 'Data:', help: 'Show data help' },
    { id: 'additional', title: 'Additional Options:', help: 'Show additional options' },
  ],
  options: OPTIONS,
  // Failures of calls are told as such; what libraries say of them would only repeat it.
  logs: 'critical',
  examples: [
    { text: 'Print the whole CIB', command: 'cibadmin --query' },
    { text: 'Print the cluster options', command: 'cibadmin --query --scope crm_config' },
    {
      text: "Print every 'target-role' that is set",
      command: `cibadmin --query --xpath "//nvpair[@name='target-role']"`,
    },
    {
      text: "Remove every 'is-managed'",
      command: `cibadmin --delete-all --force --xpath "//nvpair[@name='is-managed']"`,
    },
    { text: "Remove the resource 'old'", command: `cibadmin --delete --xml-text '<primitive id="old"/>'` },
    { text: 'Remove all resources', command: `cibadmin --replace --scope resources --xml-text '<resources/>'` },
    { text: 'Replace the whole CIB by a file', command: 'cibadmin --replace --xml-file $HOME/pacemaker.xml' },
    {
      text: 'Make sure that no older configuration can replace this one',
      command: `cibadmin --modify --score --xml-text '<cib admin_epoch="admin_epoch++"/>'`,
    },
    {
      text: 'See what user tony may write (green), read (blue) and not see (red)',
      command: 'cibadmin --show-access=color --query --user tony | less -r',
    },
  ],
  run,
  render: {
    text: ({ xml, digest, paths, note }) => {
      if (paths) return paths.map((path) => `${path}\n`).join('');
      return xml ?? `${digest ?? note}\n`;
    },
    xml: ({ xml, digest }) => {
      if (digest !== undefined) return [new Element('md5-sum', { digest })];
      return xml === undefined ? [] : [new Element('output', {}, [new Text(xml, true)])];
    },
  },
});
