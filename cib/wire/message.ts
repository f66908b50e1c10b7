import type { HistoryRange, JournalEntry } from '../client/client.js';
import type { CallOptions, Operation, Origin, Request, Version } from '../operations/request.js';
import { CibError, type ErrorCode, type Place, returnCode } from '../result/error.js';
import type { Element } from '../xml/element.js';
import { serialize } from '../xml/serialize.js';

/** Raised when a message changes its meaning; what is only added is told by `FEATURES`. */
export const PROTOCOL = 1;

/** What this daemon can do beyond protocol 1, by name. */
export const FEATURES: readonly string[] = ['confirm', 'history', 'subscribe', 'transaction'];

/** First message of a client. */
export interface Hello {
  readonly protocol: number;
  /** Name of the tool, for logs and `update-client`. */
  readonly program: string;
  /** Command line, for the journal. */
  readonly command?: string | undefined;
  readonly node?: string | undefined;
  /** User to act as: honoured on the privileged socket only. */
  readonly user?: string | undefined;
}

/** The daemon's answer to a Hello (and to the proof, on the public socket). */
export interface Welcome {
  readonly protocol: number;
  readonly features: readonly string[];
  /** Pacemaker's feature set that CIBs of this daemon carry. */
  readonly featureSet: string;
  /** Whom requests run as. */
  readonly user: string;
}

const OPERATIONS: ReadonlySet<string> = new Set<Operation>([
  ...(['query', 'create', 'modify', 'replace', 'delete', 'erase', 'bump', 'upgrade'] as const),
  ...(['patch', 'sync', 'transaction', 'confirm', 'noop', 'ping'] as const),
]);
const OPTIONS: readonly (keyof CallOptions)[] = [
  ...(['multiple', 'canCreate', 'noChildren', 'addressOnly', 'dryRun', 'scoreUpdate', 'noModificationTime'] as const),
];

/** A request's header as it is sent: JSON, then a newline and the input as XML. */
interface Header {
  readonly operation: Operation;
  readonly section?: string | undefined;
  readonly xpath?: string | undefined;
  readonly schema?: string | undefined;
  readonly options?: CallOptions | undefined;
  readonly confirmWithin?: number | undefined;
  /** Of a transaction; each carries its input as a text. */
  readonly requests?: readonly (Header & { readonly input?: string | undefined })[] | undefined;
}

function headerOf({ operation, section, xpath, schema, options, confirmWithin, requests }: Request): Header {
  return {
    operation,
    section,
    xpath,
    schema,
    options,
    confirmWithin,
    requests: requests?.map((item) => ({ ...headerOf(item), input: item.input && serialize(item.input) })),
  };
}

/** Body of a request. */
export function writeRequest(request: Request): string {
  return `${JSON.stringify(headerOf(request))}\n${request.input ? serialize(request.input) : ''}`;
}

/** Characters of a header that is kept. */
const LONGEST_KNOWN = 500;

/**
 * Reads the bodies of one client's requests. What a client says is not trusted: names and types are
 * checked here, the XML by the parser.
 */
export class RequestReader {
  /** A header with its newline, and what it says: many clients ask for the same again and again. */
  private known: { readonly line: string; readonly request: Request } | undefined;

  constructor(
    /** Parses the input. */
    private readonly parse: (text: string) => Element,
    /** For whom the requests are. */
    private readonly origin: Origin,
  ) {}

  /** @throws CibError `EPROTO` for a malformed header, and what `parse` throws */
  read(body: string): Request {
    if (this.known && body.startsWith(this.known.line)) return this.with(this.known.request, body, this.known.line);
    const end = body.indexOf('\n');
    if (end < 0) throw malformed('no header');
    const line = body.slice(0, end + 1);
    const request = { ...readHeader(parseJson(line), undefined, this.parse, 0), origin: this.origin };
    // A copy: engines let a part of a text hold on to the whole.
    if (end < LONGEST_KNOWN) this.known = { line: Buffer.from(line).toString(), request };
    return this.with(request, body, line);
  }

  private with(request: Request, body: string, { length }: string): Request {
    return body.length > length ? { ...request, input: this.parse(body.slice(length)) } : request;
  }
}

