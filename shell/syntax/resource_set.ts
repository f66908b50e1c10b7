import { Element } from '../../cib/xml/element.js';
import { SyntaxFault } from '../grammar/fault.js';
import type { Word } from '../grammar/words.js';
import { isTrue } from './boolean.js';
import type { Reading } from './kind.js';
import { pair, type Writing } from './text.js';
import { canonical, roleName } from './vocabulary.js';

/** What a resource in a set may be qualified with: `rsc:start` in orders, `rsc:Promoted` elsewhere. */
export type Qualifier = 'action' | 'role';

/** Not a set, but a mark: without it, two resources would be read as a plain constraint. */
const MARK = '_rsc_set_';
const CLOSING: Record<string, string> = { '(': ')', '[': ']' };

/** The sets of a constraint as words: `( a b )` not sequential, `[ a b ]` any one suffices. */
export function writeResourceSets(
  constraint: Element,
  qualifier: Qualifier,
  writing: Writing,
  least: number,
): string[] {
  const words: string[] = [];
  let count = 0;
  let plain = true;
  for (const set of constraint.elements('resource_set')) {
    const sequential = isTrue(set.get('sequential') ?? 'true');
    const requireAll = isTrue(set.get('require-all') ?? 'true');
    plain = sequential && requireAll;
    const open = requireAll ? (sequential ? '' : '(') : '[';
    if (open) words.push(open);
    const qualified = (qualifier === 'action' && set.get('action')) || set.get('role');
    for (const reference of set.elements('resource_ref')) {
      const name = writing.paint.resource(reference.get('id') ?? '');
      words.push(qualified ? `${name}:${qualified}` : name);
      count++;
    }
    if (open === '[' && sequential) words.push(pair('sequential', 'true', writing.paint));
    if (open) words.push(CLOSING[open] as string);
  }
  return plain && count <= least ? [MARK, ...words] : words;
}

/** Words to resource_set elements; a change of role or action starts a new set. */
export function readResourceSets(words: readonly Word[], qualifier: Qualifier, reading: Reading): Element[] {
  return new SetReader(separateBrackets(words), qualifier, reading).read();
}

/** Brackets need no blanks around them. */
function separateBrackets(words: readonly Word[]): Word[] {
  return words.flatMap((word) => {
    const { text, start, end } = word;
    if (text.length < 2) return [word];
    if ('(['.includes(text[0] as string)) {
      return [
        { text: text[0] as string, start, end: start + 1 },
        { text: text.slice(1), start: start + 1, end },
      ];
    }
    if (!')]'.includes(text.at(-1) as string)) return [word];
    return [
      { text: text.slice(0, -1), start, end: end - 1 },
      { text: text.at(-1) as string, start: end - 1, end },
    ];
  });
}

class SetReader {
  private readonly sets: Element[] = [];
  private current = new Element('resource_set');
  private qualification = '';
  private opened = '';
  private sequential = true;
  private requireAll = true;

  constructor(
    private readonly words: readonly Word[],
    private readonly qualifier: Qualifier,
    private readonly reading: Reading,
  ) {}

  read(): Element[] {
    for (const [at, { text }] of this.words.entries()) {
      if (text === MARK) continue;
      if (text in CLOSING) this.open(text, at);
      else if (text === ')' || text === ']') this.close(text, at);
      else if (text.includes('=')) this.attribute(text, at);
      else this.resource(text, at);
    }
    if (this.opened) this.fail('Unmatched opening bracket', this.words.length - 1);
    this.save();
    return this.sets;
  }

  private fail(problem: string, at: number): never {
    throw new SyntaxFault(problem, this.words, at, this.qualifier);
  }

  private open(bracket: string, at: number): void {
    this.save();
    if (this.opened) this.fail('Cannot nest resource sets', at);
    this.sequential = false;
    if (bracket === '[') this.requireAll = false;
    this.opened = bracket;
  }

  private close(bracket: string, at: number): void {
    if (this.current.children.length === 0) this.fail('Empty resource set', at);
    this.save();
    if (!this.opened) this.fail('Unmatched closing bracket', at);
    if (CLOSING[this.opened] !== bracket) this.fail('Mismatched closing bracket', at);
    this.sequential = true;
    this.requireAll = true;
    this.opened = '';
  }

  private attribute(text: string, at: number): void {
    const [name, value = '', ...more] = text.split('=');
    if (more.length > 0) this.fail(`Extra = in ${text}`, at);
    if (name !== 'sequential' && name !== 'require-all') this.fail('Unknown attribute', at);
    if (!/^(true|yes|on|1|false|no|off|0)$/i.test(value)) this.fail(`Not a boolean: ${value}`, at);
    if (name === 'sequential') this.sequential = isTrue(value);
    else this.requireAll = isTrue(value);
  }

  private resource(text: string, at: number): void {
    const [id = '', given, ...more] = text.split(':');
    if (more.length > 0) this.fail(`Invalid ${this.qualifier} for ${text}`, at);
    const qualification = given === undefined ? '' : this.qualify(given, text, at);
    if (qualification !== this.qualification) {
      this.save();
      this.qualification = qualification;
    }
    this.current.append(new Element('resource_ref', { id }));
  }

  private qualify(given: string, text: string, at: number): string {
    const { vocabulary } = this.reading;
    const known =
      this.qualifier === 'action'
        ? canonical(given, vocabulary.actions)
        : canonical(roleName(given, vocabulary), vocabulary.roles);
    return known ?? this.fail(`Invalid ${this.qualifier} for ${text}`, at);
  }

  private save(): void {
    const set = this.current;
    if (set.children.length === 0) return;
    if (!this.requireAll) set.set('require-all', 'false');
    if (!this.sequential) set.set('sequential', 'false');
    if (this.qualification) set.set(this.qualifier, this.qualification);
    this.sets.push(set);
    this.current = new Element('resource_set');
    this.qualification = '';
  }
}
