import type { CibClient } from '../../cib/client/client.js';
import { CibError } from '../../cib/result/error.js';
import type { Context } from '../command/context.js';
import { getParameter, removeParameter, SECRET, setParameter } from './parameter.js';
import type { Peers } from './peers.js';
import { type SecretStore, signOf } from './store.js';

/** What a sub-command works with. */
export interface Job {
  /** Undefined with --no-cib. */
  readonly client: CibClient | undefined;
  readonly store: SecretStore;
  readonly peers: Peers;
  readonly context: Context;
  note(line: string): void;
}

type Handler = (job: Job, resource: string, parameter: string, value?: string) => Promise<string | undefined>;

interface SubCommand {
  readonly arguments: string;
  /** How many there may be. */
  readonly counts: readonly number[];
  readonly needsCib?: boolean;
  readonly run: Handler;
}

const PARAMETER = '<resource-id> <resource-parameter>';

/** By name, in the order they are listed. */
export const SUBCOMMANDS: Readonly<Record<string, SubCommand>> = {
  check: { arguments: PARAMETER, counts: [2], run: check },
  delete: { arguments: PARAMETER, counts: [2], run: remove },
  get: { arguments: PARAMETER, counts: [2], run: get },
  set: { arguments: `${PARAMETER} <value>`, counts: [2, 3], run: set },
  stash: { arguments: PARAMETER, counts: [2], needsCib: true, run: stash },
  sync: { arguments: '', counts: [0], run: sync },
  unstash: { arguments: PARAMETER, counts: [2], needsCib: true, run: unstash },
};

async function check({ client, store }: Job, resource: string, parameter: string): Promise<undefined> {
  if (client && (await getParameter(client, resource, parameter)) !== SECRET) {
    const subject = `Resource ${resource} parameter ${parameter}`;
    throw new CibError('unpack_error', `${subject} not set as secret, nothing to check`);
  }
  const verdict = store.check(resource, parameter);
  const subject = `for resource ${resource} parameter ${parameter}`;
  if (verdict === 'missing') throw new CibError('ENOENT', `No checksum ${subject}`);
  if (verdict === 'bad') throw new CibError('digest_mismatch', `Checksum mismatch ${subject}`);
}

async function get(job: Job, resource: string, parameter: string): Promise<string | undefined> {
  await check(job, resource, parameter);
  return job.store.get(resource, parameter);
}

async function set(job: Job, resource: string, parameter: string, value?: string): Promise<undefined> {
  const { client, store, peers } = job;
  // Standard input keeps the secret off the command line, which every user can see.
  const secret = value ?? (await job.context.stdin()).replace(/\n$/, '');
  const current = client && (await getParameter(client, resource, parameter));
  if (current !== undefined && current !== SECRET && current !== secret) {
    const where = `CIB value <${current}> different for ${resource} rsc parameter ${parameter}`;
    throw new CibError('unpack_error', `${where}; please delete it first`);
  }
  peers.check();
  store.set(resource, parameter, secret);
  share(job, resource, parameter, false);
  if (client) await setParameter(client, resource, parameter, SECRET);
}

async function stash(job: Job, resource: string, parameter: string): Promise<undefined> {
  const value = job.client && (await getParameter(job.client, resource, parameter));
  const subject = `resource ${resource} parameter ${parameter}`;
  if (value === undefined) throw new CibError('ENOENT', `Nothing to stash for ${subject}`);
  if (value === SECRET) throw new CibError('EEXIST', `R${subject.slice(1)} already set as secret`);
  await set(job, resource, parameter, value);
}

async function unstash(job: Job, resource: string, parameter: string): Promise<undefined> {
  const { client, store, peers } = job;
  const value = store.get(resource, parameter);
  const subject = `resource ${resource} parameter ${parameter}`;
  if (value === undefined) throw new CibError('ENOENT', `Nothing to unstash for ${subject}`);
  if (client && (await getParameter(client, resource, parameter)) !== SECRET) {
    job.note(`R${subject.slice(1)} is not set as secret, but we have a local value so proceeding anyway`);
  }
  peers.check();
  store.remove(resource, parameter);
  share(job, resource, parameter, true);
  if (client) await setParameter(client, resource, parameter, value);
}

async function remove(job: Job, resource: string, parameter: string): Promise<undefined> {
  const { client, store, peers } = job;
  if (client) await getParameter(client, resource, parameter);
  peers.check();
  store.remove(resource, parameter);
  share(job, resource, parameter, true);
  if (client) await removeParameter(client, resource, parameter);
}

async function sync({ store, peers }: Job): Promise<undefined> {
  peers.syncDirectory(store.directory);
}

function share({ store, peers }: Job, resource: string, parameter: string, gone: boolean): void {
  const file = store.fileOf(resource, parameter);
  peers.sync([file, signOf(file)], gone);
}
