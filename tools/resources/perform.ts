import type { CibClient } from '../../cib/client/client.js';
import { EXIT } from '../../cib/result/codes.js';
import { CibError } from '../../cib/result/error.js';
import type { Node } from '../../daemon/scheduler/model/node.js';
import type { Resource } from '../../daemon/scheduler/model/resource.js';
import type { Outcome } from '../command/command.js';
import type { Context } from '../command/context.js';
import type { Args } from '../command/parse.js';
import { exitCode } from '../command/run.js';
import { type Command, type Exit, TABLE } from './commands.js';
import { type Job, readState, requireController } from './job.js';
import { lookup, type Match } from './lookup.js';
import type { Name } from './options.js';
import { Fault, Report } from './report.js';
import { type Request, requestOf } from './request.js';

/** Do what a command line asks for. */
export async function perform(args: Args<Name>, context: Context): Promise<Outcome<Report>> {
  const report = new Report(args.has('quiet'));
  let exit: Exit;
  let reason: string | undefined;
  try {
    exit = await attempt(requestOf(args), withFile(args, context), report);
  } catch (error) {
    if (error instanceof CibError) exit = error.rc.exit;
    else if (error instanceof Fault) ({ exit, reason } = error);
    else throw error;
  }
  const errors = [...report.errors, ...farewell(exit, reason, context.program)];
  return { value: report, errors, ...(exit === undefined ? {} : { exit }) };
}

/** Last words: why it failed, and what the exit status means; misuse is told without the latter. */
function farewell(exit: Exit, reason: string | undefined, program: string): string[] {
  const { number, description } = exitCode(exit);
  if (number === EXIT.USAGE.number || number === EXIT.OK.number) {
    return reason === undefined ? [] : [`${program}: ${reason}`];
  }
  const verdict = `Error performing operation: ${description}`;
  return [`${program}: ${reason === undefined ? '' : `${reason}\n`}${verdict}`];
}

/** A file that is named on the command line is the CIB, in a way that older scripts know. */
function withFile(args: Args<Name>, context: Context): Context {
  const file = args.value('xml-file');
  if (file === undefined) return context;
  const env = { ...context.env, CIB_file: file };
  let client: Promise<CibClient> | undefined;
  const open = async () => (await import('../../cib/client/open.js')).openCib(env, context.program);
  return { ...context, env, cib: () => (client ??= open()) };
}

async function attempt(request: Request, context: Context, report: Report): Promise<Exit> {
  const command = TABLE[request.command];
  const { agent, node: nodeName } = request;
  if (agent) {
    const { checkAgent } = await import('./agents/describe.js');
    checkAgent(request, agent, context.env);
  } else if (request.parameters.size > 0) {
    throw new Fault('USAGE', '--option must be used with --validate and without -r');
  }
  if (command.named && !agent && !request.expired && request.resource === undefined) {
    throw new Fault('USAGE', 'Must supply a resource ID with -r/--resource');
  }
  if (command.node && nodeName === undefined) throw new Fault('USAGE', 'Must supply a node name with -N/--node');
  const job: Job = { request, context, report, node: undefined };
  if (agent) {
    if (nodeName !== undefined) throw missing(`Node '${nodeName}'`);
    const { executeDescribed } = await import('./agents/execute.js');
    return executeDescribed(job, agent);
  }
  return dispatch(command, job);
}

const missing = (what: string): Fault => new Fault('NOSUCH', `${what} not found`);

async function dispatch(command: Command, job: Job): Promise<Exit> {
  const { request, context, report } = job;
  if (command.sees === 'nothing' || command.sees === 'cib') {
    const client = command.sees === 'cib' ? await connect(context) : undefined;
    // Nodes are not known to these.
    if (request.node !== undefined) throw missing(`Node '${request.node}'`);
    if (command.sees === 'nothing') return (await command.load())(job);
    return (await command.load())({ ...job, client: client as CibClient });
  }
  const client = await connect(context);
  const state = await readState({ client, context, report });
  if (command.controller && context.env['CIB_file'] === undefined) requireController();
  const { findNode } = await import('../../daemon/scheduler/unpack/nodes.js');
  let node: Node | undefined;
  if (request.node !== undefined) {
    node = findNode(state.cluster, request.node);
    if (!node) throw missing(`Node '${request.node}'`);
  }
  const resource =
    command.match && find(request, command, command.match, (id, match) => lookup(state.cluster, id, match));
  const known = { ...job, client, ...state, node };
  if (command.sees === 'cluster') return (await command.load())({ ...known, resource });
  if (!resource) throw new Fault('USAGE', 'Must supply a resource ID with -r/--resource');
  return (await command.load())({ ...known, resource });
}

async function connect(context: Context): Promise<CibClient> {
  try {
    return await context.cib();
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    throw new Fault(error.rc.exit, `Could not connect to the CIB: ${error.rc.description}`);
  }
}

function find(
  { resource: id }: Request,
  command: Command,
  match: Match,
  search: (id: string, match: Match) => Resource | undefined,
): Resource | undefined {
  if (id === undefined) return undefined;
  const found = search(id, match);
  if (!found) throw missing(`Resource '${id}'`);
  if (command.whole && found.parent?.kind === 'clone' && id.includes(':')) {
    throw new Fault('INVALID_PARAM', `Cannot operate on clone resource instance '${id}'`);
  }
  return found;
}
