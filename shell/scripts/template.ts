import { CibError } from '../../cib/result/error.js';
import { type Item, isPart, isTemplate, type Template, type Values } from './model.js';

const TAG = /\{\{([#^])?([A-Za-z0-9#$:_-]+)\}\}/;

/** Gives the text of a template in the scope that it belongs to. */
export type Resolve = (template: Template) => string;

/**
 * Fill in a template: `{{a}}` and `{{a:b}}` are values, `{{#a}}…{{/a}}` is kept if there is a value
 * (once for each, if it is a list) and `{{^a}}…{{/a}}` if there is none.
 * @throws CibError `EINVAL` if a block is not closed
 */
export function fill(template: string, values: Values, resolve: Resolve): string {
  return filled(template, [values], resolve);
}

function filled(template: string, context: readonly Values[], resolve: Resolve): string {
  let text = '';
  let rest = template;
  for (;;) {
    const tag = TAG.exec(rest);
    if (!tag) return text + rest;
    text += rest.slice(0, tag.index);
    rest = rest.slice(tag.index + tag[0].length);
    const [, block, key = ''] = tag;
    const path = key.split(':');
    const item = lookUp(path, context);
    if (block === undefined) {
      text += textOf(item, resolve);
      continue;
    }
    const end = `{{/${key}}}`;
    const at = rest.indexOf(end);
    if (at < 0) throw new CibError('EINVAL', `Unclosed conditional: ${tag[0]}`);
    const body = rest.slice(0, at);
    rest = rest.slice(at + end.length);
    // A tag that has a line to itself leaves no empty one behind.
    if (body.startsWith('\n') && (text === '' || text.endsWith('\n'))) text = text.slice(0, -1);
    for (const inner of contexts(block === '^', item, path, context)) text += filled(body, inner, resolve);
    if (text.endsWith('\n') && rest.startsWith('\n')) rest = rest.slice(1);
  }
}

/** What a block is filled in with, as often as it appears. */
function contexts(inverted: boolean, item: Item, path: readonly string[], context: readonly Values[]): Values[][] {
  if (inverted) return isEmpty(item) ? [[nested(path, ''), ...context]] : [];
  if (item === null || item === false) return [];
  return Array.isArray(item) ? item.map((one) => [nested(path, one), ...context]) : [[...context]];
}

const isEmpty = (item: Item): boolean =>
  item === null || item === false || item === '' || item === 0 || (Array.isArray(item) && item.length === 0);

function nested([first = '', ...rest]: readonly string[], item: Item): Values {
  return new Map([[first, rest.length === 0 ? item : { values: nested(rest, item), text: '' }]]);
}

function lookUp(path: readonly string[], context: readonly Values[]): Item {
  for (const values of context) {
    let item: Item | undefined = { values, text: '' };
    for (const name of path) item = isPart(item) ? item.values.get(name) : undefined;
    if (isPart(item)) item = item.text;
    if (item !== undefined && item !== null) return item;
  }
  return null;
}

/** A value as it stands in text. */
export function textOf(item: Item, resolve: Resolve): string {
  if (item === null) return '';
  if (isTemplate(item)) return resolve(item);
  if (isPart(item)) return textOf(item.text, resolve);
  return String(item);
}

export const hasTags = (text: string): boolean => TAG.test(text);
