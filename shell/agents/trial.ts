import { dirname } from 'node:path';
import { CibError } from '../../cib/result/error.js';
import type { Element } from '../../cib/xml/element.js';
import { ocfDirectory } from '../../tools/agents/list.js';
import type { Ran, Runner } from '../remote/runner.js';
import type { Environment } from '../session.js';

/** Operations of a primitive's agent, run by hand on one node or another. */

/** What an exit status means for the state of the resource. */
export type TrialState = 'ok' | 'stopped' | 'promoted' | 'failed';

/** A class of agents: the words that run an operation, what it reads, and what its exit statuses mean. */
interface Standard {
  argv(resource: Element, action: string, env: Environment): readonly string[];
  input?(resource: Element, action: string): string;
  readonly states: Readonly<Record<number, TrialState>>;
}

const OCF: Standard = {
  argv(resource, action, env) {
    const directory = ocfDirectory(env);
    const variables = {
      OCF_ROOT: dirname(directory),
      OCF_RA_VERSION_MAJOR: '1',
      OCF_RA_VERSION_MINOR: '1',
      OCF_RESOURCE_INSTANCE: resource.id ?? '',
      OCF_RESOURCE_TYPE: resource.get('type') ?? '',
      OCF_RESOURCE_PROVIDER: resource.get('provider') ?? '',
      ...Object.fromEntries([
        ...pairsOf(resource, 'instance_attributes').map(([name, value]) => [`OCF_RESKEY_${name}`, value]),
        ...pairsOf(resource, 'meta_attributes').map(([name, value]) => [
          `OCF_RESKEY_CRM_meta_${name.replaceAll('-', '_')}`,
          value,
        ]),
      ]),
    };
    const file = `${directory}/${resource.get('provider')}/${resource.get('type')}`;
    return ['env', ...Object.entries(variables).map(([name, value]) => `${name}=${value}`), file, action];
  },
  states: { 0: 'ok', 7: 'stopped', 8: 'promoted' },
};

const asStatus = (action: string): string => (action === 'monitor' ? 'status' : action);
const INIT_STATES: Standard['states'] = { 0: 'ok', 3: 'stopped' };

const LSB: Standard = {
  argv: (resource, action) => [`/etc/init.d/${resource.get('type')}`, asStatus(action)],
  states: INIT_STATES,
};

const SYSTEMD: Standard = {
  argv: (resource, action) => ['systemctl', asStatus(action), `${resource.get('type')}.service`],
  states: INIT_STATES,
};

/** Fence agents are started with each operation: there is nothing of them that runs. */
const STONITH: Standard = {
  argv: (resource) => [resource.get('type') ?? ''],
  input: (resource, action) =>
    [...pairsOf(resource, 'instance_attributes'), ['action', action]]
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  states: { 0: 'ok' },
};

const STANDARDS: Readonly<Record<string, Standard>> = { ocf: OCF, lsb: LSB, systemd: SYSTEMD, stonith: STONITH };

/** Whether operations of it can be run by hand. */
export const canTry = (resource: Element): boolean =>
  resource.name === 'primitive' && (resource.get('class') ?? '') in STANDARDS;

export interface Trial extends Ran {
  readonly state: TrialState;
}

/** @throws CibError `ENOTSUP` if it is no primitive, or of a class whose operations cannot be run; those of Runner */
export async function tryOperation(
  runner: Runner,
  host: string | undefined,
  resource: Element,
  action: string,
  env: Environment,
): Promise<Trial> {
  const standard = STANDARDS[resource.get('class') ?? ''];
  if (!standard || !canTry(resource)) throw new CibError('ENOTSUP', `Calling '${action}' for resource not supported`);
  const ran = await runner.run(host, standard.argv(resource, action, env), standard.input?.(resource, action));
  return { ...ran, state: standard.states[ran.status] ?? 'failed' };
}

function pairsOf(resource: Element, set: string): [string, string][] {
  return [...resource.elements(set)].flatMap((element) =>
    [...element.elements('nvpair')].map((pair): [string, string] => [pair.get('name') ?? '', pair.get('value') ?? '']),
  );
}
