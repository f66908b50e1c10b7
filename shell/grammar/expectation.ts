import type { World } from './world.js';

/** One way to go on at the cursor. */
export interface Candidate {
  readonly text: string;
  /** One line about it. */
  readonly about?: string;
  /** More belongs to the same word (`name=`): no blank after it. */
  readonly open?: boolean;
}

/** What a reader would accept at a position: named in usage and errors, listed by completion. */
export interface Expectation {
  /** Placeholder, or the literal word. */
  readonly title: string;
  /** Candidates; `partial` is what stands before the cursor in this word. */
  readonly complete?: (world: World, partial: string) => readonly Candidate[];
}

export const literal = (text: string, about?: string): Expectation => ({
  title: text,
  complete: () => [about === undefined ? { text } : { text, about }],
});

export const oneOf = (title: string, texts: readonly string[]): Expectation => ({
  title,
  complete: () => texts.map((text) => ({ text })),
});

export const free = (title: string): Expectation => ({ title });

export const fromWorld = (title: string, list: (world: World) => readonly string[]): Expectation => ({
  title,
  complete: (world) => list(world).map((text) => ({ text })),
});

export const FILE: Expectation = {
  title: '<file>',
  complete: (world, partial) => world.files(partial).map((text) => ({ text, open: text.endsWith('/') })),
};
