import type { Finding } from '../schema/finding.js';
import type { Version } from '../schema/versions.js';
import type { Element } from '../xml/element.js';
import { ReferenceIndex } from './index.js';

export interface ReferenceReport {
  /** Elements whose id another one has had before them. */
  readonly duplicates: readonly Finding[];
  /** Attributes that name an id nobody has. */
  readonly unresolved: readonly Finding[];
}

/** Are ids unique, and do references resolve, in the configuration of a whole CIB? */
export function checkReferences(root: Element, version: Version): ReferenceReport {
  const index = ReferenceIndex.of(root, version);
  return { duplicates: inOrder(index.duplicates()), unresolved: inOrder(index.unresolved()) };
}

/** By line; those made in memory (line 0) keep their order. */
function inOrder(findings: Finding[]): Finding[] {
  return findings.sort((a, b) => a.line - b.line);
}
