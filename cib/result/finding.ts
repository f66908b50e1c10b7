/** Something noticed while working that does not stop the work: what the peer would log. */
export interface Finding {
  readonly level: 'error' | 'warning' | 'notice' | 'info';
  /** The step that noticed it, as log lines name it. */
  readonly source: string;
  readonly message: string;
  /** For the log alone: the configuration is not called doubtful for it. */
  readonly minor?: boolean;
}

/** Takes findings as they are made. */
export type Report = (finding: Finding) => void;
