import { CibError } from '../result/error.js';
import type { Element, Node } from '../xml/element.js';

/**
 * Paths in patchsets: `/cib/configuration/nodes/node[@id='1']`. They look like XPath but are a plain
 * walk from the root, taking the first child of a name and, where an id is given, of that id. A
 * comment is named `comment`. Ids are not escaped: slashes and quotes may be in one, but not `']/`.
 */
export interface Step {
  readonly name: string;
  readonly id?: string;
}

const STEP = /\/([^/[\]]+)(?:\[@id='(.*?)'\])?(?=\/|$)/sy;

/** @throws CibError `bad_xml_patch` if the text is no such path */
export function parsePath(path: string): Step[] {
  const steps: Step[] = [];
  STEP.lastIndex = 0;
  for (let at = 0; at < path.length; at = STEP.lastIndex) {
    const match = STEP.exec(path);
    if (!match) throw new CibError('bad_xml_patch', `'${path}' is not a path a patchset can use`, { path });
    const [, name, id] = match as unknown as [string, string, string | undefined];
    steps.push(id === undefined ? { name } : { name, id });
  }
  if (steps.length === 0) throw new CibError('bad_xml_patch', 'a change has an empty path');
  return steps;
}

/** One step of a path, with its leading slash. */
export function formatStep(name: string, id: string | undefined): string {
  return id === undefined ? `/${name}` : `/${name}[@id='${id}']`;
}

/** Path of the last of a chain of elements that starts at the root. */
export function formatPath(chain: readonly Element[]): string {
  let path = '';
  for (const element of chain) path += formatStep(element.name, element.id);
  return path;
}

/** Whether a step may lead to a node (for the root: to this one). */
export function stepMatches(node: Node, step: Step): boolean {
  if (node.kind === 'element') return node.name === step.name && (step.id === undefined || node.id === step.id);
  return node.kind === 'comment' && step.name === 'comment' && step.id === undefined;
}
