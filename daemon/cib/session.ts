import type { HistoryRange, JournalEntry } from '../../cib/client/client.js';
import { FEATURE_SET } from '../../cib/document/empty.js';
import type { Origin, Request, Version } from '../../cib/operations/request.js';
import { CibError } from '../../cib/result/error.js';
import { CHUNK_SIZE, encodeFrame, FRAME, FrameReader, HEADER_SIZE, writeHeader } from '../../cib/wire/frame.js';
import {
  FEATURES,
  PROTOCOL,
  putVersion,
  RequestReader,
  readHello,
  readRange,
  VERSION_SIZE,
  type Welcome,
  writeEntry,
  writeError,
} from '../../cib/wire/message.js';
import { type ParseLimits, parseXml } from '../../cib/xml/parse.js';
import type { Peer } from '../runtime/sockets.js';

export interface Limits {
  /** Largest message of a client, in bytes. */
  readonly messageBytes: number;
  /** Bytes waiting for a client that does not read them, beyond which it is dropped. */
  readonly backlogBytes: number;
  /** Requests of one client under way, beyond which no more of it is read for a while. */
  readonly outstanding: number;
  readonly xml: ParseLimits;
}

/** What a session needs of the daemon. */
export interface Host {
  readonly limits: Limits;
  /** Name of this node. */
  readonly node: string;
  submit(client: number, id: number, request: Request): void;
  subscribe(client: number): void;
  gone(client: number): void;
  history(range: HistoryRange): Promise<readonly JournalEntry[]>;
  /** @throws CibError `EACCES` for a user that may not connect */
  identify(proven: string | undefined, claimed: string | undefined): Pick<Origin, 'user' | 'groups'>;
  /** Path of a directory that the client is to make, which nobody else knows. */
  challengePath(): string;
  /** May this user see all of the CIB now? */
  isUnrestricted(user: string): boolean;
  /** User who made that directory, which is removed. @throws CibError `EACCES` */
  checkProof(path: string): string;
  log(level: 'info' | 'notice' | 'warning', text: string): void;
}

type State =
  | { readonly kind: 'new' }
  | { readonly kind: 'challenged'; readonly path: string; readonly hello: ReturnType<typeof readHello> }
  | { readonly kind: 'ready'; readonly origin: Origin; readonly requests: RequestReader };

type Ready = Extract<State, { kind: 'ready' }>;

/** One client: reads its messages, and collects replies into as few writes as possible. */
export class Session {
  private state: State = { kind: 'new' };
  private readonly reader: FrameReader;
  private pending: Buffer[] = [];
  /** Small replies, one after the other in one buffer. */
  private small = Buffer.allocUnsafe(0);
  private smallSize = 0;
  private outstanding = 0;
  private paused = false;
  /** Messages that came in together are being dealt with. */
  private reading = false;
  private closed = false;

  constructor(
    readonly id: number,
    private readonly peer: Peer,
    /** The operating system has let it connect to the main socket. */
    private readonly trusted: boolean,
    private readonly host: Host,
  ) {
    this.reader = new FrameReader(host.limits.messageBytes, (kind, frame, body) => this.receive(kind, frame, body));
    peer.onData((chunk) => this.read(chunk));
    peer.onClose(() => {
      this.closed = true;
      host.gone(id);
    });
  }

  /** A request has been performed. */
  done(id: number, version: Version, output: readonly string[] | undefined): void {
    this.settled();
    if (output) this.sendText(id, output);
    const size = HEADER_SIZE + VERSION_SIZE;
    if (this.small.length - this.smallSize < size) this.growSmall();
    writeHeader(this.small, this.smallSize, FRAME.done, id, VERSION_SIZE);
    putVersion(this.small, this.smallSize + HEADER_SIZE, version);
    this.smallSize += size;
  }

  failed(id: number, error: CibError): void {
    this.settled();
    this.queue(encodeFrame(FRAME.failed, id, writeError(error)));
  }

  /** Changes are told whole: a user from whom ACLs hide something is told of none. */
  event(frame: Buffer): void {
    if (this.state.kind === 'ready' && this.host.isUnrestricted(this.state.origin.user)) this.queue(frame);
  }

  /**
   * Send what has been collected, once what has come in has been dealt with. A client that does not
   * read gets no more than the limit.
   */
  flush(): void {
    if (this.reading) return;
    this.endSmall();
    if (this.pending.length === 0 || this.closed) return;
    if (this.peer.backlog > this.host.limits.backlogBytes) {
      this.host.log('warning', `client ${this.name} does not read its messages: closing its connection`);
      this.close();
      return;
    }
    this.peer.send(this.pending.length === 1 ? (this.pending[0] as Buffer) : Buffer.concat(this.pending));
    this.pending = [];
  }

  private get name(): string {
    return this.state.kind === 'ready' ? `${this.state.origin.client} (${this.state.origin.user})` : `${this.id}`;
  }

