import { CibError } from '../result/error.js';
import type { Element } from '../xml/element.js';
import { escapeAttribute } from '../xml/serialize.js';
import { needsAcl, unpackAcl } from './acl.js';
import { Marks } from './marks.js';

export type Shade = 'writable' | 'readable' | 'denied';
export type Rendering = 'color' | 'text' | 'namespace';

const NAMESPACE = 'http://clusterlabs.org/ns/pacemaker/access/';
const PREFIX = 'pcmk-access-';
const COLOR: Record<Shade, string> = { writable: '\u001b[32m', readable: '\u001b[34m', denied: '\u001b[31m' };
const RESET = '\u001b[0m';
const BANNER: Record<Shade, string> = {
  writable: 'vvv---[ WRITABLE ]---vvv',
  readable: 'vvv---[ READABLE ]---vvv',
  denied: 'vvv---[ ~DENIED~ ]---vvv',
};

/**
 * A CIB with what a user may do to each element shown in colours, in lines between, or by namespace.
 * @throws CibError `EINVAL` for an impossible user name, `already` for a user whom no ACL binds
 */
export function renderAccess(
  root: Element,
  user: string,
  rendering: Rendering,
  groups: readonly string[] = [],
): string {
  if (/[<>&]/.test(user)) throw new CibError('EINVAL');
  if (!needsAcl(user)) throw new CibError('already');
  const marks = new Marks(root, unpackAcl(root, user, groups));
  const shade = (element: Element): Shade => {
    if (!marks.may(element, 'read')) return 'denied';
    return marks.may(element, 'write') ? 'writable' : 'readable';
  };
  const notation = rendering === 'text' ? AS_TEXT : AS_NAMESPACE;
  const body = rendering === 'color' ? colored(root, shade) : noted(root, shade, notation);
  return `<!-- ACLs as evaluated for user ${user} -->\n${body}`;
}

type ShadeOf = (element: Element) => Shade;

const attributes = (element: Element): string =>
  [...element.attributes()].map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`).join('');

/** The peer sets comments off by blanks and an empty line, and so do we: people grep in this. */
const comment = (indent: string, text: string): string => `${indent}  <!-- ${text} -->\n\n`;

/** Each tag is preceded by its colour; what ends an element also ends its colour. */
function colored(element: Element, shadeOf: ShadeOf, depth = 0): string {
  const indent = '  '.repeat(depth);
  const color = COLOR[shadeOf(element)];
  const open = `${indent}${color}<${element.name}${attributes(element)}`;
  if (element.children.length === 0) return `${open}/>${RESET}\n`;
  const inside = element.children.map((child) => {
    if (child.kind === 'element') return colored(child, shadeOf, depth + 1);
    return child.kind === 'comment' ? comment(indent, child.text) : '';
  });
  return `${open}>\n${inside.join('')}${indent}${color}</${element.name}>${RESET}\n`;
}

/** How a change of shade is written: a line before the element, or a prefix of its name. */
interface Notation {
  before(shade: Shade, indent: string): string;
  name(shade: Shade, name: string): string;
  /** Attributes that the root gets. */
  readonly root: string;
}

const AS_TEXT: Notation = {
  before: (shade, indent) => `${indent === '' ? '' : `${indent}\n`}${indent}${BANNER[shade]}\n`,
  name: (_, name) => name,
  root: '',
};

const AS_NAMESPACE: Notation = {
  before: () => '',
  name: (shade, name) => `${PREFIX}${shade}:${name}`,
  root: (['writable', 'readable', 'denied'] as const)
    .map((shade) => ` xmlns:${PREFIX}${shade}="${NAMESPACE}${shade}"`)
    .join(''),
};

/** The shade is said only where it differs from that of the parent. */
function noted(element: Element, shadeOf: ShadeOf, notation: Notation, depth = 0, outer?: Shade): string {
  const indent = '  '.repeat(depth);
  const shade = shadeOf(element);
  const changed = shade !== outer;
  const name = changed ? notation.name(shade, element.name) : element.name;
  const open = `${changed ? notation.before(shade, indent) : ''}${indent}<${name}${attributes(element)}${depth === 0 ? notation.root : ''}`;
  if (element.children.length === 0) return `${open}/>\n`;
  const inside = element.children.map((child) => {
    if (child.kind === 'element') return noted(child, shadeOf, notation, depth + 1, shade);
    return child.kind === 'comment' ? comment(indent, child.text) : '';
  });
  return `${open}>\n${inside.join('')}${indent}</${name}>\n`;
}
