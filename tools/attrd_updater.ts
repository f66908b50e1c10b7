import { command, type Outcome } from './command/command.js';
import { flag, value } from './command/option.js';
import { type Args, UsageError } from './command/parse.js';

const OPTIONS = {
  name: value('NAME', 'Name of the attribute', { short: 'n', group: 'required', complete: 'attribute' }),
  pattern: value('PATTERN', 'All attributes whose names match this (with -B, -D, -U or -Y)', {
    short: 'P',
    group: 'required',
  }),
  update: value('VALUE', 'Set the value of the attribute', { short: 'U', aliases: ['v'], group: 'command' }),
  'update-both': value('VALUE', 'Set the value of the attribute and its dampening (with -d)', {
    short: 'B',
    group: 'command',
  }),
  'update-delay': flag('Set the dampening of the attribute (with -d)', { short: 'Y', group: 'command' }),
  query: flag('Show the value of the attribute (the default command)', { short: 'Q', group: 'command' }),
  delete: flag('Unset the attribute', { short: 'D', group: 'command' }),
  refresh: flag('(Advanced) Write all values to the CIB again', { short: 'R', group: 'command' }),
  delay: value('SECONDS', 'Dampening: how long to wait for more changes before the CIB is written', {
    short: 'd',
    group: 'additional',
  }),
  set: value('SET', '(Advanced) Set to keep the attribute in', { short: 's', group: 'additional' }),
  node: value('NODE', 'Operate on this node, in place of the local one', {
    short: 'N',
    group: 'additional',
    complete: 'node',
  }),
  all: flag('Show the value of the attribute on all nodes', { short: 'A', group: 'additional' }),
  lifetime: value('SECTION', 'Accepted, but attributes last until reboot', {
    short: 'l',
    aliases: ['S', 'section'],
    group: 'additional',
    values: ['nodes', 'forever', 'status', 'reboot'],
  }),
  private: flag('Never write the attribute to the CIB, if this creates it', { short: 'p', group: 'additional' }),
  wait: value('UNTIL', 'Return once the change has been acknowledged, or can be seen here or in all of the cluster', {
    short: 'W',
    group: 'additional',
    values: ['no', 'local', 'cluster'],
  }),
  utilization: flag('Make it a utilization attribute, if this creates it (with -B, -U or -Y)', {
    short: 'z',
    group: 'additional',
  }),
  quiet: flag('Has no effect', { short: 'q', hidden: true, deprecated: true }),
};

type Name = keyof typeof OPTIONS;

/** Attribute the command is about; undefined for --refresh, which is about all. */
function subject(args: Args<Name>, command: Name): string | undefined {
  const [name, pattern] = [args.value('name'), args.value('pattern')];
  if (pattern === undefined) {
    if (name === undefined && command !== 'refresh') {
      throw new UsageError('Command requires --name or --pattern argument');
    }
    return name;
  }
  if (name !== undefined) throw new UsageError('Error: --name and --pattern cannot be used at the same time');
  if (command === 'query' || command === 'refresh') {
    throw new UsageError('Error: pattern can only be used with delete or update');
  }
  return pattern;
}

function checkValues(args: Args<Name>): void {
  for (const lifetime of args.values('lifetime')) {
    if (!OPTIONS.lifetime.values?.includes(lifetime)) throw new UsageError(`Unknown value for --lifetime: ${lifetime}`);
  }
  for (const wait of args.values('wait')) {
    if (!OPTIONS.wait.values?.includes(wait)) {
      throw new UsageError("--wait= must be one of 'no', 'local', 'cluster'");
    }
  }
}

export const attrdUpdater = command({
  name: 'attrd_updater',
  summary: 'query and update node attributes by way of the attribute manager',
  formats: ['text', 'xml', 'json', 'none'],
  groups: [
    { id: 'required', title: 'Required Arguments:', help: 'Show required arguments' },
    { id: 'command', title: 'Command:', help: 'Show command options (mutually exclusive)' },
    { id: 'additional', title: 'Additional Options:', help: 'Show additional options' },
  ],
  options: OPTIONS,
  run(args, { program }): Outcome<string> {
    checkValues(args);
    const given = args.last('update', 'update-both', 'update-delay', 'query', 'delete', 'refresh');
    const command = given?.name ?? 'query';
    const name = subject(args, command) ?? '(null)';
    // There is no attribute manager to ask without a cluster.
    if (command === 'query') {
      const refusal = 'Could not connect to attribute manager: Connection refused';
      return { exit: 'DISCONNECT', errors: [`${program}: ${refusal}`] };
    }
    const letter = { 'update-both': 'B', 'update-delay': 'Y' }[command as string];
    return {
      ...(letter && !args.has('delay') ? { value: `Warning: '${letter}' command given without required --delay` } : {}),
      exit: 'DISCONNECT',
      errors: [`${program}: Could not update ${name}=${given?.value ?? '(null)'}: Connection refused (111)`],
    };
  },
  render: { text: (warning) => `${warning}\n`, xml: () => [] },
});
