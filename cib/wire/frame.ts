/**
 * Frames of the daemon's socket: `length u32 | kind u8 | id u32 | body`, little endian, where the
 * length counts what follows it. An id pairs a reply with its request, so that requests can be sent
 * without waiting for the replies to earlier ones.
 */

export const FRAME = {
  // client to daemon
  hello: 1,
  proof: 2,
  request: 3,
  subscribe: 4,
  history: 5,
  // daemon to client
  welcome: 16,
  challenge: 17,
  /** Part of a reply's text. */
  chunk: 18,
  /** End of a reply that succeeded: the version as three u32. */
  done: 19,
  failed: 20,
  event: 21,
} as const;

export type FrameKind = (typeof FRAME)[keyof typeof FRAME];

export const HEADER_SIZE = 9;

/** Largest text that is sent in one chunk, in bytes; a text may be of any length. */
export const CHUNK_SIZE = 256 * 1024;

/** One frame around a text. */
export function encodeFrame(kind: FrameKind, id: number, text: string): Buffer {
  const size = Buffer.byteLength(text);
  const frame = Buffer.allocUnsafe(HEADER_SIZE + size);
  writeHeader(frame, 0, kind, id, size);
  frame.write(text, HEADER_SIZE, 'utf8');
  return frame;
}

export function writeHeader(into: Buffer, at: number, kind: FrameKind, id: number, bodySize: number): void {
  into.writeUInt32LE(bodySize + HEADER_SIZE - 4, at);
  into[at + 4] = kind;
  into.writeUInt32LE(id, at + 5);
}

/** What a peer sent is not in the protocol: there is nothing to do but to close the connection. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
}

/** Cuts a stream of bytes into frames. A body is valid only until `deliver` returns. */
export class FrameReader {
  /** Pieces of a frame that is not complete yet, and how many bytes they hold. */
  private pieces: Buffer[] = [];
  private held = 0;
  private wanted = 4;

  constructor(
    /** Largest frame to accept, in bytes. */
    private readonly limit: number,
    private readonly deliver: (kind: number, id: number, body: Buffer) => void,
  ) {}

  /** @throws FrameError for a frame that is too large or too small */
  push(chunk: Buffer): void {
    if (this.held + chunk.length < this.wanted) {
      this.pieces.push(chunk);
      this.held += chunk.length;
      return;
    }
    // Joined only when a frame can be completed, so that a large frame is copied once.
    const data = this.held === 0 ? chunk : Buffer.concat([...this.pieces, chunk]);
    this.pieces = [];
    let at = 0;
    this.wanted = 4;
    while (data.length - at >= 4) {
      const length = data.readUInt32LE(at);
      if (length > this.limit) throw new FrameError(`message of ${length} bytes is larger than ${this.limit}`);
      if (length < HEADER_SIZE - 4) throw new FrameError(`message of ${length} bytes is too small`);
      if (data.length - at < length + 4) {
        this.wanted = length + 4;
        break;
      }
      this.deliver(data[at + 4] as number, data.readUInt32LE(at + 5), data.subarray(at + HEADER_SIZE, at + 4 + length));
      at += length + 4;
    }
    this.held = data.length - at;
    if (this.held > 0) this.pieces.push(data.subarray(at));
  }
}
