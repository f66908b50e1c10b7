import type { Command } from '../tools/command/command.js';
import { CANDIDATES_COMMAND, isFile, type Word, words } from './model.js';

const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

function line(command: string, word: Word): string {
  const parts = [`complete -c ${command}`, `-l ${word.long.slice(2)}`];
  if (word.short !== undefined) parts.push(`-s ${quote(word.short.slice(1))}`);
  if (word.takesValue) {
    if (word.values.length > 0) parts.push(`-x -a ${quote(word.values.join(' '))}`);
    else if (isFile(word.kind)) parts.push('-r');
    else if (word.kind === undefined || word.kind === 'text') parts.push('-x');
    else parts.push(`-x -a ${quote(`(${CANDIDATES_COMMAND} ${word.kind} 2>/dev/null)`)}`);
  }
  return [...parts, `-d ${quote(word.help)}`].join(' ');
}

/** The fish completion of one command. */
export function fishCompletion(command: Command): string {
  const files = isFile(command.positional?.complete) ? [] : [`complete -c ${command.name} -f`];
  return `${[...files, ...words(command).map((word) => line(command.name, word))].join('\n')}\n`;
}
