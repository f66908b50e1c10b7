import type { Node } from '../xml/element.js';
import { serialize } from '../xml/serialize.js';
import type { UpgradeStep } from './step.js';

/** Syslog severities, as the tools' verbosity counts them. */
const SEVERITY = { error: 3, warning: 4, info: 6, debug: 7 } as const;

/** A step as it goes to the log: the function it stands under, its level and its text. */
export interface LogLine {
  readonly origin: string;
  readonly level: 'error' | 'warning' | 'info' | 'debug';
  readonly text: string;
}

export function logLines(step: UpgradeStep): LogLine[] {
  const { level } = step;
  switch (step.kind) {
    case 'progress':
      return [{ origin: step.origin, level, text: step.text }];
    case 'change':
      return [{ origin: 'cib_upgrade_err', level, text: `CIB upgrade: ${step.text}` }];
    case 'invalid':
      return [{ origin: 'xml_log', level, text: step.finding.message }];
    case 'rejected':
      return dump(step.root).map((text) => ({ origin: 'apply_upgrade', level, text }));
    case 'finding':
      return [{ origin: 'pcmk__warn_if_schema_deprecated', level, text: step.text }];
    case 'notice':
      return [];
  }
}

/** A line a node, elements with what they are in front, comments without. */
function dump(node: Node, depth = 1): string[] {
  const indent = '  '.repeat(depth);
  if (node.kind !== 'element') return [indent + serialize(node)];
  const line = (text: string): string => `bad-transform-result ${indent}${text}`;
  const tag = serialize(node.cloneShallow());
  if (node.children.length === 0) return [line(tag)];
  const inside = node.children.flatMap((child) => dump(child, depth + 1));
  return [line(tag.replace(/\/>$/, '>')), ...inside, line(`</${node.name}>`)];
}

/**
 * What a tool writes on standard error for a step where changes do not go to the log; nothing for
 * most. A change is shown up to four severities past the tool's threshold, with its level in front;
 * where its text is held back its line stays, empty.
 * @param threshold least severe level that the tool shows, as a syslog number: 3 is "error"
 */
export function directText(step: UpgradeStep, threshold: number): string {
  if (step.kind === 'notice') return `${step.text}\n`;
  if (step.kind !== 'change') return '';
  return SEVERITY[step.level] <= threshold + 4 ? `${step.label}${step.text}\n` : '\n';
}
