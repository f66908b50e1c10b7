import { FENCING_PARAMETERS } from '../../cib/options/fencing.js';
import { isTrue } from '../../cib/options/read.js';
import { CibError } from '../../cib/result/error.js';
import type { Element } from '../../cib/xml/element.js';
import { checkOperations, checkParameters } from '../../tools/agents/check.js';
import type { AgentMetadata } from '../../tools/agents/metadata.js';
import { agentName, agentText } from '../../tools/agents/name.js';
import { readAgent } from '../../tools/agents/read.js';
import type { Environment } from '../session.js';
import type { ConfiguredObject } from '../syntax/objects.js';
import { reduced } from '../workspace/reduced.js';
import type { Workspace } from '../workspace/workspace.js';
import { type CheckFinding, error, warning } from './finding.js';

/** What an agent is asked to say to a primitive or template. */
export async function checkAgent(
  workspace: Workspace,
  { element }: ConfiguredObject,
  env: Environment,
  ignoreMissing: boolean,
): Promise<CheckFinding[]> {
  const resource = reduced(workspace, element);
  if (!resource) return [error(`${element.get('template')}: no such resource template`)];
  const agent = agentOf(resource);
  const metadata = await metadataOf(agent, env);
  if (!metadata) {
    // In an asymmetric cluster, the agent may well be on other hosts only.
    const missing = ignoreMissing || !isSymmetric(workspace);
    return missing ? [] : [error(`${agentText(agent)}: no such resource agent`)];
  }
  const common = agent.standard === 'stonith' ? FENCING_PARAMETERS.options : [];
  return [
    ...checkOperations(resource, metadata, defaultTimeout(workspace)),
    ...checkParameters(resource, metadata, common).filter(
      ({ text }) => element.name === 'primitive' || !text.includes('required parameter'),
    ),
  ];
}

export const agentOf = (resource: Element) =>
  agentName(resource.get('class') ?? '', resource.get('provider'), resource.get('type') ?? '');

export async function metadataOf(
  agent: ReturnType<typeof agentOf>,
  env: Environment,
): Promise<AgentMetadata | undefined> {
  try {
    return await readAgent(agent, env);
  } catch (problem) {
    if (problem instanceof CibError) return undefined;
    throw problem;
  }
}

/**
 * Parameters that an agent wants to be unique, and which two resources have in common.
 * @param changed ids of which at least one has to be involved
 */
export async function checkUnique(
  workspace: Workspace,
  changed: ReadonlySet<string>,
  env: Environment,
): Promise<CheckFinding[]> {
  const users = new Map<string, { readonly name: string; readonly value: string; readonly ids: string[] }>();
  const uniqueBy = new Map<string, ReadonlySet<string>>();
  const primitives = workspace.ofKind('primitive');
  for (const { id, element } of primitives) {
    const resource = changed.has(id) ? reduced(workspace, element) : undefined;
    const agent = resource && agentText(agentOf(resource));
    if (agent && !uniqueBy.has(agent)) uniqueBy.set(agent, await uniqueOf(resource, env));
  }
  for (const { id, element } of primitives) {
    const resource = reduced(workspace, element);
    const agent = resource && agentText(agentOf(resource));
    const unique = agent && uniqueBy.get(agent);
    if (!unique || unique.size === 0) continue;
    for (const pair of parametersOf(resource)) {
      const [name, value] = [pair.get('name'), pair.get('value')];
      if (name === undefined || value === undefined || !unique.has(name)) continue;
      const key = JSON.stringify([agent, name, value]);
      const user = users.get(key) ?? { name, value, ids: [] };
      user.ids.push(id);
      users.set(key, user);
    }
  }
  return [...users.values()]
    .filter(({ ids }) => ids.length > 1 && ids.some((id) => changed.has(id)))
    .map(({ name, value, ids }) => ({
      ...warning(`Resources ${ids.sort().join(',')} violate uniqueness for parameter "${name}": "${value}"`),
      serious: true,
    }));
}

/** Names of the parameters that an agent wants to be unique. */
async function uniqueOf(resource: Element, env: Environment): Promise<ReadonlySet<string>> {
  const metadata = await metadataOf(agentOf(resource), env);
  return new Set(metadata?.parameters.flatMap(({ name, unique }) => (unique ? [name] : [])));
}

export const parametersOf = (resource: Element): Element[] =>
  [...resource.elements('instance_attributes')].flatMap((set) => [...set.elements('nvpair')]);

function isSymmetric(workspace: Workspace): boolean {
  const value = optionOf(workspace, 'symmetric-cluster');
  return value === undefined || isTrue(value);
}

/** Timeout of operations that name none, if one is configured. */
const defaultTimeout = (workspace: Workspace): string | undefined =>
  workspace.ofKind('op_defaults').flatMap(({ element }) => valueIn(element, 'timeout') ?? [])[0];

/** The value of a cluster option, in the first set that has it. */
export function optionOf(workspace: Workspace, name: string): string | undefined {
  for (const { element } of workspace.ofKind('property')) {
    const value = valueIn(element, name);
    if (value !== undefined) return value;
  }
  return undefined;
}

const valueIn = (set: Element, name: string): string | undefined =>
  [...set.elements('nvpair')].find((pair) => pair.get('name') === name)?.get('value');
