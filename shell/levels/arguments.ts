import { word } from '../grammar/argument.js';
import { type Expectation, fromWorld } from '../grammar/expectation.js';

/** Arguments that many commands take. */

export const RESOURCE: Expectation = fromWorld('<rsc>', (world) => world.resources());
export const PRIMITIVE: Expectation = fromWorld('<rsc>', (world) => world.ids('primitive'));
export const NODE: Expectation = fromWorld('<node>', (world) => world.nodes());

export const resource = word(RESOURCE);
export const node = word(NODE);
