import { Element } from '../../../cib/xml/element.js';
import { type Expectation, free, fromWorld, oneOf } from '../../grammar/expectation.js';
import type { Reader } from '../../grammar/reader.js';
import { expandShortcut, isShortcut, shortcutOf } from '../acl_shortcut.js';
import type { Kind, Reading } from '../kind.js';
import { DESCRIPTION, INITIAL_ID, NAME } from '../patterns.js';
import { description, pair, quoted, type Writing } from '../text.js';

const RIGHTS = ['read', 'write', 'deny'];
const RIGHT: Expectation = oneOf('<right>', RIGHTS);
/** Attributes of a permission and their words, in the order in which they are written. */
const PERMISSION_WORDS: Readonly<Record<string, string>> = {
  xpath: 'xpath',
  reference: 'ref',
  attribute: 'attr',
  'object-type': 'type',
};
const PERMISSION_NAMES: Readonly<Record<string, string>> = {
  xpath: 'xpath',
  ref: 'reference',
  reference: 'reference',
  tag: 'object-type',
  type: 'object-type',
  attr: 'attribute',
  attribute: 'attribute',
};
const OLD_SPECS = ['xpath', 'ref', 'tag', 'attribute'];
const SPEC: Expectation = {
  title: '<target>:<value>',
  complete: () => ['xpath:', 'ref:', 'type:', 'attr:'].map((text) => ({ text, open: true })),
};

/** `word:value`; an xpath that has a short name is written by that. */
function writeTarget(word: string, value: string, { paint }: Writing): string {
  if (word !== 'xpath') return `${paint.keyword(word)}:${paint.value(value)}`;
  const shortcut = shortcutOf(value);
  if (!shortcut) return `${paint.keyword(word)}:${paint.value(quoted(value))}`;
  const values = shortcut.values.map((part) => paint.value(part)).join(':');
  return values ? `${paint.keyword(shortcut.name)}:${values}` : paint.keyword(shortcut.name);
}

function writeChild(child: Element, writing: Writing): string[] {
  const { paint } = writing;
  switch (child.name) {
    case 'read':
    case 'write':
    case 'deny': {
      const specs = OLD_SPECS.filter((name) => child.get(name));
      const words = specs.map((name) => writeTarget(name, child.get(name) as string, writing));
      return [[paint.keyword(child.name), ...words].join(' ')];
    }
    case 'role_ref':
      return [`${paint.keyword('role')}:${paint.value(child.get('id') ?? '')}`];
    case 'role':
      return [paint.value(child.get('id') ?? '')];
    case 'acl_permission': {
      const words = [paint.keyword(child.get('kind') ?? '')];
      const about = child.get('description');
      if (about) words.push(pair('description', about, paint));
      for (const [name, word] of Object.entries(PERMISSION_WORDS)) {
        const value = child.get(name);
        if (value !== undefined) words.push(writeTarget(word, value, writing));
      }
      return [words.join(' ')];
    }
    default:
      return [];
  }
}

const write = (keyword: string, element: Element, writing: Writing): string[] => [
  `${writing.paint.keyword(keyword)} ${writing.paint.id(element.get('id') ?? '')}`,
  ...description(element, writing.paint),
  ...[...element.elements()].flatMap((child) => writeChild(child, writing)),
];

/** Specifications that exclude others: once one of these is read, the rest cannot follow. */
function remaining(specs: readonly string[], taken: string): string[] {
  const excluded = taken === 'xpath' ? ['xpath', 'ref', 'tag'] : taken === 'attribute' ? specs : [taken, 'xpath'];
  return specs.filter((spec) => !excluded.includes(spec));
}

function readOldRule(reader: Reader): Element {
  const rule = new Element(
    reader.need(new RegExp(`(${RIGHTS.join('|')})`, 'i'), 'Expected (read|write|deny)', RIGHT)[0].toLowerCase(),
  );
  let specs: readonly string[] = OLD_SPECS;
  for (;;) {
    reader.expect(SPEC);
    if (!reader.next) return rule;
    const [name, value] = splitTarget(reader.next, reader);
    if (value === undefined || !specs.includes(name)) return rule;
    reader.any(SPEC);
    rule.set(name, value);
    if (name === 'attribute') return rule;
    specs = remaining(specs, name);
  }
}

