import type { Command } from './command.js';
import type { HelpGroup, OptionSpec, OptionTable } from './option.js';

/** Options that every command has, in the group they are listed in. */
export const OUTPUT_GROUP: HelpGroup = { id: 'output', title: 'Output Options:', help: 'Show output help' };

export const COMMON_OPTIONS: OptionTable = {
  version: { kind: 'flag', short: '$', help: 'Display version information, then exit' },
  verbose: { kind: 'count', short: 'V', help: 'Say more on standard error; may be given several times' },
};

export function outputOptions(command: Command): OptionTable {
  const formats = command.formats ?? [];
  if (formats.length === 0) return {};
  const listed = formats.map((format, i) => (i === 0 ? `${format} (default)` : format)).join(', ');
  return {
    'output-as': {
      kind: 'value',
      arg: 'FORMAT',
      help: `Specify output format as one of: ${listed}`,
      group: 'output',
      values: formats,
    },
    'output-to': {
      kind: 'value',
      arg: 'DEST',
      help: 'Write output to this file ("-" for standard output)',
      group: 'output',
      complete: 'file',
    },
    ...(formats.includes('text')
      ? { 'text-fancy': { kind: 'flag', help: 'Accepted for old scripts: text looks the same', group: 'output' } }
      : {}),
  };
}

export const groupsOf = (command: Command): readonly HelpGroup[] => [
  ...((command.formats ?? []).length > 0 ? [OUTPUT_GROUP] : []),
  ...(command.groups ?? []),
];

/** Everything the command line may hold, help options included. */
export function allOptions(command: Command): OptionTable {
  const groups = groupsOf(command);
  const help: Record<string, OptionSpec> = {
    help: { kind: 'flag', short: 'h', aliases: ['?'], help: 'Show help options', group: 'help' },
  };
  if (groups.length > 0) help['help-all'] = { kind: 'flag', help: 'Show all help options', group: 'help' };
  for (const group of groups) help[`help-${group.id}`] = { kind: 'flag', help: group.help, group: 'help' };
  return { ...COMMON_OPTIONS, ...help, ...outputOptions(command), ...command.options };
}

const WIDTH = 26;

function optionLine([name, spec]: [string, OptionSpec]): string {
  const short = spec.short ? `-${spec.short}, ` : '';
  const argument = spec.kind === 'value' ? `=${spec.arg}` : spec.kind === 'optional' ? `[=${spec.arg}]` : '';
  const left = `  ${short}--${name}${argument}`;
  const values = spec.values && spec.group !== 'output' ? ` (${spec.values.join(', ')})` : '';
  const aliases = (spec.aliases ?? [])
    .filter((alias) => alias !== '?')
    .map((alias) => (alias.length === 1 ? `-${alias}` : `--${alias}`));
  const also = aliases.length > 0 ? ` (also ${aliases.join(', ')})` : '';
  return `${left.padEnd(WIDTH)} ${spec.help}${values}${also}`;
}

function section(title: string, options: readonly [string, OptionSpec][]): string[] {
  return options.length === 0 ? [] : [title, ...options.map(optionLine), ''];
}

/**
 * The help text.
 * @param which 'main' for --help, 'all' for --help-all, or the id of one group
 */
export function helpText(command: Command, which: string): string {
  const table = Object.entries(allOptions(command)).filter(([, spec]) => !spec.hidden);
  const of = (group: string | undefined) => table.filter(([, spec]) => spec.group === group);
  const lines = [`Usage:`, `  ${command.name} [OPTION?]${command.usage ? ` ${command.usage}` : ''}`, ''];
  if (which === 'main' || which === 'all') {
    lines.push(`${command.name} - ${command.summary}`, '');
    if (command.description) lines.push(command.description, '');
    lines.push(...section('Help Options:', of('help')));
  }
  for (const group of groupsOf(command)) {
    if (which === 'all' || which === group.id) lines.push(...section(group.title, of(group.id)));
  }
  if (which === 'main' || which === 'all') {
    lines.push(...section('Application Options:', of(undefined)));
    if (command.examples?.length) {
      lines.push('Examples:', '');
      for (const example of command.examples) lines.push(`${example.text}:`, '', `\t${example.command}`, '');
    }
  }
  return `${lines.join('\n').trimEnd()}\n`;
}
