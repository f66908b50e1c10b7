import type { Command } from '../tools/command/command.js';
import { CANDIDATES_COMMAND, isFile, type Word, words } from './model.js';

const zshEscape = (text: string): string =>
  text.replaceAll("'", "'\\''").replaceAll('[', '\\[').replaceAll(']', '\\]').replaceAll(':', '\\:');

function action(word: Pick<Word, 'values' | 'kind'>): string {
  if (word.values.length > 0) return `(${word.values.join(' ')})`;
  if (word.kind === 'directory') return '_files -/';
  if (isFile(word.kind)) return '_files';
  if (word.kind === undefined || word.kind === 'text') return ' ';
  return `{compadd -- $(${CANDIDATES_COMMAND} ${word.kind} 2>/dev/null)}`;
}

function specs(word: Word): string[] {
  const value = word.takesValue ? `:value:${action(word)}` : '';
  const long = `'${word.long}${word.takesValue ? '=' : ''}[${zshEscape(word.help)}]${value}'`;
  return word.short === undefined ? [long] : [`'${word.short}[${zshEscape(word.help)}]${value}'`, long];
}

/** The zsh completion of one command. */
export function zshCompletion(command: Command): string {
  const lines = words(command).flatMap(specs);
  if (command.positional)
    lines.push(
      `'*:${zshEscape(command.positional.title)}:${action({ values: [], kind: command.positional.complete })}'`,
    );
  return `#compdef ${command.name}\n_arguments -s \\\n  ${lines.join(' \\\n  ')}\n`;
}
