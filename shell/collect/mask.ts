/** Secrets in what is collected: values of attributes whose names match, wherever they stand. */

const HIDDEN = '******';
const MARKUP = /<nvpair\b[^>]*>/g;

export interface Mask {
  /** There is something that it hides. */
  readonly needed: boolean;
  hide(text: string): string;
}

const entities: readonly [RegExp, string][] = [
  [/&lt;/g, '<'],
  [/&gt;/g, '>'],
  [/&quot;/g, '"'],
  [/&apos;/g, "'"],
  [/&amp;/g, '&'],
];
const unescaped = (text: string): string => entities.reduce((result, [from, to]) => result.replace(from, to), text);
const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * @param rules regular expressions of names; with `:raw` their values are hidden wherever they are,
 *   otherwise where the name is on the same line
 * @param cib text in which the names and values are found
 */
export function maskFor(rules: readonly string[], cib: string): Mask {
  const names = rules.map((rule) => new RegExp(`^(?:${rule.replace(/:raw$/, '')})`));
  const isSecret = (name: string | undefined) => name !== undefined && names.some((rule) => rule.test(name));
  const [found, raw] = [new Map<string, Set<string>>(), new Set<string>()];
  for (const [markup] of cib.matchAll(MARKUP)) {
    const [name, value] = [attribute(markup, 'name'), attribute(markup, 'value')];
    if (name === undefined || !isSecret(name) || !value || value === HIDDEN) continue;
    const at = names.findIndex((rule) => rule.test(name));
    for (const form of [value, unescaped(value)]) {
      if (rules[at]?.endsWith(':raw')) raw.add(form);
      found.set(name, (found.get(name) ?? new Set()).add(form));
    }
  }
  const everywhere = raw.size > 0 ? new RegExp([...raw].map(literal).join('|'), 'g') : undefined;
  const besides = [...found].map(
    ([name, values]) => [name, new RegExp([...values].map(literal).join('|'), 'g')] as const,
  );
  return {
    needed: found.size > 0,
    hide(text) {
      const marked = text.replace(MARKUP, (markup) =>
        isSecret(attribute(markup, 'name')) ? markup.replace(/(\bvalue=)"[^"]*"/, `$1"${HIDDEN}"`) : markup,
      );
      const plain = everywhere ? marked.replace(everywhere, HIDDEN) : marked;
      if (!besides.some(([name]) => plain.includes(name))) return plain;
      return plain
        .split('\n')
        .map((line) => besides.reduce((rest, [name, value]) => hideAfter(rest, name, value), line))
        .join('\n');
    },
  };
}

/** Hide a value behind its name, not in front of it, nor in the name. */
function hideAfter(line: string, name: string, value: RegExp): string {
  const at = line.indexOf(name);
  if (at < 0) return line;
  const from = at + name.length;
  return line.slice(0, from) + line.slice(from).replace(value, HIDDEN);
}

const attribute = (markup: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(markup)?.[1];
