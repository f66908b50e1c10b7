import type { Element } from '../../../cib/xml/element.js';

/** The operation history of the whole status section: `lrm_resource` elements by node name, then id. */
export type History = ReadonlyMap<string, ReadonlyMap<string, Element>>;
