import type { Consequence } from './audit.js';

/** A line for what fails, and one for each consequence. */
export function consequenceText({ failure, down, fewer, unpromoted, moved, fenced }: Consequence): string {
  const what =
    failure.kind === 'node' ? `node ${failure.node} fails` : `resource ${failure.resource} fails on ${failure.node}`;
  const lines = [
    ...down.map((resource) => `  ${resource} goes down`),
    ...unpromoted.map((resource) => `  ${resource} is promoted nowhere`),
    ...fewer.map(({ resource, before, after }) => `  ${resource} has ${after} of ${before} instances`),
    ...moved.map(({ resource, from, to }) => `  ${resource} moves from ${from.join(', ')} to ${to.join(', ')}`),
    ...fenced.map((node) => `  ${node} is fenced`),
  ];
  return `${[`If ${what}:`, ...(lines.length > 0 ? lines : ['  nothing is lost or moved'])].join('\n')}\n`;
}

/** What it all comes to. */
export function auditSummary(consequences: readonly Consequence[]): string {
  const harmful = consequences.filter(({ down, unpromoted }) => down.length > 0 || unpromoted.length > 0);
  const count = `${consequences.length} ${consequences.length === 1 ? 'failure' : 'failures'} simulated`;
  if (harmful.length === 0) return `${count}: no single one of them would bring a resource down.\n`;
  return `${count}: ${harmful.length} of them would bring resources down.\n`;
}
