import type { Element } from '../cib/xml/element.js';
import type { Shape } from './answer/shape.js';
import type { Grammar } from './grammar/argument.js';
import type { Session } from './session.js';

export interface Message {
  readonly level: 'error' | 'warning' | 'info';
  readonly text: string;
}

/** What a command found or did, before it is shown. */
export interface Outcome<Value = unknown> {
  /** Plain data: the `result` of `-o json`. */
  readonly value?: Value;
  readonly messages?: readonly Message[];
  /** It did not do what was asked. */
  readonly failed?: boolean;
  /** Exit status if this is all that is done; 0 or 1 if absent. */
  readonly status?: number;
}

/** How a value looks; JSON is the value itself. Strings need no text renderer, and XML can be made by the shape. */
export interface Render<Value> {
  text?(value: Value, session: Session): string;
  xml?(value: Value, session: Session): readonly Element[];
}

/** One command: everything about it is in its table entry. */
// biome-ignore lint/suspicious/noExplicitAny: a table holds commands of every input and value
export interface Command<Input = any, Value = any> {
  readonly name: string;
  /** Other names; those in `old` are accepted with a remark. */
  readonly aliases?: readonly string[];
  /** One line. */
  readonly summary: string;
  /** Paragraphs of help. */
  readonly help?: string;
  /** Whole command lines. */
  readonly examples?: readonly string[];
  readonly grammar: Grammar<Input>;
  /** The rest of the line is taken as it is, quotes and all. */
  readonly raw?: boolean;
  /** Takes its effect in the cluster, so that --wait applies. */
  readonly waits?: boolean;
  /** Works on a running cluster only. */
  readonly needsLive?: boolean;
  /** Exit status if its words cannot be understood; 1 if absent. */
  readonly misuse?: number;
  /** For users of at least this much skill, where options make a difference; all if absent. */
  readonly skill?: 'administrator' | 'expert';
  readonly hidden?: boolean;
  /** What its arguments name: commands with the levels they are in, or topics, too. */
  readonly explains?: 'commands' | 'topics';
  /** What its value is made of; a command without has none, and does not print. */
  readonly output?: Shape;
  readonly render?: Render<Value>;
  run(input: Input, session: Session): Promise<Outcome<Value> | undefined> | Outcome<Value> | undefined;
}

/** A level below another: loaded when it is entered. */
export interface Sublevel {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly summary: string;
  load(): Promise<Level>;
}

export type Entry = Command | Sublevel;

export interface Level {
  readonly name: string;
  readonly summary: string;
  /** Paragraphs of help. */
  readonly help: string;
  readonly entries: readonly Entry[];
  /** @throws CibError if the level cannot be used now */
  enter?(session: Session): Promise<void>;
  /**
   * The level is left.
   * @param passing for a single command, so that nobody is asked
   * @returns false if something went wrong
   */
  leave?(session: Session, passing: boolean): Promise<boolean>;
}

export const isLevel = (entry: Entry): entry is Sublevel => 'load' in entry;

/** Lets an entry be written down with its types inferred. */
export const command = <Input, Value>(entry: Command<Input, Value>): Command<Input, Value> => entry;
