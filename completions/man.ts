import type { Command } from '../tools/command/command.js';
import { allOptions, groupsOf } from '../tools/command/help.js';
import type { OptionSpec } from '../tools/command/option.js';
import { METRONOME_VERSION } from '../tools/command/version.js';

/** Text as troff takes it: backslashes, hyphens and leading control characters made harmless. */
const troff = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^([.'])/gm, '\\&$1');

function option([name, spec]: [string, OptionSpec]): string[] {
  const argument =
    spec.kind === 'value'
      ? `=\\fI${troff(spec.arg ?? 'VALUE')}\\fR`
      : spec.kind === 'optional'
        ? `[=\\fI${troff(spec.arg ?? 'VALUE')}\\fR]`
        : '';
  const short = spec.short === undefined ? '' : `\\fB\\-${troff(spec.short)}\\fR, `;
  const values = spec.values ? ` One of: ${spec.values.join(', ')}.` : '';
  return ['.TP', `${short}\\fB\\-\\-${troff(name)}\\fR${argument}`, troff(`${spec.help}${values}`)];
}

/** The man page of one command, section 8. */
export function manPage(command: Command): string {
  const table = Object.entries(allOptions(command)).filter(([, spec]) => !spec.hidden);
  const lines = [
    `.TH ${command.name.toUpperCase()} 8 "" "metronome ${METRONOME_VERSION}" "System Administration"`,
    '.SH NAME',
    `${troff(command.name)} \\- ${troff(command.summary)}`,
    '.SH SYNOPSIS',
    `\\fB${troff(command.name)}\\fR [\\fIOPTION\\fR]...${command.usage ? ` ${troff(command.usage)}` : ''}`,
  ];
  if (command.description) lines.push('.SH DESCRIPTION', troff(command.description).replaceAll('\n\n', '\n.PP\n'));
  for (const group of [
    { id: undefined, title: 'OPTIONS' },
    ...groupsOf(command),
    { id: 'help', title: 'HELP OPTIONS' },
  ]) {
    const listed = table.filter(([, spec]) => spec.group === group.id);
    if (listed.length > 0)
      lines.push(`.SH ${troff(group.title.replace(/:$/, '').toUpperCase())}`, ...listed.flatMap(option));
  }
  if (command.examples?.length) {
    lines.push('.SH EXAMPLES');
    for (const example of command.examples)
      lines.push('.PP', `${troff(example.text)}:`, '.PP', '.nf', `    ${troff(example.command)}`, '.fi');
  }
  return `${lines.join('\n')}\n`;
}
