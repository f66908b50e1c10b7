import { CibError } from '../../cib/result/error.js';
import { EVENTS, type EventKind, expressions } from './patterns.js';
import { openReport, type Report } from './report.js';
import { type Scan, scan, shortName, type Transition } from './scan.js';
import { stampOf } from './time.js';

/** What is looked at: a report, a span of time, lines that are left out. */
export class Explorer {
  detail = 0;
  excluded: string[] = [];
  /** Seconds, as `Stamp.time`. */
  from: number | undefined;
  to: number | undefined;
  /** Name of the saved session this is. */
  session: string | undefined;
  /** Of a report made of the cluster as it is: where it begins, and when it was made; in milliseconds. */
  live: { readonly from: number; readonly made: number } | undefined;
  private scanned: Promise<Scan> | undefined;

  private constructor(readonly report: Report) {}

  /** @throws CibError if it is no report */
  static open(source: string, name?: string): Explorer {
    return new Explorer(openReport(source, name));
  }

  /** What the logs tell; found anew if asked for. */
  scan(anew = false): Promise<Scan> {
    if (anew) this.scanned = undefined;
    this.scanned ??= scan(this.report, this.detail);
    return this.scanned;
  }

  async transitions(): Promise<Transition[]> {
    const { transitions } = await this.scan();
    return transitions.filter(
      ({ start, end }) =>
        !(this.from !== undefined && end !== undefined && end < this.from) &&
        !(this.to !== undefined && start > this.to),
    );
  }

  /** Lines of events of one kind, or of all kinds one after the other. */
  async events(kind?: EventKind, names: readonly string[] = []): Promise<string[]> {
    const { events } = await this.scan();
    const wanted = kind && names.length > 0 ? expressions(kind, names, this.detail) : undefined;
    const kinds = kind ? [kind] : [...EVENTS].sort();
    const lines = kinds.flatMap((each) =>
      (events.get(each) ?? []).map(({ log, line }) => this.report.logs[log]?.lines[line] as string),
    );
    return lines.filter(
      (line) => this.isShown(line) && (!wanted || wanted.some((pattern) => pattern.test(line))) && this.isInSpan(line),
    );
  }

  /** Lines of resources; a group or clone stands for what is in it. */
  resourceEvents(ids: readonly string[]): Promise<string[]> {
    const { groups, clones } = this.report;
    const cloned = new Set([...clones.values()].flat());
    const names = ids.flatMap((id) => groups.get(id) ?? clones.get(id) ?? [id]);
    return this.events(
      'resource',
      names.map((id) => (cloned.has(id) ? `${id}(?::[0-9]+)?` : id)),
    );
  }

  /** All lines of all nodes, or of some, in the order of time. */
  log(nodes: readonly string[] = []): string[] {
    const logs = this.report.logs.filter(({ node }) => nodes.length === 0 || nodes.includes(node));
    const queues = logs.map(({ lines }) => ({ lines, times: this.timesOf(lines), at: 0 }));
    const merged: string[] = [];
    for (;;) {
      const open = queues.filter(({ lines, at }) => at < lines.length);
      const [first, ...others] = open;
      if (!first) return merged;
      const time = (queue: typeof first) => queue.times[queue.at] as number;
      const earliest = others.reduce((best, queue) => (time(queue) < time(best) ? queue : best), first);
      if (this.to !== undefined && time(earliest) > this.to) return merged;
      const line = earliest.lines[earliest.at] as string;
      if (!(this.from !== undefined && time(earliest) < this.from) && this.isShown(line)) merged.push(line);
      earliest.at++;
    }
  }

  /** A line without a stamp belongs to the one before it. */
  private timesOf(lines: readonly string[]): number[] {
    let last = 0;
    return lines.map((line) => {
      last = stampOf(line, this.report.year)?.time ?? last;
      return last;
    });
  }

  /** Time of the first or last line of the logs, or the limit that was set. */
  limit(which: 'from' | 'to'): number | undefined {
    const set = this[which];
    if (set !== undefined) return set;
    const times = this.report.logs.flatMap(({ lines }) => {
      const line = which === 'from' ? lines[0] : lines.at(-1);
      return stampOf(line ?? '', this.report.year)?.time ?? [];
    });
    if (times.length === 0) return undefined;
    return which === 'from' ? Math.min(...times) : Math.max(...times);
  }

  /** Look at the time of a transition only, for a while. */
  async during<T>({ start, end }: Transition, look: () => T | Promise<T>): Promise<T> {
    const { from, to } = this;
    [this.from, this.to] = [start, end];
    try {
      return await look();
    } finally {
      [this.from, this.to] = [from, to];
    }
  }

  /**
   * The transition that a word means: a number of its input, a place from the end (0, -1 …), or part
   * of its name.
   * @throws CibError `ENXIO` if none is meant, or several
   */
  async find(word = '0'): Promise<Transition> {
    const all = await this.transitions();
    const one = (found: readonly Transition[], what: string) => {
      if (found.length === 1) return found[0] as Transition;
      throw new CibError('ENXIO', `${what} ${found.length === 0 ? 'not found' : 'ambiguous'}`);
    };
    if (word.includes('pe-')) {
      return one(
        all.filter(({ path }) => path.includes(word)),
        `${word}: path`,
      );
    }
    const number = Number(word);
    if (!Number.isInteger(number) || number <= 0) {
      const found = all.at(Number.isInteger(number) ? number - 1 : -1);
      if (found) return found;
      throw new CibError(
        'ENXIO',
        all.length === 0 ? 'no transitions found in the source' : `PE input file for index ${word} not found`,
      );
    }
    return one(
      all.filter(({ file }) => numberOf(file) === number),
      `PE file ${word}`,
    );
  }

  private isShown(line: string): boolean {
    return !this.excluded.some((pattern) => new RegExp(pattern).test(line));
  }

  private isInSpan(line: string): boolean {
    const time = stampOf(line, this.report.year)?.time;
    if (time === undefined) return true;
    return !(this.from !== undefined && time < this.from) && !(this.to !== undefined && time > this.to);
  }
}

/** Number in the name of a saved input. */
export const numberOf = (file: string): number => Number(/-(\d+)$/.exec(shortName(file))?.[1] ?? -1);
