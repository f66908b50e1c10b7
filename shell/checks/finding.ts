/** What is allowed by the schema, but wrong or hardly meant: a whole message. */
export interface CheckFinding {
  readonly level: 'error' | 'warning';
  readonly text: string;
  /** It stops a commit, however it is called. */
  readonly serious?: boolean;
}

export const error = (text: string): CheckFinding => ({ level: 'error', text });
export const warning = (text: string): CheckFinding => ({ level: 'warning', text });
