import type { Element } from '../../cib/xml/element.js';
import type { Paint } from './paint.js';

/** What writing crm syntax needs to know beyond the element. */
export interface Writing {
  readonly paint: Paint;
  /** Another element refers to the rule of this id, so that the id must be shown. */
  isReferredTo(ruleId: string): boolean;
  /** How many nodes are configured. */
  readonly nodeCount: number;
  /** The value of an attribute of that name is not to be shown. */
  isSecret(name: string): boolean;
}

/** Nearly every word is ASCII, for which the classes of Unicode need not be looked at. */
const ASCII_BARE = /^[A-Za-z0-9_.-]+$/;
const BARE = /^[\p{L}\p{N}_.-]+$/u;

export const isBare = (text: string): boolean => ASCII_BARE.test(text) || BARE.test(text);

export const quoted = (text: string): string => (isBare(text) ? text : `"${text.replaceAll('"', '\\"')}"`);

/** `name=value`, or just the name where there is no value. */
export function pair(name: string, value: string | undefined, paint: Paint): string {
  return value === undefined ? paint.name(name) : `${paint.name(name)}=${paint.value(quoted(value))}`;
}

/** A score as it is written before a colon; '' if there is none. */
export function scoreOf(element: Element): string {
  return element.get('score')?.replace('INFINITY', 'inf') || element.get('score-attribute') || '';
}

/** `description="…"` as a part of its own, if there is one. */
export function description(element: Element, paint: Paint): string[] {
  const text = element.get('description');
  return text ? [pair('description', text, paint)] : [];
}
