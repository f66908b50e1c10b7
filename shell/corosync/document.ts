import { CibError } from '../../cib/result/error.js';

/**
 * corosync.conf: sections in braces, `key: value` lines, comments. What is not changed stays as it
 * is written, comments and layout included.
 */
export interface Section {
  readonly kind: 'section';
  readonly name: string;
  readonly entries: Entry[];
}

interface Pair {
  readonly kind: 'pair';
  readonly key: string;
  value: string;
}

/** A comment or an empty line. */
interface Other {
  readonly kind: 'other';
  readonly text: string;
}

type Entry = Section | Pair | Other;

/** @throws CibError `EINVAL`, with the line at fault */
export function parseDocument(text: string, file?: string): Section {
  const root: Section = { kind: 'section', name: '', entries: [] };
  const open = [root];
  for (const [index, raw] of text.replace(/\n$/, '').split('\n').entries()) {
    const line = raw.trim();
    const fail = (problem: string): never => {
      throw new CibError('EINVAL', problem, { line: index + 1, ...(file === undefined ? {} : { file }) });
    };
    const { entries } = open.at(-1) as Section;
    const [, name, key, value = ''] = /^(?:([\w.-]+)\s*\{|([\w.-]+)\s*:\s*(.*))$/.exec(line) ?? [];
    if (line === '' || line.startsWith('#')) entries.push({ kind: 'other', text: line });
    else if (line === '}') {
      if (open.length === 1) fail('Unbalanced brace');
      open.pop();
    } else if (name !== undefined) {
      const section: Section = { kind: 'section', name, entries: [] };
      entries.push(section);
      open.push(section);
    } else if (key !== undefined) entries.push({ kind: 'pair', key, value });
    else fail(`Malformed line: ${line}`);
  }
  if (open.length > 1) throw new CibError('EINVAL', `section ${open.at(-1)?.name} is not closed`);
  return root;
}

export function writeDocument({ entries }: Section, depth = 0): string {
  const indent = '\t'.repeat(depth);
  return entries
    .map((entry) => {
      if (entry.kind === 'section') return `${indent}${entry.name} {\n${writeDocument(entry, depth + 1)}${indent}}\n`;
      if (entry.kind === 'pair') return `${indent}${entry.key}: ${entry.value}\n`;
      return entry.text === '' ? '\n' : `${indent}${entry.text}\n`;
    })
    .join('');
}

export const sectionsIn = (section: Section, name: string): Section[] =>
  section.entries.filter((entry): entry is Section => entry.kind === 'section' && entry.name === name);

const pairsIn = (section: Section, key: string): Pair[] =>
  section.entries.filter((entry): entry is Pair => entry.kind === 'pair' && entry.key === key);

/** Sections at the end of a path, each a way to get there. */
export const sectionsAt = (root: Section, path: readonly string[]): Section[] =>
  path.reduce<Section[]>((sections, name) => sections.flatMap((section) => sectionsIn(section, name)), [root]);

/** Every value of a path, such as `nodelist.node.name`. */
export function valuesAt(root: Section, path: string): string[] {
  const names = path.split('.');
  const key = names.pop() as string;
  return sectionsAt(root, names).flatMap((section) => pairsIn(section, key).map(({ value }) => value));
}

export const valueIn = (section: Section, key: string): string | undefined => pairsIn(section, key)[0]?.value;

/** Set a key of a section, undefined to remove it. */
export function setValue(section: Section, key: string, value: string | undefined): void {
  const [pair] = pairsIn(section, key);
  if (value === undefined) {
    if (pair) section.entries.splice(section.entries.indexOf(pair), 1);
  } else if (pair) pair.value = value;
  else section.entries.push({ kind: 'pair', key, value });
}

export function addSection(parent: Section, name: string): Section {
  const section: Section = { kind: 'section', name, entries: [] };
  parent.entries.push(section);
  return section;
}

export function removeSection(parent: Section, section: Section): void {
  const at = parent.entries.indexOf(section);
  if (at >= 0) parent.entries.splice(at, 1);
}

/** Of these there may be several. */
const LISTS = new Set(['totem.interface', 'nodelist.node']);

/**
 * Set the value of a path, making the sections it leads through.
 * @param index which of several sections, from 0; one more than there are makes another
 * @throws CibError `EINVAL` if there are fewer
 */
export function setAt(root: Section, path: string, value: string, index = 0): void {
  const names = path.split('.');
  const key = names.pop() as string;
  let at = root;
  for (const [depth, name] of names.entries()) {
    const sections = sectionsIn(at, name);
    const wanted = LISTS.has(names.slice(0, depth + 1).join('.')) ? index : 0;
    if (wanted > sections.length) throw new CibError('EINVAL', `Index ${index} out of range at path "${path}"`);
    at = sections[wanted] ?? addSection(at, name);
  }
  setValue(at, key, value);
}

/** All paths that have a value, sorted. */
export function pathsOf(section: Section, prefix = ''): string[] {
  const found = section.entries.flatMap((entry) => {
    if (entry.kind === 'section') return pathsOf(entry, `${prefix}${entry.name}.`);
    return entry.kind === 'pair' ? [`${prefix}${entry.key}`] : [];
  });
  return [...new Set(found)].sort();
}
