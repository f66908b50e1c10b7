import type { CibClient } from '../../cib/client/client.js';
import { posixPattern } from '../../cib/posix/pattern.js';
import { CibError } from '../../cib/result/error.js';
import type { Element } from '../../cib/xml/element.js';
import type { Outcome } from '../command/command.js';
import type { Context } from '../command/context.js';
import type { Attribute } from './attribute.js';
import { connect, Failure } from './client.js';
import { deleteAttribute, findAttributes, type Log, updateAttribute } from './edit.js';
import { findNode, targetNode } from './node.js';
import type { Place, Selection } from './place.js';

/** What `crm_attribute` is asked to do; the tools built on it ask for the same. */
export interface AttributeRequest {
  readonly command: 'query' | 'update' | 'delete';
  readonly name?: string | undefined;
  readonly id?: string | undefined;
  /** POSIX extended regular expression of names, in place of a name. */
  readonly pattern?: string | undefined;
  /** The new value; required by update. */
  readonly value?: string | undefined;
  /** Found by a query if there is no such attribute. */
  readonly default?: string | undefined;
  readonly node?: string | undefined;
  /** Section, or lifetime of a node attribute: `forever` or `reboot`. */
  readonly type?: string | undefined;
  readonly setName?: string | undefined;
  readonly utilization?: boolean;
  /** The name is that of a promotion score. */
  readonly promotion?: boolean;
}

export interface AttributeReport {
  readonly attributes: readonly Attribute[];
  /** What was done, for people. */
  readonly notes: readonly string[];
}

const PROGRAM = 'crm_attribute';

/** Perform a request; failures are told in the name of crm_attribute. */
export async function performAttribute(request: AttributeRequest, context: Context): Promise<Outcome<AttributeReport>> {
  const errors: string[] = [];
  const notes: string[] = [];
  const attributes: Attribute[] = [];
  const log: Log = { note: (line) => notes.push(line), error: (line) => errors.push(line) };
  try {
    const client = await connect(context, PROGRAM);
    const job = await prepare(client, request, context);
    if (request.command === 'query') attributes.push(...(await find(job)));
    else await (request.command === 'update' ? update(job, log) : remove(job, log));
    return { value: { attributes, notes }, errors };
  } catch (error) {
    if (error instanceof Failure) return error.outcome;
    if (!(error instanceof CibError)) throw error;
    const hint = "Please choose from one of the matches below and supply the 'id' with --attr-id";
    const message = error.code === 'ENOTUNIQ' ? hint : `Error performing operation: ${error.rc.description}`;
    return {
      exit: error.rc.exit,
      value: { attributes, notes },
      errors: [...errors, `${PROGRAM}: ${message}`, ...(context.verbosity > 0 ? error.details : [])],
    };
  }
}

interface Job {
  readonly client: CibClient;
  readonly request: AttributeRequest;
  /** Section as the user called it. */
  readonly scope: string;
  readonly place: Place;
  readonly selection: Selection;
}

async function prepare(client: CibClient, request: AttributeRequest, context: Context): Promise<Job> {
  const scope = scopeOf(request);
  const section = scope.toLowerCase() === 'tickets' ? 'tickets' : scope;
  const place: Place = { section, setId: request.setName, setType: request.utilization ? 'utilization' : undefined };
  const job = { client, request, scope, selection: { id: request.id, name: request.name } };
  if (section === 'tickets' || section.toLowerCase() === 'crm_config') return { ...checked(job), place };
  const name = targetNode(request.node, context.env);
  try {
    const node = await findNode(client, name);
    return { ...checked(job), place: { ...place, nodeId: node.id, remote: node.remote } };
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    throw failure(error.rc.exit, `Could not map name=${name} to a UUID`);
  }
}

const failure = (exit: Outcome<never>['exit'] & string, message: string): Failure =>
  new Failure({ exit, errors: [`${PROGRAM}: ${message}`] });

function scopeOf({ type, promotion, node }: AttributeRequest): string {
  if (type === undefined) return promotion ? 'status' : node === undefined ? 'crm_config' : 'nodes';
  return { reboot: 'status', forever: 'nodes' }[type.toLowerCase()] ?? type;
}

/** As in the peer, a wrong combination of options is found only once the CIB and the node have been. */
function checked<T extends { readonly request: AttributeRequest }>(job: T): T {
  const { command, name, pattern } = job.request;
  if (command !== 'query' && name === undefined && pattern === undefined) {
    throw failure('USAGE', `Error: must specify attribute name or pattern to ${command}`);
  }
  if (name !== undefined && pattern !== undefined) {
    throw failure('USAGE', 'Error: --name and --pattern cannot be used at the same time');
  }
  return job;
}

async function find({ client, request, scope, place, selection }: Job): Promise<Attribute[]> {
  const { pattern, id } = request;
  let found: Element[];
  try {
    found = await findAttributes(client, place, pattern === undefined ? selection : {});
  } catch (error) {
    if (!(error instanceof CibError) || error.code !== 'ENXIO' || request.default === undefined) throw error;
    return [{ scope, id, name: request.name ?? pattern, value: request.default }];
  }
  const matches = pattern === undefined ? () => true : matcher(pattern);
  const pairs = found.filter((pair) => matches(pair.get('name')));
  // A single attribute that does not match is no error, unlike several that do not.
  if (pairs.length === 0 && found.length > 1) throw new CibError('ENXIO');
  return pairs.map((pair) => ({ scope, id, name: pair.get('name'), value: pair.get('value') }));
}

function matcher(pattern: string): (name: string | undefined) => boolean {
  const regex = posixPattern(pattern);
  return (name) => name !== undefined && regex?.test(name) === true;
}

async function update({ client, request, place, selection }: Job, log: Log): Promise<void> {
  const { value = '' } = request;
  if (request.pattern === undefined) return updateAttribute(client, place, { ...selection, value }, log);
  for (const name of await namesMatching(client, place, request.pattern)) {
    await updateAttribute(client, place, { ...selection, name, value }, log);
  }
}

async function remove({ client, request, place, selection }: Job, log: Log): Promise<void> {
  try {
    if (request.pattern === undefined) return await deleteAttribute(client, place, selection, log);
    for (const name of await namesMatching(client, place, request.pattern)) {
      await deleteAttribute(client, place, { ...selection, name }, log);
    }
  } catch (error) {
    // What is not there need not be deleted.
    if (!(error instanceof CibError) || error.code !== 'ENXIO') throw error;
  }
}

async function namesMatching(client: CibClient, place: Place, pattern: string): Promise<string[]> {
  const found = await findAttributes(client, place, {});
  // The peer looks below what it found, where it found a list of several; a single one it leaves as it is.
  if (found.length === 1) return [];
  const matches = matcher(pattern);
  return found.flatMap((pair) => (matches(pair.get('name')) ? [pair.get('name') as string] : []));
}
