import type { Outcome } from '../command/command.js';
import type { CibJob, ClusterJob, Job, ResourceJob } from './job.js';
import type { Match } from './lookup.js';
import type { CommandName } from './request.js';

/** What a command ends with, if it is not success. */
export type Exit = Outcome<never>['exit'];
type Run<J extends Job> = (job: J) => Promise<Exit> | Exit;

interface Needs {
  /** The node, or the resource, must be named (unless an agent is described in its place). */
  readonly node?: boolean;
  readonly named?: boolean;
  /** One instance of a clone cannot be meant. */
  readonly whole?: boolean;
  /** The controller does it. */
  readonly controller?: boolean;
}

/** How a command is carried out: what it needs to see, and what does it. */
export type Command = Needs &
  (
    | { readonly sees: 'nothing'; readonly load: () => Promise<Run<Job>> }
    | { readonly sees: 'cib'; readonly load: () => Promise<Run<CibJob>> }
    | { readonly sees: 'cluster'; readonly match?: Match; readonly load: () => Promise<Run<ClusterJob>> }
    | { readonly sees: 'resource'; readonly match: Match; readonly load: () => Promise<Run<ResourceJob>> }
  );

const agents = () => import('./agents/list.js');
const nothing = (load: () => Promise<Run<Job>>): Command => ({ sees: 'nothing', load });
const cluster = (load: () => Promise<Run<ClusterJob>>, more: Needs & { match?: Match } = {}): Command => ({
  sees: 'cluster',
  load,
  ...more,
});
const resource = (match: Match, load: () => Promise<Run<ResourceJob>>, more: Needs = {}): Command => ({
  sees: 'resource',
  match,
  load,
  named: true,
  ...more,
});

export const TABLE: Readonly<Record<CommandName, Command>> = {
  ban: resource('anonymous', async () => (await import('./locations/ban.js')).banCommand, { whole: true }),
  cleanup: cluster(async () => (await import('./history/cleanup.js')).cleanup, {
    match: 'anonymous',
    controller: true,
  }),
  clear: cluster(async () => (await import('./locations/clear.js')).clearCommand, {
    match: 'anonymous',
    named: true,
    whole: true,
  }),
  constraints: resource('anonymous', async () => (await import('./constraints/constraints.js')).showConstraints),
  'list-cts': cluster(async () => (await import('./list/cts.js')).listForTests),
  delete: { sees: 'cib', named: true, load: async () => (await import('./configuration/delete.js')).deleteResource },
  'delete-parameter': resource('basename', async () => (await import('./attributes/delete.js')).deleteCommand),
  digests: resource('anonymous', async () => (await import('./digests/digests.js')).showDigests, { node: true }),
  execute: resource('anonymous', async () => (await import('./agents/execute.js')).executeResource),
  fail: resource('history', async () => (await import('./history/fail.js')).fail, { node: true, controller: true }),
  'get-parameter': resource('basename', async () => (await import('./attributes/get.js')).getAttribute),
  'list-operations': cluster(async () => (await import('./operations/operations.js')).listOperations),
  'list-agents': nothing(async () => (await agents()).listAgents),
  'list-all-operations': cluster(async () => (await import('./operations/operations.js')).listOperations),
  'list-ocf-alternatives': nothing(async () => (await agents()).listAlternatives),
  'list-raw': cluster(async () => (await import('./list/names.js')).listNames),
  'list-options': nothing(async () => (await import('./list/options.js')).listOptions),
  'list-ocf-providers': nothing(async () => (await agents()).listProviders),
  list: cluster(async () => (await import('./list/list.js')).listResources),
  'list-standards': nothing(async () => (await agents()).listStandards),
  locate: resource('anonymous', async () => (await import('./locations/locate.js')).locate),
  'show-metadata': nothing(async () => (await import('./agents/metadata.js')).showMetadata),
  move: resource('anonymous', async () => (await import('./locations/move.js')).moveCommand, { whole: true }),
  'query-xml': resource('basename', async () => (await import('./configuration/query.js')).queryXml),
  'query-xml-raw': resource('basename', async () => (await import('./configuration/query.js')).queryXml),
  refresh: cluster(async () => (await import('./history/refresh.js')).refresh, {
    match: 'anonymous',
    controller: true,
  }),
  restart: resource('anonymous', async () => (await import('./restart/restart.js')).restart, { whole: true }),
  'set-parameter': resource('basename', async () => (await import('./attributes/set.js')).setCommand),
  wait: { sees: 'cib', load: async () => (await import('./restart/wait.js')).waitUntilStable },
  why: cluster(async () => (await import('./why/why.js')).why, { match: 'anonymous' }),
};
