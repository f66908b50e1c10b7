/** Chance that can be had again: the same seed gives the same throws. */
export class Dice {
  constructor(seed) {
    this.state = seed >>> 0;
    // Neighbouring seeds begin alike
    for (let i = 0; i < 3; i++) this.next();
  }

  /** A number from 0 up to 1 (mulberry32). */
  next = () => {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };

  chance(probability) {
    return this.next() < probability;
  }

  between(least, most) {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  pick(list) {
    return list[Math.floor(this.next() * list.length)];
  }

  /** Up to so many different ones, in any order. */
  some(list, most, least = 0) {
    const rest = [...list];
    const taken = [];
    for (let left = this.between(least, Math.min(most, rest.length)); left > 0 && rest.length > 0; left--) {
      taken.push(rest.splice(Math.floor(this.next() * rest.length), 1)[0]);
    }
    return taken;
  }

  /** A name of a table, and one of its values. */
  entry(table) {
    const name = this.pick(Object.keys(table));
    return [name, this.pick(table[name])];
  }
}
