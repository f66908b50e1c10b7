import { isStatus, type ReferenceIndex } from '../references/index.js';
import type { Element } from '../xml/element.js';
import type { Finding } from './finding.js';
import type { Validator } from './validate.js';

/** An element in its new state, of which something changed. One that is no longer in the tree does not count. */
export interface Change {
  readonly element: Element;
  /**
   * True if the element is new, or anything below it changed that no other change tells of. Otherwise
   * its attributes changed, or it lost children, or they changed places.
   */
  readonly deep?: boolean;
}

/**
 * Validate changes to a CIB that was valid before them, without looking at the rest of it. The index
 * must already have taken the changes in. A change of `validate-with` is a deep change of the root.
 *
 * Why that says the same as validating the whole: the schema makes two kinds of demands. References
 * and unique ids cross the document; the index keeps count of them. Everything else is about an
 * element's attributes and children, and at the third level the grammar repeats: every section
 * (crm_config, resources, constraints …) is any number of members in any order, none of which cares
 * about the others. So a member that did not change is as valid as it was, and a section is valid
 * whatever valid members it has: unchanged ones need not be there. A changed member is kept whole,
 * since inside it order and number do matter. The three levels above are kept with their attributes,
 * and with which sections there are. The status may contain anything, but there may not be two of it.
 */
export function validatePartial(
  validator: Validator,
  references: ReferenceIndex | undefined,
  root: Element,
  changes: Iterable<Change>,
): Finding[] {
  const part = partialDocument(root, changes);
  const structural = part ? validator.validateStructure(part) : [];
  if (structural.length > 0 || !references || references.sound) return structural;
  return [...references.duplicates(), ...references.unresolved()];
}

/**
 * The smallest document that is structurally valid if and only if the changed CIB is; undefined if
 * nothing changed that the schema says anything about. Shares the kept elements with the tree: it is
 * for reading only, and their parents are still those in the tree.
 */
export function partialDocument(root: Element, changes: Iterable<Change>): Element | undefined {
  const whole = new Set<Element>();
  const members = new Map<Element, Set<Element>>();
  let constrained = false;
  for (const { element, deep = false } of changes) {
    const [origin, top, section, member] = lineage(element);
    if (origin !== root || (section && isStatus(section))) continue;
    constrained = true;
    if (member && section) members.set(section, (members.get(section) ?? new Set()).add(member));
    else if (deep && !top) return root;
    else if (deep) whole.add(element);
  }
  if (!constrained) return undefined;

  return shell(root, (top) => {
    if (top.name === 'status') return top.cloneShallow();
    if (whole.has(top)) return top;
    return shell(top, (section) => {
      if (whole.has(section)) return section;
      const copy = section.cloneShallow();
      copy.children.push(...(members.get(section) ?? []));
      return copy;
    });
  });
}

/** A copy with the same attributes, and each child element replaced. */
function shell(element: Element, replace: (child: Element) => Element): Element {
  const copy = element.cloneShallow();
  for (const child of element.children) copy.children.push(child.kind === 'element' ? replace(child) : child);
  return copy;
}

/** From the root down to the element, itself included. */
function lineage(element: Element): Element[] {
  const line: Element[] = [];
  for (let at: Element | null = element; at; at = at.parent) line.unshift(at);
  return line;
}
