const CLASSES: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\s',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  print: ' -~',
  graph: '!-~',
  cntrl: '\\x00-\\x1f\\x7f',
  xdigit: '0-9A-Fa-f',
};
/** GNU's additions that mean the same in both; any other letter after a backslash is itself. */
const SAME_ESCAPES = /[wWsSbB1-9]/;
const EDGES: Readonly<Record<string, string>> = { '<': '\\b(?=\\w)', '>': '\\b(?<=\\w)', '`': '^', "'": '$' };

/** A POSIX extended regular expression; undefined if it is not valid, and so matches nothing. */
export function posixPattern(source: string): RegExp | undefined {
  let out = '';
  for (let at = 0; at < source.length; at++) {
    const character = source[at] as string;
    if (character === '[') {
      const bracket = readBracket(source, at + 1);
      if (!bracket) return undefined;
      out += bracket.pattern;
      at = bracket.end;
    } else if (character === '\\') {
      const next = source[++at];
      if (next === undefined) return undefined;
      out += EDGES[next] ?? (SAME_ESCAPES.test(next) || /\W/.test(next) ? `\\${next}` : next);
    } else if (character === '(' && source[at + 1] === '?') {
      return undefined;
    } else out += character === '{' && !/^\{\d*(,\d*)?\}/.test(source.slice(at)) ? '\\{' : character;
  }
  try {
    return new RegExp(out, 's');
  } catch {
    return undefined;
  }
}

function readBracket(source: string, start: number): { readonly pattern: string; readonly end: number } | undefined {
  const negated = source[start] === '^';
  const first = negated ? start + 1 : start;
  let members = '';
  for (let at = first; at < source.length; at++) {
    const character = source[at] as string;
    if (character === ']' && at > first) return { pattern: `[${negated ? '^' : ''}${members}]`, end: at };
    const named = /^\[:(\w+):\]/.exec(source.slice(at));
    if (named) {
      const set = CLASSES[named[1] as string];
      if (set === undefined) return undefined;
      members += set;
      at += named[0].length - 1;
    } else members += /[\\\]^[]/.test(character) ? `\\${character}` : character;
  }
  return undefined;
}
