import type { ChangeSet } from '../document/editor.js';
import type { Element, Node } from '../xml/element.js';
import { pathOf } from '../xml/path.js';
import type { Acl } from './acl.js';
import { Marks } from './marks.js';

/** Hears of each decision; the name is that of the peer's function, by which people ask for it. */
export type Trace = (source: 'pcmk__check_acl' | 'pcmk__apply_creation_acl', text: string) => void;

/**
 * Judges a change by an ACL. Made before the change, since what a permission matches is decided by
 * the document as it was; what the change creates is matched afterwards.
 */
export class Enforcer {
  private readonly marks: Marks;

  constructor(
    private readonly root: Element,
    private readonly acl: Acl,
    private readonly trace: Trace = () => {},
  ) {
    this.marks = new Marks(root, acl);
  }

  /**
   * Is all of the change allowed? Every part is judged, so that the trace tells of each.
   * @returns the paths of what is refused, in document order of their kind: attributes, removals, creations
   */
  refused(changes: ChangeSet): string[] {
    const refused: string[] = [];
    for (const [element, before] of changes.modified) {
      for (const name of changedAttributes(element, before)) {
        // The peer tells of an attribute that goes as of the element it goes from.
        const suffix = element.has(name) ? `[@${name}]` : '';
        if (!this.check(element, element, suffix)) refused.push(`${pathOf(element)}[@${name}]`);
      }
    }
    for (const { node, parent } of changes.removed) {
      if (node.kind === 'element' && !this.checkRemoved(node, parent)) refused.push(`${pathOf(parent)}/${node.name}`);
    }
    this.marks.refresh(this.root, this.acl);
    for (const node of changes.created) this.creation(node, refused);
    return refused;
  }

  private check(element: Element, shown: Element, suffix = ''): boolean {
    const refusal = this.marks.refusal(element, 'write');
    if (refusal === undefined) return true;
    const path = `${pathOf(shown)}${suffix}`;
    this.trace('pcmk__check_acl', `${refusal}ACL denies user '${this.acl.user}' read/write access to ${path}`);
    return false;
  }

  /** What was taken out is judged where it was. */
  private checkRemoved(element: Element, parent: Element): boolean {
    const at = element.parent;
    element.parent = parent;
    try {
      return this.check(element, element);
    } finally {
      element.parent = at;
    }
  }

  private creation(node: Node, refused: string[]): void {
    if (node.kind !== 'element') return;
    const what = `<${node.name}>`;
    const id = `with id="${node.id ?? '<unset>'}"`;
    if (isScaffolding(node)) {
      this.trace('pcmk__apply_creation_acl', `Creation of ${what} scaffolding ${id} is implicitly allowed`);
    } else if (this.check(node, node)) {
      this.trace('pcmk__apply_creation_acl', `ACLs allow creation of ${what} ${id}`);
    } else {
      this.trace('pcmk__apply_creation_acl', `ACLs disallow creation of ${what} ${id}`);
      refused.push(pathOf(node));
      return;
    }
    for (const child of node.children) this.creation(child, refused);
  }
}

/** An element with nothing but an id says nothing by itself; only below `acls` even that counts. */
function isScaffolding(element: Element): boolean {
  if (element.attributeNames().some((name) => name !== 'id')) return false;
  for (let at = element.parent; at; at = at.parent) if (at.name === 'acls') return false;
  return true;
}

function changedAttributes(element: Element, before: readonly string[]): string[] {
  const old = new Map<string, string>();
  for (let i = 0; i < before.length; i += 2) old.set(before[i] as string, before[i + 1] as string);
  const changed = [...element.attributes()].filter(([name, value]) => old.get(name) !== value).map(([name]) => name);
  const removed = [...old.keys()].filter((name) => !element.has(name));
  return [...changed, ...removed];
}
