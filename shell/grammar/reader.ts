import type { Expectation } from './expectation.js';
import { free, literal } from './expectation.js';
import { SyntaxFault } from './fault.js';
import type { Word } from './words.js';

const anchored = new WeakMap<RegExp, RegExp>();

/** The same pattern, for a whole word. */
function whole(pattern: RegExp): RegExp {
  let found = anchored.get(pattern);
  if (!found) anchored.set(pattern, (found = new RegExp(`^(?:${pattern.source})$`, pattern.flags)));
  return found;
}

/**
 * Reads the words of one command. What a grammar tries to match at a position is recorded there, so
 * that the grammar itself says what may follow: the same code parses and completes.
 */
export class Reader {
  private position = 0;
  private end: number;
  /** What was tried at the position after the last word. */
  readonly expected: Expectation[] = [];

  constructor(readonly words: readonly Word[]) {
    this.end = words.length;
  }

  get at(): number {
    return this.position;
  }

  get done(): boolean {
    return this.position >= this.end;
  }

  /** How many words are left. */
  get left(): number {
    return Math.max(0, this.end - this.position);
  }

  /** The word to be read next. */
  get next(): string | undefined {
    return this.position < this.end ? this.words[this.position]?.text : undefined;
  }

  /** Say what could stand here, without reading. */
  expect(expectation: Expectation): void {
    if (this.position >= this.end) this.expected.push(expectation);
  }

  /** Read the next word if it matches as a whole. An empty word matches nothing. */
  take(pattern: RegExp, expectation: Expectation): RegExpExecArray | undefined {
    const { next } = this;
    if (!next) {
      this.expect(expectation);
      return undefined;
    }
    const match = whole(pattern).exec(next) ?? undefined;
    if (match) this.position++;
    return match;
  }

  /** Read one of these words (given in lower case), whatever its case. */
  keyword(...names: readonly string[]): string | undefined {
    const { next } = this;
    if (next === undefined) {
      for (const name of names) this.expect(literal(name));
      return undefined;
    }
    const lower = next.toLowerCase();
    if (!names.includes(lower)) return undefined;
    this.position++;
    return lower;
  }

  /** As `take`, but the word must be there. */
  need(pattern: RegExp, problem: string, expectation: Expectation = free(problem)): RegExpExecArray {
    return this.take(pattern, expectation) ?? this.fail(problem);
  }

  /** Read the next word, whatever it is. */
  any(expectation: Expectation): string {
    this.expect(expectation);
    const { next } = this;
    if (next === undefined) return this.fail('Unexpected end of line');
    this.position++;
    return next;
  }

  /** Everything that is left. */
  rest(): Word[] {
    const rest = this.words.slice(this.position, this.end);
    this.position = this.end;
    return rest;
  }

  /** Read a word from the end of the line, where some commands take an option. */
  takeLast(pattern: RegExp): RegExpExecArray | undefined {
    const last = this.end > this.position ? this.words[this.end - 1]?.text : undefined;
    const match = last ? whole(pattern).exec(last) : null;
    if (match) this.end--;
    return match ?? undefined;
  }

  back(): void {
    this.position--;
  }

  fail(problem: string, at = this.position, context?: string): never {
    throw new SyntaxFault(problem, this.words.slice(0, this.end), at, context ?? this.words[0]?.text);
  }

  /** Nothing may be left. */
  finish(): void {
    if (this.done) return;
    const rest = this.words.slice(this.position, this.end).map(({ text }) => text);
    this.fail(`Unknown arguments: ${rest.join(' ')}`);
  }
}
