/** Elements of a CIB by name, and how to change them. */
export class Patient {
  count = 0;

  constructor(root, dice, Element) {
    this.root = root;
    this.dice = dice;
    this.Element = Element;
    this.config = root.child('configuration');
    this.status = root.child('status') ?? root.append(new Element('status'));
  }

  all(...names) {
    return [...this.root.walk()].filter(({ name }) => names.includes(name));
  }

  /** One of the elements with such a name, if there is any. */
  one(...names) {
    return this.dice.pick(this.all(...names));
  }

  id() {
    return `damage-${++this.count}`;
  }

  section(name, parent = this.config) {
    return parent.child(name) ?? parent.append(new this.Element(name));
  }

  /** Set a pair in a block of an element. */
  pair(owner, blockName, name, value) {
    const blocks = owner.elements(blockName).filter((block) => !block.has('id-ref'));
    for (const block of blocks) {
      const pair = block.elements('nvpair').find((candidate) => candidate.get('name') === name);
      if (pair) return pair.set('value', value);
    }
    let home = this.dice.pick(blocks);
    if (!home) home = owner.insert(new this.Element(blockName, { id: this.id() }), 0);
    return home.append(new this.Element('nvpair', { id: this.id(), name, value }));
  }

  transient(state, name, value) {
    const transient =
      state.child('transient_attributes') ??
      state.append(new this.Element('transient_attributes', { id: state.id ?? 'x' }));
    return this.pair(transient, 'instance_attributes', name, value);
  }

  /** Ids in a copied element are made new. */
  renamed(element) {
    for (const part of element.walk())
      if (part.has('id') && !/^(?:resource_ref|obj_ref|role|acl_)/.test(part.name)) part.set('id', this.id());
    return element;
  }
}

export const RESOURCES = ['primitive', 'group', 'clone', 'bundle'];
