import { type Comment, Element, type Node } from '../xml/element.js';
import { serialize } from '../xml/serialize.js';
import {
  type AttributeChange,
  type Change,
  type Create,
  type Patchset,
  readPatchset,
  type VersionTriple,
} from './patchset.js';

const UNKNOWN: VersionTriple = [0, 0, 0];

/**
 * A patchset as people read it, the lines that `crm_shadow --diff` and the logs show. Values of
 * attributes that an element lists as `hidden` are masked.
 * @throws CibError what `readPatchset` throws
 */
export function describePatchset(patch: Patchset | Element): string[] {
  const {
    source = UNKNOWN,
    target = UNKNOWN,
    digest,
    changes,
  } = patch instanceof Element ? readPatchset(patch) : patch;
  const lines: string[] = [];
  const [from, to] = [source.join('.'), target.join('.')];
  if (from !== to) lines.push(`Diff: --- ${from} 2`, `Diff: +++ ${to} ${digest ?? '(no digest)'}`);
  else if (to !== UNKNOWN.join('.')) lines.push(`Local-only Change: ${to}`);
  for (const change of changes) lines.push(...describeChange(change));
  return lines;
}

function describeChange(change: Change): string[] {
  const { path } = change;
  switch (change.operation) {
    case 'create':
      return describeCreate(change);
    case 'modify':
      return describeAttributes(path, change.attributes);
    case 'move':
      return [`+~ ${path} moved to offset ${change.position}`];
    case 'delete':
      return [change.position === undefined ? `-- ${path}` : `-- ${path} (${change.position})`];
  }
}

function describeAttributes(path: string, changes: readonly AttributeChange[]): string[] {
  const set = changes.filter(({ value }) => value !== undefined).map(({ name, value }) => `@${name}=${value}`);
  const gone = changes.filter(({ value }) => value === undefined).map(({ name }) => `@${name}`);
  const lines: string[] = [];
  if (set.length > 0) lines.push(`+  ${path}:  ${set.join(', ')}`);
  if (gone.length > 0) lines.push(`-- ${path}:  ${gone.join(', ')}`);
  return lines;
}

/** The path stands before the first line only; the others are indented as far. */
function describeCreate({ path, node }: Create): string[] {
  if (node.kind === 'comment') return [comment(node, 0)];
  const first = `++ ${path}:  ${openTag(node)}/>`;
  if (node.children.length === 0) return [first];
  const lines = [first];
  const prefix = '++'.padEnd(path.length + 6);
  for (const child of node.children) addNode(child, prefix, 1, lines);
  lines.push(`${prefix}</${node.name}>`);
  return lines;
}

function addNode(node: Node, prefix: string, depth: number, lines: string[]): void {
  if (node.kind === 'text') return;
  if (node.kind === 'comment') {
    lines.push(comment(node, depth));
    return;
  }
  const indent = '  '.repeat(depth);
  lines.push(`${prefix}${indent}${openTag(node)}${node.children.length > 0 ? '>' : '/>'}`);
  if (node.children.length === 0) return;
  for (const child of node.children) addNode(child, prefix, depth + 1, lines);
  lines.push(`${prefix}${indent}</${node.name}>`);
}

const comment = ({ text }: Comment, depth: number): string => `${'  '.repeat(depth)}<!--${text}-->`;

/** `<name attributes`, as serialized. */
function openTag(element: Element): string {
  const copy = element.cloneShallow();
  const hidden = element.get('hidden')?.split(',') ?? [];
  for (const name of hidden) if (copy.has(name)) copy.set(name, '*****');
  return serialize(copy).slice(0, -2);
}
