import { CibError } from '../../../cib/result/error.js';

const MOST = 65_536;

/**
 * Refuse to make more instances than any cluster could run: that is a slip of the keyboard.
 * @throws CibError
 */
export function checkInstances(id: string, count: number): void {
  if (count > MOST) throw new CibError('unpack_error', `${id} is to have ${count} instances, of ${MOST} at most`);
}
