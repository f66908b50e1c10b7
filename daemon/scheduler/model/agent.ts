/** What agents of a standard can do that others cannot. */
export interface AgentAbilities {
  readonly provider: boolean;
  readonly parameters: boolean;
  /** Can be an instance of a unique clone. */
  readonly unique: boolean;
  readonly promotable: boolean;
  /** Takes the parameters that the cluster handles itself for fence devices. */
  readonly fencing: boolean;
}

const NONE: AgentAbilities = { provider: false, parameters: false, unique: false, promotable: false, fencing: false };
const OCF: AgentAbilities = { ...NONE, provider: true, parameters: true, unique: true, promotable: true };
const STONITH: AgentAbilities = { ...NONE, parameters: true, unique: true, fencing: true };

export function agentAbilities(standard: string | undefined): AgentAbilities {
  switch (standard?.toLowerCase()) {
    case 'ocf':
      return OCF;
    case 'stonith':
      return STONITH;
    default:
      return NONE;
  }
}
