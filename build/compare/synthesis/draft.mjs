/** A CIB being made up: its dice, its ids, and what it has so far that something else may refer to. */
export class Draft {
  /** Cluster nodes and remote nodes: {id, uname, type}. */
  nodes = [];
  /** Names of guest and remote nodes that resources bring. */
  hosted = [];
  /** Ids of all that can be constrained, and of parts of it. */
  resources = [];
  /** Of these, the ones that are in no other. */
  top = [];
  primitives = [];
  templates = [];
  fencing = [];
  tags = [];
  tickets = ['T1', 'T2'];
  counts = new Map();

  constructor(dice, Element) {
    this.dice = dice;
    this.Element = Element;
  }

  /** An element; attributes that are undefined are left out. */
  element(name, attributes = {}, children = []) {
    const made = new this.Element(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.set(key, String(value));
    for (const child of children) if (child !== undefined) made.append(child);
    return made;
  }

  id(prefix) {
    const number = (this.counts.get(prefix) ?? 0) + 1;
    this.counts.set(prefix, number);
    return `${prefix}${number}`;
  }

  /** A block of names and values, or nothing if there are none; now and then with a rule or a score. */
  block(name, pairs, rule) {
    const entries = Object.entries(pairs);
    if (entries.length === 0) return undefined;
    const id = this.id('block-');
    const score = this.dice.chance(0.1) ? this.dice.pick(['1', '10', 'INFINITY']) : undefined;
    return this.element(name, { id, score }, [
      rule,
      ...entries.map(([key, value], i) => this.element('nvpair', { id: `${id}-${i}`, name: key, value })),
    ]);
  }

  /** Settings of a table, each with some probability. */
  settings(table, probability) {
    const taken = {};
    for (const [name, values] of Object.entries(table)) {
      if (this.dice.chance(probability)) taken[name] = this.dice.pick(values);
    }
    return taken;
  }

  /** Maybe the value. */
  maybe(probability, value) {
    return this.dice.chance(probability) ? value() : undefined;
  }
}
