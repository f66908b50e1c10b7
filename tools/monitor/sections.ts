import type { Args } from '../command/parse.js';
import { UsageError } from '../command/parse.js';
import { SECTIONS, type Section } from '../status/view.js';
import type { Name } from './options.js';

const SUMMARY: readonly Section[] = ['stack', 'dc', 'times', 'counts', 'maint-mode'];
const FENCING: readonly Section[] = ['fencing-failed', 'fencing-pending', 'fencing-succeeded'];
const FAILED_FENCING: readonly Section[] = ['fencing-failed', 'fencing-pending'];

/** Names that stand for several sections. */
const GROUPS: Readonly<Record<string, readonly Section[]>> = { fencing: FENCING, summary: SUMMARY };

const sectionsNamed = (name: string): readonly Section[] => {
  const lower = name.toLowerCase();
  return GROUPS[lower] ?? SECTIONS.filter((section) => section === lower);
};

type Format = 'text' | 'html' | 'xml' | 'none';

const allSections = (format: Format): readonly Section[] =>
  format === 'text' ? SECTIONS.filter((section) => section !== 'options') : SECTIONS;

function defaultSections(format: Format): readonly Section[] {
  if (format === 'xml') return SECTIONS;
  return format === 'none' ? [] : [...SUMMARY, 'nodes', 'resources', 'failures'];
}

export interface Chosen {
  readonly sections: ReadonlySet<Section>;
  readonly banPrefix: string | undefined;
}

/** Which of the options given include or exclude sections, in their order. */
function choices(args: Args<Name>): { readonly own: readonly Choice[]; readonly implied: readonly Choice[] } {
  const own: Choice[] = [];
  const implied: Choice[] = [include(FAILED_FENCING.join(','))];
  for (const { name, value } of args.given) {
    if (name === 'include') own.push(include(value ?? ''));
    else if (name === 'exclude') own.push(exclude(value ?? ''));
    else if (name === 'hide-headers') own.push(exclude('summary'));
    else if (name === 'failcounts') own.push(include('failcounts'));
    else if (name === 'operations') own.push(include('failcounts,operations'));
    else if (name === 'timing-details') own.push(include('operations'));
    else if (name === 'tickets') own.push(include('tickets'));
    else if (name === 'show-node-attributes') own.push(include('attributes'));
    else if (name === 'neg-locations') own.push(include(value === undefined ? 'bans' : `bans:${value}`));
    else if (name === 'fence-history') implied.push(fenceHistory(value));
    else if (name === 'watch-fencing') implied.push(fenceHistory('0'));
  }
  if (args.has('quiet')) implied.push(exclude('times'));
  return { own, implied };
}

interface Choice {
  readonly include: boolean;
  readonly names: readonly string[];
}

const include = (names: string): Choice => ({ include: true, names: names.split(',') });
const exclude = (names: string): Choice => ({ include: false, names: names.split(',') });

export const BAD_HISTORY = 'Fence history must be 0-3';

function fenceHistory(text: string | undefined): Choice {
  switch (text === undefined ? 2 : Math.max(0, Number.parseInt(text, 10) || 0)) {
    case 0:
      return exclude('fencing');
    case 1:
      return include(FAILED_FENCING.join(','));
    case 2:
    case 3:
      return include('fencing');
    default:
      throw new UsageError(BAD_HISTORY);
  }
}

/**
 * The sections to show: those of the format by default, changed by what options imply, then by what
 * they say.
 * @throws UsageError for what is no section
 */
export function chooseSections(args: Args<Name>, format: Format): Chosen {
  const sections = new Set(defaultSections(format));
  let banPrefix: string | undefined;
  const { own, implied } = choices(args);
  for (const choice of [...implied, ...own]) {
    for (const name of choice.names) {
      if (choice.include && name.startsWith('bans'))
        banPrefix = name.length > 5 && name[4] === ':' ? name.slice(5) : undefined;
      apply(choice, name, sections, format);
    }
  }
  return { sections, banPrefix };
}

const LISTED =
  'counts, dc, failcounts, failures, fencing, fencing-failed, fencing-pending, fencing-succeeded, maint-mode, nodes';

function apply(choice: Choice, name: string, sections: Set<Section>, format: Format): void {
  const named = sectionsNamed(name);
  const add = (some: readonly Section[]): void => some.forEach((section) => void sections.add(section));
  if (choice.include) {
    if (name === 'all') add(allSections(format));
    else if (name.startsWith('bans')) sections.add('bans');
    else if (name === 'default' || name === 'defaults') add(defaultSections(format));
    else if (name === 'none') sections.clear();
    else if (named.length > 0) add(named);
    else {
      const text = `--include options: all, attributes, bans[:PREFIX], ${LISTED.replace('dc, ', 'dc, default, ')}, none, operations, options, resources, stack, summary, tickets, times`;
      throw new UsageError(text);
    }
  } else if (name === 'all') sections.clear();
  else if (name === 'none') {
    sections.clear();
    add(allSections(format));
  } else if (named.length > 0) for (const section of named) sections.delete(section);
  else {
    const text = `--exclude options: all, attributes, bans, ${LISTED}, none, operations, options, resources, stack, summary, tickets, times`;
    throw new UsageError(text);
  }
}