  private read(chunk: Buffer): void {
    if (this.closed) return;
    let refusal: CibError | undefined;
    this.reading = true;
    try {
      this.reader.push(chunk);
    } catch (error) {
      refusal = error instanceof CibError ? error : new CibError('EPROTO', (error as Error).message);
    }
    this.reading = false;
    this.flush();
    if (refusal) this.refuse(refusal);
    if (this.outstanding > this.host.limits.outstanding && !this.paused) {
      this.paused = true;
      this.peer.pause();
    }
  }

  private receive(kind: number, id: number, body: Buffer): void {
    if (this.closed) return;
    if (this.state.kind === 'ready') this.serve(this.state, kind, id, body);
    else if (this.state.kind === 'new' && kind === FRAME.hello) this.greet(body);
    else if (this.state.kind === 'challenged' && kind === FRAME.proof) this.check(this.state);
    else throw new CibError('EPROTO', `message ${kind} out of turn`);
  }

  private greet(body: Buffer): void {
    const hello = readHello(body.toString());
    if (hello.protocol !== PROTOCOL) {
      throw new CibError('EPROTO', `this daemon speaks protocol ${PROTOCOL}, the client ${hello.protocol}`);
    }
    if (this.trusted) {
      this.welcome(hello, undefined);
      return;
    }
    const path = this.host.challengePath();
    this.state = { kind: 'challenged', path, hello };
    this.peer.send(encodeFrame(FRAME.challenge, 0, path));
  }

  private check({ path, hello }: Extract<State, { kind: 'challenged' }>): void {
    this.welcome(hello, this.host.checkProof(path));
  }

  private welcome({ program, command, node, user }: ReturnType<typeof readHello>, proven: string | undefined): void {
    const identity = this.host.identify(proven, user);
    const origin: Origin = {
      ...identity,
      client: program,
      node: node ?? this.host.node,
      ...(command !== undefined && { command }),
    };
    const requests = new RequestReader((text) => parseXml(text, this.host.limits.xml), origin);
    this.state = { kind: 'ready', origin, requests };
    const welcome: Welcome = { protocol: PROTOCOL, features: FEATURES, featureSet: FEATURE_SET, user: origin.user };
    this.peer.send(encodeFrame(FRAME.welcome, 0, JSON.stringify(welcome)));
  }

  private serve({ origin, requests }: Ready, kind: number, id: number, body: Buffer): void {
    this.outstanding++;
    try {
      switch (kind) {
        case FRAME.request:
          this.host.submit(this.id, id, requests.read(body.toString()));
          return;
        case FRAME.subscribe:
          this.checkUnrestricted(origin);
          this.host.subscribe(this.id);
          this.done(id, NO_VERSION, undefined);
          return;
        case FRAME.history:
          this.checkUnrestricted(origin);
          void this.history(id, readRange(body.toString()));
          return;
        default:
          throw new CibError('EPROTO', `unknown message ${kind}`);
      }
    } catch (error) {
      if (!(error instanceof CibError)) throw error;
      this.failed(id, error);
    }
  }

  private checkUnrestricted({ user }: Origin): void {
    if (!this.host.isUnrestricted(user)) throw new CibError('EACCES');
  }

  private async history(id: number, range: HistoryRange): Promise<void> {
    try {
      this.done(id, NO_VERSION, (await this.host.history(range)).map(writeEntry));
    } catch (error) {
      this.failed(id, error instanceof CibError ? error : new CibError('EIO', (error as Error).message));
    }
    this.flush();
  }

  private sendText(id: number, pieces: readonly string[]): void {
    let chunk = '';
    for (const piece of pieces) {
      chunk += piece;
      if (chunk.length < CHUNK_SIZE) continue;
      this.queue(encodeFrame(FRAME.chunk, id, chunk));
      chunk = '';
    }
    this.queue(encodeFrame(FRAME.chunk, id, chunk));
  }

  private queue(frame: Buffer): void {
    this.endSmall();
    this.pending.push(frame);
  }

  private endSmall(): void {
    if (this.smallSize === 0) return;
    this.pending.push(this.small.subarray(0, this.smallSize));
    // What was handed over may still be read by the socket: the rest of the buffer is ours.
    this.small = this.small.subarray(this.smallSize);
    this.smallSize = 0;
  }

  private growSmall(): void {
    this.endSmall();
    this.small = Buffer.allocUnsafeSlow(16 * 1024);
  }

  private settled(): void {
    this.outstanding--;
    if (this.paused && this.outstanding * 2 < this.host.limits.outstanding) {
      this.paused = false;
      this.peer.resume();
    }
  }

  /** Say why, and close. */
  private refuse(error: CibError): void {
    this.host.log('notice', `closing the connection of client ${this.name}: ${error.message}`);
    this.closed = true;
    this.peer.send(encodeFrame(FRAME.failed, 0, writeError(error)));
    this.peer.end();
  }

  private close(): void {
    this.closed = true;
    this.peer.destroy();
  }
}

const NO_VERSION: Version = { adminEpoch: 0, epoch: 0, numUpdates: 0 };
