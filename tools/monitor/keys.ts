import { DETAIL, type Section, type Show } from '../status/view.js';
import type { Choice } from './look.js';
import { type Name, OPTIONS } from './options.js';

const SUMMARY: readonly Section[] = ['stack', 'dc', 'times', 'counts', 'maint-mode'];
const FENCING: readonly (readonly Section[])[] = [
  [],
  ['fencing-failed', 'fencing-pending'],
  ['fencing-failed', 'fencing-pending', 'fencing-succeeded'],
  ['fencing-failed', 'fencing-pending', 'fencing-succeeded'],
];

/** Keys that show or hide a section. */
const SECTIONS: Readonly<Record<string, Section>> = {
  c: 'tickets',
  f: 'failcounts',
  o: 'operations',
  A: 'attributes',
  L: 'bans',
};

/** Keys that turn a detail on or off. */
const DETAILS: Readonly<Record<string, keyof Show>> = {
  n: 'byNode',
  r: 'inactive',
  b: 'brief',
  j: 'pending',
  t: 'timing',
};

/** What the screen shows: the status, or the keys there are. */
export interface Screen extends Choice {
  readonly fencing: number;
  readonly help: boolean;
}

export const screenOf = (choice: Choice): Screen => ({
  ...choice,
  fencing: fencingLevel(choice.sections),
  help: false,
});

function fencingLevel(sections: ReadonlySet<Section>): number {
  if (FENCING[3]?.every((section) => sections.has(section))) return 3;
  if (sections.has('fencing-succeeded')) return 2;
  return FENCING[1]?.some((section) => sections.has(section)) ? 1 : 0;
}

/** What a key makes of it. Keys that mean nothing leave it as it is, but for the help, which they leave. */
export function press(key: string, screen: Screen): Screen {
  if (key === '?') return { ...screen, help: true };
  const changed = change(key, screen);
  return changed ?? { ...screen, help: false };
}

function change(key: string, screen: Screen): Screen | undefined {
  const section = SECTIONS[key];
  if (section) {
    const without = key === 'o' && screen.sections.has('operations');
    const show = without ? { ...screen.show, timing: false } : screen.show;
    return { ...screen, show, sections: toggled(screen.sections, section) };
  }
  const detail = DETAILS[key];
  if (detail) {
    const show = { ...screen.show, [detail]: !screen.show[detail] };
    // Times are those of operations
    const sections =
      show.timing && key === 't' ? new Set([...screen.sections, 'operations' as const]) : screen.sections;
    return { ...screen, show, sections };
  }
  if (key === 'R') return { ...screen, show: { ...screen.show, ...flipped(screen.show) } };
  if (key === 'D') return { ...screen, sections: summaryToggled(screen.sections) };
  if (key !== 'm') return undefined;
  const fencing = (screen.fencing + 1) % FENCING.length;
  const others = [...screen.sections].filter((each) => !each.startsWith('fencing-'));
  return { ...screen, fencing, sections: new Set([...others, ...(FENCING[fencing] ?? [])]) };
}

const flipped = (show: Show): Show =>
  Object.fromEntries(Object.keys(DETAIL).map((name) => [name, show[name as keyof Show] !== true]));

function toggled(sections: ReadonlySet<Section>, section: Section): Set<Section> {
  const changed = new Set(sections);
  if (!changed.delete(section)) changed.add(section);
  return changed;
}

/** If any of the summary is shown, hide it all; else show it all. */
function summaryToggled(sections: ReadonlySet<Section>): Set<Section> {
  const shown = SUMMARY.some((section) => sections.has(section));
  const others = [...sections].filter((section) => !SUMMARY.includes(section) && section !== 'options');
  return new Set(shown ? others : [...others, ...SUMMARY]);
}

/** Options whose keys can be pressed, in the order in which they are listed. */
const LISTED: readonly Name[] = [
  'tickets',
  'failcounts',
  'group-by-node',
  'operations',
  'inactive',
  'timing-details',
  'show-node-attributes',
  'neg-locations',
  'hide-headers',
  'show-detail',
  'brief',
  'pending',
];

/** The keys, and what is on now. */
export function helpText(screen: Screen): string {
  const lines = LISTED.map((name) => {
    const option: { readonly short?: string; readonly help: string } = OPTIONS[name];
    return `${isOn(option.short ?? '', screen) ? '*' : ' '} ${option.short}: \t${option.help}`;
  });
  const fencing = `${screen.fencing} m: \t${OPTIONS['fence-history'].help}`;
  const footer = 'Press a letter to change what is shown, any other key to go back';
  return `Display option change mode\n${[...lines, fencing].join('\n')}\n\n${footer}\n`;
}

function isOn(key: string, { sections, show }: Screen): boolean {
  const [section, detail] = [SECTIONS[key], DETAILS[key]];
  if (section) return sections.has(section);
  if (detail) return show[detail] === true;
  if (key === 'R') return show.cloneDetail === true;
  return key === 'D' && !SUMMARY.some((each) => sections.has(each));
}
