/** Something wrong with the configuration: what crm_verify reports. */
export interface Finding {
  readonly level: 'error' | 'warning';
  readonly text: string;
}

/** A line for the log, with the name of the peer's function that people filter by. */
export interface LogEntry {
  readonly level: 'error' | 'warning' | 'notice' | 'info' | 'debug';
  readonly source: string;
  readonly text: string;
  /** A name from before, that works as it always did: worth knowing, nothing to hold a configuration up for. */
  readonly legacy?: true;
}
