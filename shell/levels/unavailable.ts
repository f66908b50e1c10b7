import { CibError } from '../../cib/result/error.js';

/**
 * Give up on what takes the daemons of a cluster (beyond the CIB's), before anything is changed.
 * @throws CibError `ENOTCONN`
 */
export function needsCluster(what: string): never {
  throw new CibError('ENOTCONN', `${what} needs a running cluster, and none runs here`);
}
