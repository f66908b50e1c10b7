import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseXml } from '../../../cib/xml/parse.js';
import { serializePretty } from '../../../cib/xml/serialize.js';
import { dotGraph } from '../../../daemon/scheduler/serialise/dot.js';
import { graphXml } from '../../../daemon/scheduler/serialise/graph-xml.js';
import type { Context } from '../../../tools/command/context.js';
import { prepare } from '../../../tools/simulation/input.js';
import { simulate, type Wish } from '../../../tools/simulation/simulate.js';
import { simulationText } from '../../../tools/simulation/text.js';
import { statusText } from '../../../tools/status/text/status.js';

/** Pacemaker's own scheduler cases: inputs and what it prints for them. */
export interface Suite {
  readonly folder: string;
  readonly names: readonly string[];
  /** Extra arguments that some cases take. */
  readonly args: Readonly<Record<string, readonly string[]>>;
}

export const OUTPUTS = ['summary', 'scores', 'dot', 'exp', 'stderr'] as const;
export type Output = (typeof OUTPUTS)[number];

/** The suite beside the repository, if it is there. */
export function findSuite(root: string): Suite | undefined {
  const folder = join(root, '..', 'shared', 'conformance', 'scheduler');
  if (!existsSync(join(folder, 'cases.txt'))) return undefined;
  const names = readFileSync(join(folder, 'cases.txt'), 'utf8')
    .split(/\s+/)
    .filter((name) => name !== '');
  return { folder, names, args: JSON.parse(readFileSync(join(folder, 'args.json'), 'utf8')).args };
}

/** White space does not count, nor do the order of scores and of lines in a drawing, nor the peer's version. */
export function comparable(output: Output, text: string): string[] {
  let lines = text.split('\n');
  if (output === 'exp') lines = lines.map((line) => line.replace(/crm_feature_set="[^"]*"|batch-limit="[0-9]*"/g, ''));
  lines = lines.map((line) => line.replace(/\s+/g, '')).filter((line) => line !== '');
  if (output === 'scores') return lines.sort();
  if (output !== 'dot' || lines.length < 3) return lines;
  return [lines[0] as string, ...[...new Set(lines.slice(1, -1))].sort(), lines.at(-1) as string];
}

export function expected({ folder }: Suite, name: string, output: Output): string[] {
  const file = join(folder, output, `${name}.${output}`);
  return comparable(output, existsSync(file) ? readFileSync(file, 'utf8') : '');
}

export const NO_INJECTIONS: Wish['injections'] = {
  nodesUp: [],
  nodesDown: [],
  nodesFailed: [],
  ticketsGranted: [],
  ticketsRevoked: [],
  ticketsStandby: [],
  ticketsActive: [],
  operations: [],
};

/** What we print for a case. */
export async function produced({ folder, args }: Suite, name: string): Promise<Record<Output, string>> {
  let stderr = '';
  const context = {
    program: 'crm_simulate',
    env: {},
    verbosity: 0,
    warn: (text: string) => {
      stderr += text;
    },
    log() {},
  } as unknown as Context;
  const input = await prepare(parseXml(readFileSync(join(folder, 'xml', `${name}.xml`), 'utf8')), context);
  const wish: Wish = {
    quiet: false,
    process: true,
    execute: true,
    scores: true,
    utilization: false,
    sanitized: true,
    sections: [],
    date: args[name]?.[1],
    injections: NO_INJECTIONS,
    failures: [],
  };
  let dot = '';
  let exp = '';
  const { parts } = simulate(input, wish, {
    now: new Date(),
    problem: (text) => {
      stderr += `${text}\n`;
    },
    log() {},
    show: (cluster, view) => ({ text: statusText(cluster, view) }),
    decided(cluster, graph) {
      dot = dotGraph(cluster);
      exp = serializePretty(graphXml(cluster, graph));
    },
  });
  // The peer is run twice, since scores and summary cannot be had apart otherwise
  const scores = simulationText({ parts: parts.filter(({ kind }) => kind === 'scores'), fancy: false });
  const summary = stderr + simulationText({ parts: parts.filter(({ kind }) => kind !== 'scores'), fancy: true });
  return { summary, scores, dot, exp, stderr };
}
