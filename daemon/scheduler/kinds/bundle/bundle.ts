import type { Bundle } from '../../model/resource.js';
import type { Kind } from '../kind.js';
import { act } from './act.js';
import { graph } from './graph.js';
import { order } from './order.js';
import { place } from './place.js';
import { status } from './status.js';
import { unpack } from './unpack.js';

export const bundle: Kind<Bundle> = { unpack, status, place, act, order, graph };
