import { createHash } from 'node:crypto';
import { CibError } from '../../../cib/result/error.js';
import { list, maybe, object, oneOf, text } from '../../answer/shape.js';
import { configurationFile } from '../../corosync/file.js';
import { oneOf as oneWordOf } from '../../grammar/expectation.js';
import { type OptionTable, optionsHelp, withOptions } from '../../grammar/options.js';
import { command, type Outcome } from '../../level.js';
import { onEach } from '../../remote/fanout.js';
import { clusterNodes } from '../../remote/members.js';
import type { Runner } from '../../remote/runner.js';
import { type Services, servicesBy } from '../../remote/services.js';
import type { Session } from '../../session.js';
import { runTool } from '../../tool.js';

/** Something that was looked at. */
interface Check {
  /** Undefined: the cluster as a whole. */
  readonly node?: string;
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'error';
  readonly text: string;
}

const OPTIONS = {
  local: { flags: ['-l', '--local'], summary: 'this node only' },
  fix: { flags: ['-f', '--fix'], summary: 'put right what can be' },
} as const satisfies OptionTable;

const COMPONENTS = ['hawk2', 'sbd', 'sles16'];

/** Per cent of a disk that may be in use. */
const FULL = 90;

export const HEALTH = command({
  name: 'health',
  summary: 'Check the cluster',
  help: `Whether nodes can be reached, the services run and start with the system, disks have room, the nodes have the same configuration of corosync, and the configuration of the cluster is sound. It fails if anything is wrong.\n\n${optionsHelp(OPTIONS)}`,
  examples: ['health', 'health --local'],
  grammar: withOptions(OPTIONS, oneWordOf('<component>', COMPONENTS)),
  async run({ options, words }, session): Promise<Outcome<Check[]>> {
    const [component] = words;
    if (component !== undefined) {
      throw new CibError(
        'ENOTSUP',
        `the health of ${component} is not checked here: leave out the name for the cluster's`,
      );
    }
    const runner = await session.runner();
    const services = servicesBy(runner);
    const nodes = options.local ? [session.host] : await clusterNodes(session);
    const results = await onEach(nodes, (node) => examine(session, runner, services, node, options.fix));
    const checks = results.flatMap((result): Check[] =>
      result.ok
        ? result.value.checks
        : [
            {
              node: result.node,
              check: 'reachable',
              state: 'error',
              text: result.error.message.replace(`${result.node}: `, ''),
            },
          ],
    );
    const sums = new Map(results.flatMap((result) => (result.ok ? [[result.node, result.value.sum] as const] : [])));
    const value = [...checks, ...sameEverywhere(sums, configurationFile(session.env)), await soundness(session)];
    return { value, failed: value.some(({ state }) => state === 'error') };
  },
  output: list(
    'check',
    object({
      node: maybe(text('Absent for the cluster as a whole')),
      check: text(),
      state: oneOf(['ok', 'warning', 'error']),
      text: text(),
    }),
  ),
  render: {
    text: (checks: readonly Check[], { console }) =>
      checks
        .map(({ node, state, text }) => {
          const mark = console.paint.state[state === 'warning' ? 'warn' : state];
          return `${mark(state.toUpperCase().padEnd(7))} ${node ?? 'cluster'}: ${text}\n`;
        })
        .join(''),
  },
});

interface Examined {
  readonly checks: Check[];
  /** Digest of its corosync.conf; undefined if it has none. */
  readonly sum: string | undefined;
}

async function examine(
  session: Session,
  runner: Runner,
  services: Services,
  node: string,
  fix: boolean,
): Promise<Examined> {
  const host = node === session.host ? undefined : node;
  const checks: Check[] = [];
  for (const service of ['corosync', 'pacemaker']) {
    const { active, enabled } = await services.state(host, service);
    const running = active === 'active';
    checks.push({ node, check: service, state: running ? 'ok' : 'error', text: `${service} is ${active}` });
    // Corosync is started by pacemaker where that is enabled.
    if (service === 'corosync' || enabled === 'enabled' || active === 'unknown') continue;
    if (fix) await services.enable(host, service);
    const text = `${service} does not start with the system`;
    checks.push({ node, check: 'enabled', state: fix ? 'ok' : 'warning', text: fix ? `${text}: it does now` : text });
  }
  const { stdout } = await runner.run(host, ['df', '-P', '/', '/var']);
  const full = stdout.split('\n').flatMap((line) => {
    const [, used, place] = /\s(\d+)%\s+(\/\S*)$/.exec(line) ?? [];
    return used !== undefined && Number(used) >= FULL ? [`${place} is ${used} % full`] : [];
  });
  checks.push({
    node,
    check: 'disk',
    state: full.length > 0 ? 'warning' : 'ok',
    text: full.length > 0 ? [...new Set(full)].join(', ') : 'disks have room',
  });
  const content = await runner.read(host, configurationFile(session.env));
  return { checks, sum: content && createHash('sha1').update(content).digest('hex') };
}

function sameEverywhere(sums: ReadonlyMap<string, string | undefined>, path: string): Check[] {
  if (sums.size < 2) return [];
  const same = new Set(sums.values()).size === 1;
  const text = same ? `${path} is the same on all nodes` : `${path} differs between nodes: see \`corosync diff\``;
  return [{ check: 'corosync.conf', state: same ? 'ok' : 'error', text }];
}

async function soundness(session: Session): Promise<Check> {
  const { status, output, complaints } = await runTool(session, 'crm_verify', ['-L']);
  const said = (complaints || output).trim().split('\n')[0];
  if (status === 0) return { check: 'configuration', state: 'ok', text: 'the configuration is sound' };
  return { check: 'configuration', state: 'error', text: said || `crm_verify exited with status ${status}` };
}
