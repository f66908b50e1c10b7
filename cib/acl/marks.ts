import type { Element } from '../xml/element.js';
import { selectElements } from '../xpath/select.js';
import type { Acl, Kind } from './acl.js';

export type Access = 'read' | 'write';

/** Why access is refused; it is part of what the trace says. */
export type Refusal = 'Lack of ' | 'Parent ' | 'Default ' | '';

/** Which elements the permissions of an ACL name, and so what may be done where. */
export class Marks {
  private readonly kinds = new Map<Element, Set<Kind>>();
  private readonly empty: boolean;

  constructor(root: Element, acl: Acl) {
    this.empty = acl.permissions.length === 0;
    this.refresh(root, acl);
  }

  /** Match again, after the tree grew. What was marked before stays marked. */
  refresh(root: Element, acl: Acl): void {
    for (const { kind, xpath } of acl.permissions) {
      for (const match of selectElements(root, xpath)) {
        const kinds = this.kinds.get(match) ?? new Set();
        this.kinds.set(match, kinds.add(kind));
      }
    }
  }

  /** What a permission says of this very element; undefined if none names it. Deny outweighs all. */
  own(element: Element): Kind | undefined {
    const kinds = this.kinds.get(element);
    if (!kinds) return undefined;
    if (kinds.has('deny')) return 'deny';
    return kinds.has('write') ? 'write' : 'read';
  }

  /**
   * Undefined if access is granted. The nearest element upwards that a permission names decides;
   * one that grants only reading decides nothing about writing.
   */
  refusal(element: Element, access: Access): Refusal | undefined {
    if (this.empty) return 'Lack of ';
    for (let at: Element | null = element; at; at = at.parent) {
      const kind = this.own(at);
      if (kind === 'write' || (kind === 'read' && access === 'read')) return undefined;
      if (kind === 'deny') return at === element ? '' : 'Parent ';
    }
    return 'Default ';
  }

  may(element: Element, access: Access): boolean {
    return this.refusal(element, access) === undefined;
  }
}
