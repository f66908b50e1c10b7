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
  /** More of them, which are not at hand: in files, or asked of somebody. */
  readonly find?: (world: World, partial: string) => Promise<readonly Candidate[]>;
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

/** As `fromWorld`, for what is not at hand. */
export const found = (title: string, list: (world: World) => Promise<readonly string[]>): Expectation => ({
  title,
  find: async (world) => (await list(world)).map((text) => ({ text })),
});

/** `name=value`: names, and behind the `=` the values that can be listed. */
export const assignments = (values: Readonly<Record<string, readonly string[]>>): Expectation => ({
  title: '<attribute>=<value>',
  complete(_, partial) {
    const name = partial.slice(0, partial.indexOf('='));
    return partial.includes('=')
      ? (values[name] ?? []).map((value) => ({ text: `${name}=${value}` }))
      : Object.keys(values).map((each) => ({ text: `${each}=`, open: true }));
  },
});

export const FILE: Expectation = {
  title: '<file>',
  complete: (world, partial) => world.files(partial).map((text) => ({ text, open: text.endsWith('/') })),
};
