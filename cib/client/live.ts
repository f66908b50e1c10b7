import { mkdirSync } from 'node:fs';
import type { Request } from '../operations/request.js';
import { CibError } from '../result/error.js';
import { encodeFrame, FRAME, type FrameKind, FrameReader } from '../wire/frame.js';
import { candidates } from '../wire/location.js';
import { getVersion, PROTOCOL, readEntries, readError, writeHello, writeRequest } from '../wire/message.js';
import type { Element } from '../xml/element.js';
import type { ClientEnvironment, HistoryRange, JournalEntry, LiveClient, Notification, Reply } from './client.js';
import { connectTo, type Stream } from './daemon-stream.js';

/** The daemon bounds what it sends by splitting texts into chunks; events are patchsets, whole. */
const MAX_FRAME = 0x7fff_ffff;

/** Nested elements that the quick parser goes down to. */
const DEPTH = 256;

/** Characters of a command line that are noted. */
const LONGEST_COMMAND = 1000;

export interface About {
  /** Command line, for the daemon's journal; that of this process if absent. */
  readonly command?: string | undefined;
  readonly node?: string | undefined;
}

/**
 * Connect to the CIB daemon. `program` names the tool in logs and in `update-client`.
 * @throws CibError `ENOTCONN` if no daemon listens, `EACCES` if it does not accept this user
 */
export async function openLive(env: ClientEnvironment, program: string, about: About = {}): Promise<LiveClient> {
  for (const paths of candidates(env)) {
    const main = await connectTo(paths.main);
    const stream = main === 'EACCES' ? await connectTo(paths.public) : main;
    if (typeof stream === 'string') continue;
    const client = new Connection(stream, main === stream ? paths.main : paths.public);
    await client.introduce(env, program, about, main !== stream);
    return client;
  }
  throw notConnected();
}

/** Root is common and cheap to tell; anyone else is looked up. */
async function ownName(): Promise<string> {
  if (process.getuid?.() === 0) return 'root';
  const { userInfo } = await import('node:os');
  return userInfo().username;
}

const notConnected = (): CibError => new CibError('ENOTCONN');

/** A request that waits for its reply. */
interface Waiting {
  readonly chunks: Buffer[];
  done(body: Buffer, chunks: readonly Buffer[]): void;
  failed(error: CibError): void;
}

class Connection implements LiveClient {
  readonly backend = 'live';
  private readonly waiting = new Map<number, Waiting>();
  private readonly listeners: ((change: Notification) => void)[] = [];
  private nextId = 1;
  private closed = false;
  private welcome: { resolve(): void; reject(error: CibError): void } | undefined;

  constructor(
    private readonly stream: Stream,
    readonly location: string,
  ) {
    const reader = new FrameReader(MAX_FRAME, (kind, id, body) => this.receive(kind, id, body));
    const receive = (chunk: Buffer) => {
      try {
        reader.push(chunk);
      } catch {
        stream.destroy();
      }
    };
    stream.listen(receive, () => this.lost());
    // A client with nothing outstanding must not keep its process alive.
    stream.unref();
  }

  /**
   * On the main socket requests may follow at once: the operating system has vouched for this
   * process, and a refusal answers the first request. On the public one the daemon first asks for
   * a proof.
   */
  async introduce(env: ClientEnvironment, program: string, about: About, prove: boolean): Promise<void> {
    const user = env.CIB_user || (await ownName());
    const command = [program, ...process.argv.slice(2)].join(' ').slice(0, LONGEST_COMMAND);
    const hello = writeHello({ protocol: PROTOCOL, program, user, command, ...about });
    if (!prove) {
      this.stream.write(encodeFrame(FRAME.hello, 0, hello));
      return;
    }
    await new Promise<void>((resolve, reject) => {
      this.welcome = { resolve, reject };
      this.stream.ref();
      this.stream.write(encodeFrame(FRAME.hello, 0, hello));
    });
  }

