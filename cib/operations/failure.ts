import { CibError, type ErrorCode } from '../result/error.js';
import type { Element } from '../xml/element.js';

/** A failed operation that has something to show. */
export class OperationError extends CibError {
  constructor(
    code: ErrorCode,
    message: string | undefined,
    /** As tools print it: `<failed>` with what could not be created. */
    readonly output: Element,
  ) {
    super(code, message);
  }
}
