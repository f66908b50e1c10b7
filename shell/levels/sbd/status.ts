import { list, maybe, object, oneOf, text } from '../../answer/shape.js';
import { nothing } from '../../grammar/argument.js';
import { command, type Outcome } from '../../level.js';
import { nodeError, onEach } from '../../remote/fanout.js';
import { hostOf, type SbdState, sbdState } from './state.js';

/** SBD on a node. */
interface NodeSbd {
  readonly node: string;
  readonly active: string;
  readonly enabled: string;
  readonly since?: string;
  /** What feeds on the watchdog, if SBD does. */
  readonly watchdog?: { readonly device: string; readonly driver: string; readonly threshold: string };
}

interface Status {
  readonly type: 'disk' | 'watchdog';
  readonly devices: readonly string[];
  readonly nodes: readonly NodeSbd[];
}

const BUSY = /\[\d+\] (\/dev\/\S+)\nIdentity: Busy: .*sbd.*\nDriver: (.*)/;

async function nodeStatus(state: SbdState, node: string): Promise<NodeSbd> {
  const { services, runner } = state;
  const host = hostOf(state, node);
  const { active, enabled } = await services.state(host, 'sbd');
  const property = active === 'active' ? 'ActiveEnterTimestamp' : 'ActiveExitTimestamp';
  const since = await runner.run(host, ['systemctl', 'show', 'sbd.service', `--property=${property}`, '--value']);
  const [, device, driver] = BUSY.exec((await runner.run(host, ['sbd', 'query-watchdog'])).stdout) ?? [];
  const threshold = (await runner.read(host, '/proc/sys/kernel/watchdog_thresh'))?.toString().trim() ?? 'N/A';
  return {
    node,
    active,
    enabled,
    ...(since.status === 0 && since.stdout.trim() !== '' ? { since: since.stdout.trim() } : {}),
    ...(device !== undefined && driver !== undefined ? { watchdog: { device, driver, threshold } } : {}),
  };
}

export const STATUS = command({
  name: 'status',
  summary: 'Show the state of SBD on the nodes',
  grammar: nothing,
  output: object({
    type: oneOf(['disk', 'watchdog']),
    devices: list('device', text()),
    nodes: list(
      'node',
      object({
        node: text(),
        active: text(),
        enabled: text(),
        since: maybe(text()),
        watchdog: maybe(object({ device: text(), driver: text(), threshold: text('Seconds, of the kernel') })),
      }),
    ),
  }),
  async run(_, session): Promise<Outcome<Status>> {
    const state = await sbdState(session);
    const results = await onEach(state.nodes, (node) => nodeStatus(state, node));
    return {
      value: {
        type: state.devices.length > 0 ? 'disk' : 'watchdog',
        devices: state.devices,
        nodes: results.flatMap((result) => (result.ok ? [result.value] : [])),
      },
      messages: results.flatMap((result) =>
        result.ok ? [] : [{ level: 'error' as const, text: nodeError(result.node, result.error) }],
      ),
      failed: results.some(({ ok }) => !ok),
    };
  },
  render: {
    text({ type, nodes }: Status) {
      const services = nodes.map(({ node, active, enabled, since = 'N/A' }) => [
        node,
        active === 'active' ? 'YES' : 'NO',
        enabled === 'enabled' ? 'YES' : 'NO',
        `${active === 'active' ? 'active' : 'disactive'} since: ${since}`,
      ]);
      const watchdogs = nodes.map(({ node, watchdog }) =>
        watchdog ? [node, watchdog.device, watchdog.driver, watchdog.threshold] : [node, 'N/A', 'N/A', 'N/A'],
      );
      return [
        `# Type of SBD:\n${type === 'disk' ? 'Disk-based' : 'Diskless'} SBD configured\n`,
        `# Status of sbd.service:\n${rows([['Node', 'Active', 'Enabled', 'Since'], ...services])}`,
        `# Watchdog info:\n${rows([['Node', 'Device', 'Driver', 'Kernel Timeout'], ...watchdogs])}`,
      ]
        .map((part) => `${part}\n`)
        .join('');
    },
  },
});

/** Columns as wide as their widest cell and two blanks, the last as it is. */
function rows(cells: readonly (readonly string[])[]): string {
  const widths = (cells[0] ?? []).map((_, at) => Math.max(...cells.map((row) => (row[at] ?? '').length)) + 2);
  return cells
    .map((row) => `${row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join('|')}\n`)
    .join('');
}
