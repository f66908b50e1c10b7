import type { Element } from './element.js';

/** Where an element is, as Pacemaker writes it: `/cib/configuration/resources/primitive[@id='vip']`. */
export function pathOf(element: Element): string {
  const above = element.parent ? pathOf(element.parent) : '';
  const { id } = element;
  return `${above}/${element.name}${id === undefined ? '' : `[@id='${id}']`}`;
}
