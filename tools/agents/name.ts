/** Which agent: `ocf:heartbeat:IPaddr2`, `systemd:nginx`, `stonith:fence_ipmilan`. */
export interface AgentName {
  readonly standard: string;
  /** OCF agents have one. */
  readonly provider?: string;
  readonly type: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

export const agentText = ({ standard, provider, type }: AgentName): string =>
  [standard, ...(provider === undefined ? [] : [provider]), type].join(':');

/** An agent of a class, without a provider where that class has none. */
export const agentName = (standard: string, provider: string | undefined, type: string): AgentName =>
  standard === 'ocf' ? { standard, provider: provider || 'heartbeat', type } : { standard, type };
