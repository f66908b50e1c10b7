import type { Primitive } from '../../model/resource.js';
import type { Kind } from '../kind.js';
import { status } from './status.js';
import { unpack } from './unpack.js';

export const primitive: Kind<Primitive> = { unpack, status };
