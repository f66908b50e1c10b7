import type { Comment, Element, Node } from '../xml/element.js';
import type { Editor } from './editor.js';

/**
 * Make `target` like `model` by editing only what differs. A child is kept if the model has one of
 * its name and id, a comment if the model has it (whatever its case) at the same position.
 */
export function merge(editor: Editor, target: Element, model: Element): void {
  editor.setAttributes(target, model.flat);
  const partners = pair(target, model);
  const kept = new Set(partners.values());
  for (let i = target.children.length - 1; i >= 0; i--) {
    if (!kept.has(target.children[i] as Node)) editor.removeAt(target, i);
  }
  model.children.forEach((wanted, i) => {
    const partner = partners.get(wanted);
    if (!partner) {
      editor.insert(target, wanted.clone(), i);
      return;
    }
    if (target.children[i] !== partner) editor.move(partner, i);
    if (partner.kind === 'element') merge(editor, partner, wanted as Element);
    else if (partner.text !== (wanted as Comment).text) editor.setText(partner as Comment, (wanted as Comment).text);
  });
}

/** For children of the model, the child of the target that becomes them. */
function pair(target: Element, model: Element): Map<Node, Node> {
  const partners = new Map<Node, Node>();
  const wanted = new Map<string, Element[]>();
  for (const child of model.elements()) {
    const key = keyOf(child);
    const same = wanted.get(key);
    if (same) same.push(child);
    else wanted.set(key, [child]);
  }
  const taken = new Map<string, number>();
  target.children.forEach((child, i) => {
    if (child.kind === 'element') {
      const key = keyOf(child);
      const next = taken.get(key) ?? 0;
      const partner = wanted.get(key)?.[next];
      taken.set(key, next + 1);
      if (partner) partners.set(partner, child);
    } else if (child.kind === 'comment') {
      const partner = model.children[i];
      if (partner?.kind === 'comment' && partner.text.toLowerCase() === child.text.toLowerCase()) {
        partners.set(partner, child);
      }
    }
  });
  return partners;
}

/** No name holds a slash, so elements with and without an id have different keys. */
function keyOf({ name, id }: Element): string {
  return id === undefined ? name : `${name}/${id}`;
}
