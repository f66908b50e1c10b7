import { hostname } from 'node:os';
import { CibError } from '../cib/result/error.js';
import { Element, Text } from '../cib/xml/element.js';
import { command, type Outcome } from './command/command.js';
import type { Context } from './command/context.js';
import { helpText } from './command/help.js';
import { flag } from './command/option.js';
import { UsageError } from './command/parse.js';
import { listNodes } from './nodes/list.js';
import { type Job, SUBCOMMANDS } from './secrets/commands.js';
import { Peers } from './secrets/peers.js';
import { SecretStore } from './secrets/store.js';

interface Value {
  /** What `get` was asked for. */
  readonly secret?: string;
  readonly notes: readonly string[];
}

export const cibsecret = command({
  name: 'cibsecret',
  summary: 'manage sensitive information in the CIB',
  usage: '<subcommand> [options]',
  description: `Keeps values of resource parameters that not everybody who can read the CIB may see in files of root, and
only a reference to them in the CIB. The files are not encrypted. They have to be the same on all nodes: changes are
brought to the others by pssh, pdsh or ssh; nodes that are down need "cibsecret sync" later. No agent is told of a
change before its resource is started again.

Sub-commands:

  check <resource-id> <resource-parameter>        compare the secret with its checksum
  delete <resource-id> <resource-parameter>       forget the secret, here and in the CIB
  get <resource-id> <resource-parameter>          show the secret
  set <resource-id> <resource-parameter> [value]  set the secret (from standard input if not given)
  stash <resource-id> <resource-parameter>        make a value that is in the CIB a secret
  sync                                            copy all secrets to the other nodes
  unstash <resource-id> <resource-parameter>      put the secret back into the CIB`,
  formats: ['text', 'xml', 'json', 'none'],
  positional: { title: 'subcommand', many: true },
  options: { 'no-cib': flag("Don't read or write the CIB", { short: 'C' }) },
  examples: [{ text: 'Move the password of a fence device out of the CIB', command: 'cibsecret stash fence_a passwd' }],
  async run(args, context): Promise<Outcome<Value>> {
    const [name, ...words] = args.positional;
    if (name === undefined) throw new UsageError(`Must specify a command option\n\n${helpText(cibsecret, 'main')}`);
    const subcommand = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined;
    if (!subcommand) {
      throw new UsageError(`Invalid subcommand given; valid subcommands: ${Object.keys(SUBCOMMANDS).join(', ')}`);
    }
    if (!subcommand.counts.includes(words.length)) {
      throw new UsageError(`Usage: ${name}${subcommand.arguments && ` ${subcommand.arguments}`}`);
    }
    for (const word of words.slice(0, 2)) checkName(word);
    if (subcommand.needsCib && args.has('no-cib')) {
      return { exit: 'USAGE', errors: [`No access to Pacemaker, ${name} not supported`] };
    }
    const notes: string[] = [];
    try {
      const job = await prepare(args.has('no-cib'), context, (line) => notes.push(line));
      const secret = await subcommand.run(job, ...(words as [string, string, string?]));
      return { value: { ...(secret === undefined ? {} : { secret }), notes } };
    } catch (error) {
      if (!(error instanceof CibError)) throw error;
      return { exit: exitOf(error), value: { notes }, errors: [error.message, ...error.details] };
    }
  },
  render: {
    text: ({ secret, notes }) =>
      [...notes, ...(secret === undefined ? [] : [secret])].map((line) => `${line}\n`).join(''),
    xml: ({ secret }) => (secret === undefined ? [] : [new Element('secret', {}, [new Text(secret)])]),
  },
});

const exitOf = (error: CibError) => (error.code === 'ENOPKG' ? 'NOT_INSTALLED' : error.rc.exit);

/** The names become parts of a path. */
function checkName(name: string): void {
  if (name === '' || name === '.' || name === '..' || name.includes('/'))
    throw new UsageError(`Invalid name '${name}'`);
}

async function prepare(noCib: boolean, context: Context, note: (line: string) => void): Promise<Job> {
  const { env } = context;
  const client = noCib ? undefined : await context.cib();
  const names = client ? (await listNodes(client, [])).map(({ name }) => name) : [];
  const others = names.filter((name): name is string => name !== undefined && name !== hostname());
  return { client, context, note, store: SecretStore.of(env), peers: new Peers(env, others, note) };
}
