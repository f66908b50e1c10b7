import type { Environment } from '../session.js';
import type { ConfiguredObject } from '../syntax/objects.js';
import type { Workspace } from '../workspace/workspace.js';
import { checkNames } from './attributes.js';
import type { CheckFinding } from './finding.js';
import { checkReferences } from './references.js';

export interface CheckOptions {
  readonly env: Environment;
  /** Ask resource agents too. */
  readonly agents: boolean;
  /** It is fine if an agent is not there to be asked. */
  readonly ignoreMissing: boolean;
}

/** Look at objects for what the schema does not forbid, in the order of their ids. */
export async function check(
  workspace: Workspace,
  objects: readonly ConfiguredObject[],
  { env, agents, ignoreMissing }: CheckOptions,
): Promise<CheckFinding[]> {
  const findings: CheckFinding[] = [];
  const byAgents = agents ? await import('./agents.js') : undefined;
  const ids = new Set(objects.filter(({ kind }) => kind.keyword === 'primitive').map(({ id }) => id));
  if (byAgents && ids.size > 0) findings.push(...(await byAgents.checkUnique(workspace, ids, env)));
  for (const object of [...objects].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))) {
    findings.push(...checkNames(object), ...checkReferences(workspace, object));
    if (byAgents && ['primitive', 'rsc_template'].includes(object.kind.keyword)) {
      findings.push(...(await byAgents.checkAgent(workspace, object, env, ignoreMissing)));
    }
  }
  return findings;
}
