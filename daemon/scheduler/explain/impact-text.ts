import type { Impact, NodeEffect, ResourceEffect } from './impact.js';

/** An impact as lines: nodes first, then what is interrupted, then the rest. */
export function impactText(impact: Impact): string {
  const { resources, nodes, averted } = impact;
  const lines = [
    ...nodes.map(nodeText),
    ...resources.filter(({ interrupts }) => interrupts).map((each) => `${effectText(each)} (interrupted)`),
    ...resources.filter(({ interrupts }) => !interrupts).map(effectText),
  ];
  const others = [...averted.nodes.map(nodeText), ...averted.resources.map(effectText)];
  if (lines.length === 0) lines.push('Nothing would be done.');
  else lines.unshift('What would be done:');
  if (others.length > 0) lines.push('What would be done now, and then would not:', ...others);
  return `${lines.join('\n')}\n`;
}

function effectText({ resource, effect, from, to, reason, blocked }: ResourceEffect): string {
  const there = to === undefined || to === from ? '' : ` ${effect === 'start' ? 'on' : 'to'} ${to}`;
  const here = from === undefined ? '' : effect === 'move' || effect === 'migrate' ? ` from ${from}` : ` on ${from}`;
  const why = reason === undefined ? '' : `, because of ${reason}`;
  return `  ${effect} ${resource}${here}${there}${why}${blocked ? ' (but it cannot be done)' : ''}`;
}

const nodeText = ({ node, effect, reason }: NodeEffect): string =>
  `  ${effect} node ${node}${reason === undefined ? '' : `, because: ${reason}`}`;
