import { splitWords } from '../grammar/words.js';

/** What a filled-in configuration says, and what is wrong with it. */
export interface Generated {
  /** Crm syntax; empty if something is wrong. */
  readonly text: string;
  readonly problems: readonly { readonly level: 'error' | 'warning'; readonly line: number; readonly text: string }[];
}

type State = 'start' | 'prefix' | 'data' | 'generate';

/** Make crm syntax of a configuration that was made of templates and filled in. */
export function generate(configuration: string): Generated {
  const problems: Generated['problems'][number][] = [];
  const values = new Map<string, string>();
  const pieces: string[][][] = [[]];
  let state = 'start' as State;
  let [prefix, required] = ['', false];
  for (const [index, raw] of configuration.split('\n').entries()) {
    if (raw.startsWith('#')) continue;
    const line = raw.trim();
    const problem = (level: 'error' | 'warning', text: string) => problems.push({ level, line: index + 1, text });
    const enter = (next: State, ...from: State[]) => {
      if (from.includes(state)) state = next;
      else problem('error', `input (${line}) in wrong state ${state}`);
    };
    const words = splitWords(line).map(({ text }) => text);
    const [first, name, value] = words;
    if (first === undefined) {
      if (state === 'generate') pieces.push([]);
    } else if (first === '%pfx') {
      enter('prefix', 'start', 'data');
      prefix = name ?? '';
    } else if (first === '%required' || first === '%optional') {
      enter('data', 'prefix', 'data');
      required = first === '%required';
    } else if (first === '%generate') enter('generate', 'data');
    else if (first === '%%') {
      if (state !== 'data') problem('warning', `user data in wrong state ${state}`);
      if (name === undefined) problem('warning', 'parameter name missing');
      else if (words.length > 3) problem('error', `${line}: syntax error`);
      else if (value !== undefined) values.set(`${prefix}:${name}`, value);
      else if (required) problem('error', `required parameter ${name} not set`);
    } else if (state === 'generate') pieces.at(-1)?.push(words);
    else if (!['%name', '%depends_on', '%suggests'].includes(first)) problem('error', `<${line}> unexpected`);
  }
  if (problems.some(({ level }) => level === 'error')) return { text: '', problems };
  const objects = pieces.flatMap((piece) => {
    const lines = piece.map((words) => filled(words, values)).filter((words) => words.length > 0);
    return lines.length === 0 ? [] : [lines.map((words) => words.join(' ')).join(' \\\n\t')];
  });
  return { text: objects.join('\n'), problems };
}

/** A line with values in place of parameters; one that begins with `opt` is left out if it has none. */
function filled(words: readonly string[], values: ReadonlyMap<string, string>): string[] {
  let changed = false;
  const replaced = words.map((word) => {
    let text = word;
    for (const [name, value] of values) {
      const at = text.indexOf(`%${name}`);
      // Part of a longer name is another parameter.
      if (at < 0 || /[A-Za-z0-9]/.test(text[at + name.length + 1] ?? '')) continue;
      const quoted = value.includes(' ') || text[at - 1] === '=' ? `"${value}"` : value;
      text = text.replaceAll(`%${name}`, quoted);
      changed = true;
    }
    return text;
  });
  if (!replaced.includes('opt')) return replaced;
  return changed ? replaced.filter((word) => word !== 'opt') : [];
}
