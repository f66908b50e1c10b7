import type { Login } from '../remote/runner.js';
import type { Span } from './span.js';

/** What a node is asked to collect: plain data, since it goes over the network. */
export interface GatherWish extends Span {
  /** Further files: logs, or whatever else. */
  readonly extra: readonly string[];
  /** Names of files that are to be left out; `*` stands for anything. */
  readonly without: readonly string[];
  /** The log of the cluster, if it is not where it is looked for. */
  readonly log?: string;
  /** Leave out what takes long. */
  readonly quick: boolean;
}

export interface ReportWish extends GatherWish {
  /** All of the cluster if empty. */
  readonly nodes: readonly string[];
  /** This node only. */
  readonly single: boolean;
  /** Path without the ending of an archive. */
  readonly destination: string;
  /** A directory, no archive. */
  readonly directory: boolean;
  readonly overwrite: boolean;
  readonly compressor: string;
  /** Whose values are hidden; undefined to hide none, and say so if there are any. */
  readonly hidden: readonly string[] | undefined;
  /** Regular expressions of lines that the analysis shows. */
  readonly patterns: readonly string[];
  /** How it was called. */
  readonly call: string;
  /** To reach other nodes. */
  readonly login: Login;
  /** Say what is done. */
  readonly verbose: boolean;
}
