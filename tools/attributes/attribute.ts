import { Element } from '../../cib/xml/element.js';

/** A name-value pair as the tools show it. */
export interface Attribute {
  readonly scope?: string | undefined;
  /** Shown only if it was asked for by id. */
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly value?: string | undefined;
}

const ESCAPES: Readonly<Record<string, string>> = { '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** One line: the value alone if `quiet`, otherwise `scope=… name=… value=…`. */
export function attributeText({ scope, id, name, value }: Attribute, quiet: boolean): string {
  if (quiet) return value === undefined ? '' : `${value}\n`;
  const shown = value?.replace(/["\n\r\t]/g, (character) => ESCAPES[character] as string);
  return `${scope ? `scope=${scope} ` : ''}${id ? `id=${id} ` : ''}name=${name ?? ''} value=${shown ?? '(null)'}\n`;
}

export function attributeXml({ scope, id, name, value }: Attribute): Element {
  const element = new Element('attribute');
  if (name !== undefined) element.set('name', name);
  element.set('value', value ?? '');
  if (scope) element.set('scope', scope);
  if (id) element.set('id', id);
  return element;
}