function readHeader(
  header: unknown,
  input: string | undefined,
  parse: (text: string) => Element,
  depth: number,
): Request {
  if (!isRecord(header)) throw malformed('header is no object');
  const { operation } = header;
  if (typeof operation !== 'string' || !OPERATIONS.has(operation)) throw malformed(`unknown operation '${operation}'`);
  const request: { -readonly [K in keyof Request]: Request[K] } = { operation: operation as Operation };
  const section = optionalString(header, 'section');
  const xpath = optionalString(header, 'xpath');
  const schema = optionalString(header, 'schema');
  if (section !== undefined) request.section = section;
  if (xpath !== undefined) request.xpath = xpath;
  if (schema !== undefined) request.schema = schema;
  if (header['options'] !== undefined) request.options = readOptions(header['options']);
  const { confirmWithin } = header;
  if (confirmWithin !== undefined) {
    if (typeof confirmWithin !== 'number' || !(confirmWithin > 0)) throw malformed('confirmWithin');
    request.confirmWithin = confirmWithin;
  }
  if (input !== undefined) request.input = parse(input);
  if (header['requests'] !== undefined) {
    if (depth > 0 || !Array.isArray(header['requests'])) throw malformed('requests');
    request.requests = header['requests'].map((item: unknown) =>
      readHeader(item, isRecord(item) ? optionalString(item, 'input') : undefined, parse, depth + 1),
    );
  }
  return request;
}

function readOptions(given: unknown): CallOptions {
  if (!isRecord(given)) throw malformed('options');
  const options: Partial<Record<keyof CallOptions, boolean>> = {};
  for (const name of OPTIONS) if (given[name] === true) options[name] = true;
  return options;
}

export function writeHello(hello: Hello): string {
  return JSON.stringify(hello);
}

/** @throws CibError `EPROTO` */
export function readHello(body: string): Hello {
  const hello = parseJson(body);
  if (!isRecord(hello) || typeof hello['protocol'] !== 'number') throw malformed('hello');
  return {
    protocol: hello['protocol'],
    program: optionalString(hello, 'program') ?? '',
    command: optionalString(hello, 'command'),
    node: optionalString(hello, 'node'),
    user: optionalString(hello, 'user'),
  };
}

/** @throws CibError `EPROTO` */
export function readRange(body: string): HistoryRange {
  const range = parseJson(body);
  if (!isRecord(range)) throw malformed('range');
  const { last } = range;
  const since = optionalString(range, 'since');
  return { ...(typeof last === 'number' && { last }), ...(since !== undefined && { since }) };
}

export const writeEntry = (entry: JournalEntry): string => `${JSON.stringify(entry)}\n`;

export const readEntries = (text: string): JournalEntry[] =>
  text === ''
    ? []
    : text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as JournalEntry);

/** A CibError as it is sent. */
export function writeError({ code, message, place, details }: CibError): string {
  return JSON.stringify({ code, message, place, details });
}

export function readError(body: string): CibError {
  const { code, message, place, details } = JSON.parse(body) as {
    code: ErrorCode;
    message: string;
    place: Place;
    details: string[];
  };
  // A newer daemon may know codes that this client does not.
  return new CibError(returnCode(code) ? code : 'EPROTO', message, place, details);
}

export const VERSION_SIZE = 12;

export function putVersion(into: Buffer, at: number, { adminEpoch, epoch, numUpdates }: Version): void {
  into.writeUInt32LE(adminEpoch >>> 0, at);
  into.writeUInt32LE(epoch >>> 0, at + 4);
  into.writeUInt32LE(numUpdates >>> 0, at + 8);
}

export function getVersion(from: Buffer): Version {
  return { adminEpoch: from.readUInt32LE(0), epoch: from.readUInt32LE(4), numUpdates: from.readUInt32LE(8) };
}

const malformed = (what: string): CibError => new CibError('EPROTO', `malformed message: ${what}`);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function optionalString(from: Record<string, unknown>, name: string): string | undefined {
  const value = from[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw malformed(name);
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed('not JSON');
  }
}
