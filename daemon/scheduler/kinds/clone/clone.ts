import type { Clone } from '../../model/resource.js';
import type { Kind } from '../kind.js';
import { status } from './status.js';
import { unpack } from './unpack.js';

export const clone: Kind<Clone> = { unpack, status };
