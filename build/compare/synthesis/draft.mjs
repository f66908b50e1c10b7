import { CLONE_META, META, OP_META, OPTIONS, TRANSIENT } from '../values.mjs';

const NAMES = [META, META, CLONE_META, OPTIONS, OP_META, TRANSIENT].flatMap((table) => Object.keys(table));

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
  /** Ids of pairs, for references. */
  pairs = [];
  /** Statuses have none. */
  references = true;
  operations = [];

  constructor(dice, Element) {
    this.dice = dice;
    this.Element = Element;
    // What is set often in this CIB, so that it meets with itself
    this.theme = new Set(dice.some(NAMES, 6));
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
      ...entries.map(([key, value], i) => this.pair(`${id}-${i}`, key, value)),
    ]);
  }

  /** Settings of a table, each with some probability. */
  settings(table, probability) {
    const taken = {};
    for (const [name, values] of Object.entries(table)) {
      if (this.dice.chance(this.theme.has(name) ? 0.45 : probability)) taken[name] = this.dice.pick(values);
    }
    return taken;
  }

  /** A name and a value, or a reference to another pair: the peer follows those, but not those to blocks of other resources. */
  pair(id, name, value) {
    if (this.references && this.pairs.length > 0 && this.dice.chance(0.02)) {
      return this.element('nvpair', { 'id-ref': this.dice.pick(this.pairs) });
    }
    this.pairs.push(id);
    return this.element('nvpair', { id, name, value });
  }

  /** Maybe the value. */
  maybe(probability, value) {
    return this.dice.chance(probability) ? value() : undefined;
  }
}
