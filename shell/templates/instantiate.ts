import { CibError } from '../../cib/result/error.js';

/**
 * Configuration templates, in crmsh's format: a head with parameters to fill in, and a body of crm
 * syntax that refers to them. Templates are made into a configuration file, which the user completes.
 */

/** Gives the text of a template. @throws CibError if there is none of that name */
export type LoadTemplate = (name: string) => string;

const HOW_TO = `# How to fill this in:
#
# Write values at the end of the lines that begin with '%%', and change nothing else.
# What follows '%required' has to be given, what follows '%optional' need not be.
# Lines that begin with # are comments; add your own.`;

interface Parts {
  readonly head: string[];
  readonly body: string[];
  readonly prefixes: string[];
}

/**
 * The text of a configuration made of templates, and of those that they depend on.
 * @param parameters values to fill in by name
 * @param told is called with the name of each template that is used
 */
export function instantiate(
  name: string,
  templates: readonly string[],
  parameters: Readonly<Record<string, string>>,
  load: LoadTemplate,
  told: (template: string) => void,
): string {
  const parts: Parts = { head: [], body: [], prefixes: [] };
  for (const template of templates) pull(template, parts, load, told);
  const filled = Object.entries({ id: name, ...parameters }).reduce(
    (lines, [parameter, value]) => lines.map((line) => line.replaceAll(`%% ${parameter}`, `%% ${parameter}  ${value}`)),
    parts.head,
  );
  const prefix = new RegExp(`%(${parts.prefixes.join('|')})([^:]|$)`, 'g');
  const body = chosen(parts.body.map((line) => line.replace(prefix, '$1$2')));
  return [
    `# Configuration: ${name}`,
    '',
    HOW_TO,
    '',
    ...filled,
    '# Nothing below this line is to be changed.',
    '',
    '%generate',
    ...body,
    '',
  ].join('\n');
}

/** Add a template and those it depends on. @returns the prefix its parameters go by */
function pull(template: string, parts: Parts, load: LoadTemplate, told: (template: string) => void): string {
  const lines = load(template).split('\n');
  const at = lines.indexOf('%generate');
  const head = at < 0 ? lines : lines.slice(0, at);
  check(template, at, head);
  told(template);
  let body = lines.slice(at + 1);
  for (const line of head) {
    const [word, needed] = line.split(/\s+/);
    if (word !== '%depends_on' || needed === undefined) continue;
    const prefix = pull(needed, parts, load, told);
    body = body.map((text) => text.replaceAll(`%${needed}`, `%${prefix}`));
  }
  const own = head.find((line) => line.startsWith('%name '))?.split(/\s+/)[1] as string;
  const prefix = unique(own, parts.prefixes);
  parts.prefixes.push(prefix);
  const first = head.includes('%required') ? head.indexOf('%required') : head.indexOf('%optional');
  parts.head.push(...head.slice(0, first), `%pfx ${prefix}`, ...head.slice(first));
  parts.body.push(...body.map((line) => line.replaceAll('%_:', `%${prefix}:`).replaceAll('%_', prefix)));
  return prefix;
}

function check(template: string, at: number, head: readonly string[]): void {
  const missing = !head.some((line) => /^%name\s+\S+\s*$/.test(line))
    ? "'%name'"
    : at < 0
      ? "'%generate'"
      : head.some((line) => /^%(required|optional)\b/.test(line))
        ? undefined
        : "'%required' or '%optional'";
  if (missing !== undefined) throw new CibError('EINVAL', `${template}: invalid template: missing ${missing}`);
}

function unique(name: string, taken: readonly string[]): string {
  let prefix = name;
  for (let count = 1; taken.includes(prefix); count++) prefix = `${name}_${count}`;
  return prefix;
}

/** Lines between `%if VALUE` and `%else` or `%fi`, where the value has been filled in; the others elsewhere. */
function chosen(lines: readonly string[]): string[] {
  const kept: string[] = [];
  let keep: boolean | undefined;
  for (const line of lines) {
    const [word, value] = line.trim().split(/\s+/);
    if (keep === undefined && word === '%if' && value !== undefined) keep = !value.startsWith('%');
    else if (keep !== undefined && word === '%else') keep = !keep;
    else if (keep !== undefined && word === '%fi') keep = undefined;
    else if (keep !== false) kept.push(line);
  }
  return kept;
}
