import { bump } from './bump.js';
import { create } from './create.js';
import { deletion } from './delete.js';
import { erase } from './erase.js';
import { modify } from './modify.js';
import type { Reading, Writing } from './operation.js';
import { patch } from './patch.js';
import { query } from './query.js';
import { replace, sync } from './replace.js';
import type { Operation } from './request.js';

/** The operations that are a function of the CIB and the request alone. */
export const OPERATIONS: Partial<Record<Operation, Reading | Writing>> = {
  query,
  noop: { changes: false, run: () => undefined },
  create,
  modify,
  replace,
  delete: deletion,
  erase,
  bump,
  patch,
  sync,
};

/** Does an operation, if it succeeds, change the CIB? Transactions and upgrades are changes, too. */
export function isChange(operation: Operation): boolean {
  return operation === 'transaction' || operation === 'upgrade' || (OPERATIONS[operation]?.changes ?? false);
}

/** May an operation be part of a transaction? */
export function isForTransactions(operation: Operation): boolean {
  const found = OPERATIONS[operation];
  return operation === 'upgrade' || (found?.changes === true && found.transaction);
}

export function keepsVersion(operation: Operation): boolean {
  const found = OPERATIONS[operation];
  return found?.changes === true && found.keepsVersion === true;
}
