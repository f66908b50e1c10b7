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
  /** Ids of blocks by the names of their elements, for references. */
  blocks = new Map();

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
    if (this.blocks.has(name) && !rule && this.dice.chance(0.04)) {
      return this.element(name, { 'id-ref': this.dice.pick(this.blocks.get(name)) });
    }
    this.blocks.set(name, [...(this.blocks.get(name) ?? []), id]);
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
      if (this.dice.chance(this.theme.has(name) ? 0.45 : probability)) taken[name] = this.dice.pick(values);
    }
    return taken;
  }

  /** Maybe the value. */
  maybe(probability, value) {
    return this.dice.chance(probability) ? value() : undefined;
  }
}
