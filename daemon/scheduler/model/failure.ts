/** Fail counts and times of last failures of one node, by name of the resource. */
export interface FailureIndex {
  /** As the attributes name the resource, `:N` included. */
  readonly exact: ReadonlyMap<string, FailureRecord>;
  /** Without `:N`: the instances of an anonymous clone together. */
  readonly stripped: ReadonlyMap<string, FailureRecord>;
}

export interface FailureRecord {
  readonly failCount: number;
  /** Seconds since 1970; 0 if not recorded. */
  readonly lastFailure: number;
}
