import { ERRNO, type ErrnoName, EXIT, type ExitCode, RC, type RcName, type ReturnCode } from './codes.js';

/** Faults that need more than a return code to be told apart, and the code each is reported with. */
const KINDS = {
  bad_xml: RC.unpack_error,
} as const;

export type ErrorCode = RcName | ErrnoName | keyof typeof KINDS;

export interface Place {
  readonly line?: number;
  readonly column?: number;
  readonly file?: string;
  /** XPath of the element at fault. */
  readonly path?: string;
}

/** An expected failure: what went wrong, where, and the code a caller or script sees. */
export class CibError extends Error {
  override readonly name = 'CibError';
  readonly code: ErrorCode;
  readonly place: Place;
  /** Further findings, a line each. */
  readonly details: readonly string[];

  constructor(code: ErrorCode, message?: string, place: Place = {}, details: readonly string[] = []) {
    super(message ?? returnCode(code).description);
    this.code = code;
    this.place = place;
    this.details = details;
  }

  get rc(): ReturnCode {
    return returnCode(this.code);
  }

  get exit(): ExitCode {
    return EXIT[this.rc.exit];
  }

  /** `file:line:column: message`, as far as known; `message at column` for what is but a line. */
  get located(): string {
    const { file, line, column } = this.place;
    const where = [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':');
    if (where) return `${where}: ${this.message}`;
    return column === undefined ? this.message : `${this.message} at column ${column}`;
  }
}

export function returnCode(code: ErrorCode): ReturnCode {
  if (code in KINDS) return KINDS[code as keyof typeof KINDS];
  if (code in RC) return RC[code as RcName];
  return ERRNO[code as ErrnoName];
}

/** The CibError for an exception of Node's file or socket calls. */
export function fromSystemError(error: unknown, message?: string): CibError {
  if (error instanceof CibError) return error;
  const { code, message: text } = error as NodeJS.ErrnoException;
  if (code !== undefined && code in ERRNO) return new CibError(code as ErrnoName, message);
  throw error instanceof Error ? error : new Error(text);
}

/** The same for a file: its name, and what is wrong. @param file if the exception does not name it */
export function fromFileError(error: unknown, file?: string): CibError {
  const { code = '', path = file } = error as NodeJS.ErrnoException;
  const wrong = code in ERRNO ? ERRNO[code as ErrnoName].description : '';
  return fromSystemError(error, path === undefined ? wrong : `${file ?? path}: ${wrong}`);
}

/** What goes wrong with the content of a file is told with its name. */
export function inFile<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    throw new CibError(error.code, error.message, { ...error.place, file }, error.details);
  }
}