function splitTarget(word: string, reader: Reader): [name: string, value: string | undefined] {
  const colon = word.indexOf(':');
  const [name, value] = colon < 0 ? [word, undefined] : [word.slice(0, colon), word.slice(colon + 1)];
  if (!isShortcut(name)) return [name, value];
  const xpath = expandShortcut(name, value);
  if (xpath === undefined) return reader.fail(`Missing argument to ACL shortcut ${name}`);
  return ['xpath', xpath];
}

/** One permission of crm syntax may name several targets: each becomes an element. */
function readPermissions(reader: Reader): Element[] {
  const kind = reader.need(new RegExp(`(${RIGHTS.join('|')})`, 'i'), 'Expected (read|write|deny)', RIGHT)[0];
  const permission = new Element('acl_permission', { kind: kind.toLowerCase() });
  const id = reader.take(INITIAL_ID, free('<id>:'));
  if (id) permission.set('id', (id[1] ?? id[2]) as string);
  const about = reader.take(DESCRIPTION, free('description=<text>'));
  if (about) permission.set('description', about[1] as string);
  const targets = new Map<string, string>();
  for (;;) {
    reader.expect(SPEC);
    const word = reader.next?.split(':', 1)[0] ?? '';
    if (!reader.next || (!(word in PERMISSION_NAMES) && !isShortcut(word))) break;
    const [name, value] = splitTarget(reader.next, reader);
    if (value === undefined || value === '') reader.fail('Expected <type>:<spec>');
    reader.any(SPEC);
    targets.set(PERMISSION_NAMES[name] as string, value);
  }
  if (targets.has('attribute') && !targets.has('object-type')) {
    reader.fail('attribute is only valid in combination with tag/object-type');
  }
  return ['xpath', 'reference', 'object-type'].flatMap((name) => {
    const value = targets.get(name);
    if (value === undefined) return [];
    const made = permission.clone().set(name, value);
    const attribute = targets.get('attribute');
    return [name === 'object-type' && attribute !== undefined ? made.set('attribute', attribute) : made];
  });
}

const start = (reader: Reader, element: string): Element =>
  new Element(element, { id: reader.need(NAME, 'Expected identifier', free('<id>'))[0] });

export const ROLE: Kind = {
  keyword: 'role',
  element: 'acl_role',
  section: 'acls',
  rank: 13,
  least: 2,
  write: (element, writing) => write('role', element, writing),
  read(reader, reading: Reading) {
    const role = start(reader, 'acl_role');
    const about = reading.vocabulary.newAcls ? reader.take(DESCRIPTION, free('description=<text>')) : undefined;
    if (about) role.set('description', about[1] as string);
    while (!reader.done) {
      for (const rule of reading.vocabulary.newAcls ? readPermissions(reader) : [readOldRule(reader)])
        role.append(rule);
    }
    reader.expect(RIGHT);
    return role;
  },
};

export const USER: Kind = {
  keyword: 'user',
  element: 'acl_user',
  section: 'acls',
  rank: 14,
  least: 2,
  write: (element, writing) => write('user', element, writing),
  read(reader) {
    const user = start(reader, 'acl_user');
    const role = fromWorld('role:<role>', (world) => world.ids('role').map((id) => `role:${id}`));
    while (!reader.done) {
      const reference = reader.take(/role:(.+)/i, role);
      user.append(reference ? new Element('role_ref', { id: reference[1] as string }) : readOldRule(reader));
    }
    reader.expect(role);
    reader.expect(RIGHT);
    return user;
  },
};

const holder = (keyword: string): Kind => ({
  keyword,
  element: keyword,
  section: 'acls',
  rank: 14,
  least: 2,
  write: (element, writing) => write(keyword, element, writing),
  read(reader) {
    const target = start(reader, keyword);
    const role = fromWorld('<role>', (world) => world.ids('role'));
    while (!reader.done) {
      target.append(new Element('role', { id: reader.need(NAME, 'Expected identifier', role)[0] }));
    }
    reader.expect(role);
    return target;
  },
});

export const ACL_TARGET = holder('acl_target');
export const ACL_GROUP = holder('acl_group');