  async call(request: Request): Promise<Reply> {
    const { body, chunks } = await this.exchange(FRAME.request, writeRequest(request));
    const version = getVersion(body);
    return chunks.length === 0 ? { version } : { version, output: await parse(textOf(chunks)) };
  }

  async queryText(request: Request): Promise<string> {
    return textOf((await this.exchange(FRAME.request, writeRequest(request))).chunks);
  }

  async subscribe(listener: (change: Notification) => void): Promise<void> {
    this.listeners.push(listener);
    await this.exchange(FRAME.subscribe, '');
    this.stream.ref();
  }

  async history(range: HistoryRange): Promise<readonly JournalEntry[]> {
    return readEntries(textOf((await this.exchange(FRAME.history, JSON.stringify(range))).chunks));
  }

  async close(): Promise<void> {
    this.closed = true;
    this.stream.end();
  }

  private exchange(kind: FrameKind, body: string): Promise<{ body: Buffer; chunks: readonly Buffer[] }> {
    return new Promise((resolve, reject) => {
      if (this.closed) {
        reject(notConnected());
        return;
      }
      const id = this.nextId;
      this.nextId = (this.nextId % 0xffff_ffff) + 1;
      this.waiting.set(id, {
        chunks: [],
        done: (end, chunks) => resolve({ body: Buffer.from(end), chunks }),
        failed: reject,
      });
      this.stream.ref();
      this.stream.write(encodeFrame(kind, id, body));
    });
  }

  private receive(kind: number, id: number, body: Buffer): void {
    switch (kind) {
      case FRAME.chunk:
        this.waiting.get(id)?.chunks.push(Buffer.from(body));
        return;
      case FRAME.done:
        this.settle(id, (request) => request.done(body, request.chunks));
        return;
      case FRAME.failed: {
        const error = readError(body.toString());
        // Without an id it is about the connection.
        if (id === 0) this.lost(error);
        else this.settle(id, (request) => request.failed(error));
        return;
      }
      case FRAME.challenge:
        this.prove(body.toString());
        return;
      case FRAME.welcome:
        this.welcome?.resolve();
        this.welcome = undefined;
        if (this.waiting.size === 0) this.stream.unref();
        return;
      case FRAME.event:
        void this.notify(body.toString());
    }
  }

  private settle(id: number, how: (request: Waiting) => void): void {
    const request = this.waiting.get(id);
    if (!request) return;
    this.waiting.delete(id);
    if (this.waiting.size === 0 && this.listeners.length === 0) this.stream.unref();
    how(request);
  }

  /** The directory's owner, which only the kernel can set, tells the daemon who this is. */
  private prove(directory: string): void {
    try {
      mkdirSync(directory, { mode: 0o700 });
    } catch {
      // The daemon finds no directory, and says so.
    }
    this.stream.write(encodeFrame(FRAME.proof, 0, ''));
  }

  private async notify(body: string): Promise<void> {
    const end = body.indexOf('\n');
    const { user, client } = JSON.parse(body.slice(0, end)) as { user: string; client: string };
    const patch = await parse(body.slice(end + 1));
    for (const listener of this.listeners) listener({ patch, user, client });
  }

  private lost(error = notConnected()): void {
    this.closed = true;
    this.welcome?.reject(error);
    const lost = [...this.waiting.values()];
    this.waiting.clear();
    for (const request of lost) request.failed(error);
    this.stream.destroy();
  }
}

/** The parser of the whole language is loaded where it is needed: hardly ever. */
async function parse(text: string): Promise<Element> {
  const { parsePlain } = await import('../xml/plain.js');
  const plain = parsePlain(text, DEPTH);
  if (plain) return plain;
  const { parseXml } = await import('../xml/parse.js');
  return parseXml(text);
}

function textOf(chunks: readonly Buffer[]): string {
  return chunks.length === 1 ? (chunks[0] as Buffer).toString() : Buffer.concat(chunks).toString();
}
