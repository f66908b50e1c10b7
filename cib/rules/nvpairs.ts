import { parseScore } from '../number/score.js';
import { earliest } from '../time/arithmetic.js';
import type { DateTime } from '../time/date.js';
import type { Element, Node } from '../xml/element.js';
import type { RuleContext } from './context.js';
import { resolveReference } from './reference.js';
import { evaluateRule } from './rule.js';
import { passes } from './verdict.js';

export interface UnpackOptions {
  /** The block of this id comes before all others, whatever its score. */
  readonly firstId?: string;
  /** Blocks are read from the lowest score to the highest, each overwriting what is there. */
  readonly overwrite?: boolean;
  /** Values to start from; they are kept unless overwritten. */
  readonly values?: ReadonlyMap<string, string>;
}

export interface Unpacked {
  readonly values: Map<string, string>;
  /** The values are sure to hold until then; absent if no passing of time changes them. */
  readonly nextChange?: DateTime | undefined;
}

/**
 * The name-value pairs of an element's blocks (`instance_attributes`, `meta_attributes`, …) whose
 * rules hold, references resolved. For each name the block of the highest score counts; among
 * equal scores the one that stands last.
 */
export function unpackNvpairs(
  parent: Element,
  elementName: string,
  context: RuleContext,
  options: UnpackOptions = {},
): Unpacked {
  const values = new Map(options.values);
  return { values, nextChange: addNvpairs(values, parent, elementName, context, options) };
}

/** The same, into a table that is there. @returns the time of the next change */
export function addNvpairs(
  values: Map<string, string>,
  parent: Element,
  elementName: string,
  context: RuleContext,
  options: Omit<UnpackOptions, 'values'> = {},
): DateTime | undefined {
  let nextChange: DateTime | undefined;
  for (const block of sortedBlocks(parent, elementName, context, options)) {
    const rule = block.child('rule');
    if (rule) {
      const result = evaluateRule(rule, context);
      nextChange = earliest(nextChange, result.nextChange);
      if (!passes(result.verdict)) continue;
    }
    unpackBlock(block, values, context, options.overwrite === true);
  }
  return nextChange;
}

/** Blocks in the order they are read: the most important first, or last if each overwrites the others. */
function sortedBlocks(parent: Element, name: string, context: RuleContext, options: UnpackOptions): Element[] {
  const blocks: Element[] = [];
  const { children } = parent;
  for (let i = 0; i < children.length; i++) {
    const child = children[i] as Node;
    const block = child.kind === 'element' && child.name === name ? resolveReference(child, context) : undefined;
    if (block) blocks.push(block);
  }
  if (blocks.length < 2) return blocks;
  const ranks = new Map(
    blocks.map((block) => [block, block.id === options.firstId ? Infinity : scoreOf(block, context)]),
  );
  const direction = options.overwrite ? 1 : -1;
  // Sorting is stable, so that of equal blocks the later one is read first.
  return blocks.reverse().sort((a, b) => {
    const [left, right] = [ranks.get(a) as number, ranks.get(b) as number];
    return left === right ? 0 : direction * (left < right ? -1 : 1);
  });
}

function scoreOf(block: Element, { report }: RuleContext): number {
  const text = block.get('score');
  if (text === undefined) return 0;
  const score = parseScore(text);
  if (score !== undefined) return score;
  report?.({
    level: 'warning',
    source: 'pcmk__cmp_nvpair_blocks',
    message: `Using 0 as ${block.id} score because '${text}' is not a valid score: Bad input value provided`,
  });
  return 0;
}

const DEFAULT = '#default';

function unpackBlock(block: Element, values: Map<string, string>, context: RuleContext, overwrite: boolean): void {
  // Configurations of old kept the pairs in an element of their own.
  const [first] = block.children;
  const pairs = first?.kind === 'element' && first.name === 'attributes' ? first : block;
  const { children } = pairs;
  for (let i = 0; i < children.length; i++) {
    const child = children[i] as Node;
    if (child.kind !== 'element' || child.name !== 'nvpair') continue;
    const pair = resolveReference(child, context);
    const name = pair?.get('name');
    const value = pair?.get('value');
    if (name === undefined || value === undefined) continue;
    if (value.length === DEFAULT.length && value.toLowerCase() === DEFAULT) {
      context.report?.({ level: 'warning', source: 'unpack_nvpair', message: defaultIsDeprecated(name) });
      values.delete(name);
    } else if (overwrite || !values.has(name)) {
      values.set(name, value);
    }
  }
}

function defaultIsDeprecated(name: string): string {
  return (
    `Support for setting meta-attributes (such as ${name}) to the explicit value '#default' is ` +
    'deprecated and will be removed in a future release'
  );
}
