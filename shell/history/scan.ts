import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readText } from '../../cib/client/compress.js';
import { EVENTS, type EventKind, expressions } from './patterns.js';
import type { Report } from './report.js';
import { stampOf } from './time.js';

/** A decision of the scheduler and what came of it. */
export interface Transition {
  readonly node: string;
  /** Seconds, as `Stamp.time`. */
  readonly start: number;
  end: number | undefined;
  /** Name of its saved input: `pe-input-19.bz2`. */
  readonly file: string;
  readonly path: string;
  /** How many actions there were, by what became of them. */
  actions: ReadonlyMap<string, number> | undefined;
  readonly tags: Set<string>;
}

/** A line that is worth a look. */
export interface Event {
  readonly log: number;
  readonly line: number;
  /** Whole seconds. */
  readonly time: number;
  /** Bytes before it in its file. */
  readonly offset: number;
}

export interface Scan {
  readonly transitions: readonly Transition[];
  readonly events: ReadonlyMap<EventKind, readonly Event[]>;
  /** Inputs that the logs speak of and the report lacks. */
  readonly missing: number;
}

const START =
  /pacemaker-controld.*Processing graph \d+.*derived from (.*\/pe-[^-]+-\d+\.bz2)|pacemaker-schedulerd.*[Tt]ransition \d+.*?([^ ]*\/pe-[^-]+-\d+\.bz2)/;
const END = /pacemaker-controld.*Transition \d+.*Source=(.*\/pe-[^-]+-\d+\.bz2).:.*(?:Stopped|Complete|Terminated)/;

export const shortName = (file: string): string => basename(file).replace('.bz2', '');

/** Find the transitions and the events in the logs of a report. */
export async function scan(report: Report, detail: number): Promise<Scan> {
  const search = searchFor(report, detail);
  const events = new Map<EventKind, Event[]>(EVENTS.map((kind) => [kind, []]));
  const transitions = new Map<string, Transition>();
  let current: Transition | undefined;
  for (const [log, { lines }] of report.logs.entries()) {
    let next = 0;
    for (const [line, text] of lines.entries()) {
      const offset = next;
      next += Buffer.byteLength(text) + 1;
      const begun = START.exec(text);
      if (begun) {
        current = begin(report, transitions, (begun[1] ?? begun[2]) as string, text) ?? current;
        continue;
      }
      const ended = current ? END.exec(text) : null;
      if (ended) finish(report, transitions, ended[1] as string, text);
      for (const [kind, patterns] of search) {
        for (const pattern of patterns) {
          const match = pattern.exec(text);
          const stamp = match ? stampOf(text, report.year) : undefined;
          if (!match || !stamp) continue;
          events.get(kind)?.push({ log, line, time: Math.floor(stamp.time), offset });
          for (const tag of match.slice(1)) if (tag) current?.tags.add(tag.toLowerCase());
        }
      }
      if (ended) current = undefined;
    }
  }
  // Within a second, by how far into its file each stands: as crmsh.
  for (const list of events.values()) list.sort((a, b) => a.time - b.time || a.offset - b.offset);
  const all = [...transitions.values()].sort((a, b) => a.start - b.start);
  const missing = all.filter(({ path }) => !existsSync(path)).length;
  return { transitions: await withoutIdle(all), events, missing };
}

function searchFor({ nodes, primitives }: Report, detail: number): [EventKind, RegExp[]][] {
  const names: Readonly<Record<EventKind, readonly string[]>> = {
    node: nodes,
    resource: primitives,
    quorum: [],
    events: [],
  };
  return EVENTS.map((kind) => [kind, expressions(kind, names[kind], detail)]);
}

function begin(
  { directory, year }: Report,
  known: Map<string, Transition>,
  source: string,
  line: string,
): Transition | undefined {
  const { time, node } = stampOf(line, year) ?? {};
  if (time === undefined || node === undefined) return undefined;
  const file = basename(source);
  const key = `${node}:${shortName(file)}`;
  let transition = known.get(key);
  if (!transition) {
    const path = join(directory, node, 'pengine', file);
    transition = { node, start: Math.floor(time), end: undefined, file, path, actions: undefined, tags: new Set() };
    known.set(key, transition);
  }
  return transition;
}

function finish({ year }: Report, known: Map<string, Transition>, source: string, line: string): void {
  const { time, node } = stampOf(line, year) ?? {};
  const transition = known.get(`${node}:${shortName(source)}`);
  if (!transition || time === undefined) return;
  transition.end = Math.floor(time);
  const counts = [...line.matchAll(/([A-Z][a-z]+)=(\d+)/g)].map(
    ([, name, count]) => [name as string, Number(count)] as const,
  );
  transition.actions = new Map(counts.filter(([, count]) => count !== 0));
}

export const actionCount = ({ actions }: Transition): number =>
  actions ? [...actions.values()].reduce((sum, count) => sum + count, 0) : -1;

/** Leave out those that did nothing, on a configuration that had not changed. */
async function withoutIdle(all: readonly Transition[]): Promise<Transition[]> {
  const kept: Transition[] = [];
  for (const [at, transition] of all.entries()) {
    const before = all[at - 1];
    if (!before || actionCount(transition) !== 0) {
      kept.push(transition);
      continue;
    }
    const [old, now] = [await attributesOf(before.path), await attributesOf(transition.path)];
    const same = !old || !now || ['epoch', 'admin_epoch'].every((name) => old.get(name) === now.get(name));
    if (!same) kept.push(transition);
  }
  return kept;
}

const heads = new Map<string, Promise<ReadonlyMap<string, string> | undefined>>();

/** Attributes of the `cib` element of a saved input; undefined if it is not there. */
export function attributesOf(path: string): Promise<ReadonlyMap<string, string> | undefined> {
  let head = heads.get(path);
  if (!head) heads.set(path, (head = readHead(path)));
  return head;
}

async function readHead(path: string): Promise<ReadonlyMap<string, string> | undefined> {
  if (!existsSync(path)) return undefined;
  const tag = /<cib\b[^>]*>/.exec(await readText(path))?.[0] ?? '';
  return new Map([...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name as string, value as string]));
}
