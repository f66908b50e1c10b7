/** How the parameters of an operation compare with those it was run with. */
export type DigestVerdict =
  | 'unknown'
  | 'match'
  /** Some changed: reload, or for a recurring operation run it anew. */
  | 'mismatch'
  /** Some changed that need a restart. */
  | 'restart';

/** Digests of the parameters that an operation has now. */
export interface OperationDigest {
  verdict: DigestVerdict;
  readonly parameters: ReadonlyMap<string, string>;
  readonly all: string;
  /** Without what cannot be reloaded; only if the history has one. */
  readonly restart: string | undefined;
  /** Without what is secret; only where asked for. */
  readonly secure: string | undefined;
  /** What those two are made of. */
  readonly restartParameters?: ReadonlyMap<string, string> | undefined;
  readonly secureParameters?: ReadonlyMap<string, string> | undefined;
}
