import type { Command } from '../tools/command/command.js';
import { CANDIDATES_COMMAND, isFile, type Word, words } from './model.js';

const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

function valueCase(word: Word): string | undefined {
  if (!word.takesValue) return undefined;
  const names = [word.long, word.short].filter((name) => name !== undefined).join('|');
  if (word.values.length > 0)
    return `    ${names}) COMPREPLY=($(compgen -W ${quote(word.values.join(' '))} -- "$cur")); return ;;`;
  if (word.kind === 'directory') return `    ${names}) COMPREPLY=($(compgen -d -- "$cur")); return ;;`;
  if (isFile(word.kind)) return `    ${names}) COMPREPLY=($(compgen -f -- "$cur")); return ;;`;
  if (word.kind === undefined || word.kind === 'text') return `    ${names}) return ;;`;
  return `    ${names}) COMPREPLY=($(compgen -W "$(${CANDIDATES_COMMAND} ${word.kind} 2>/dev/null)" -- "$cur")); return ;;`;
}

/** The bash completion of one command. */
export function bashCompletion(command: Command): string {
  const options = words(command);
  const name = `_metronome_${command.name.replaceAll('-', '_')}`;
  const cases = options.map(valueCase).filter((line) => line !== undefined);
  const positional = command.positional?.complete;
  const rest = positional === undefined ? '' : positionalLine(positional);
  return `# bash completion for ${command.name}
${name}() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]}
  if [[ $cur == = ]]; then cur=; elif [[ $prev == = ]]; then prev=\${COMP_WORDS[COMP_CWORD-2]}; fi
  case $prev in
${cases.join('\n')}
  esac
  if [[ $cur == -* ]]; then
    COMPREPLY=($(compgen -W ${quote(options.map(({ long }) => long).join(' '))} -- "$cur"))
    return
  fi
${rest}}
complete -F ${name} ${command.name}
`;
}

function positionalLine(kind: NonNullable<Word['kind']>): string {
  if (isFile(kind)) return '  COMPREPLY=($(compgen -f -- "$cur"))\n';
  return `  COMPREPLY=($(compgen -W "$(${CANDIDATES_COMMAND} ${kind} 2>/dev/null)" -- "$cur"))\n`;
}
