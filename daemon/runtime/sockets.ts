import { chmodSync, mkdirSync, unlinkSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { dirname } from 'node:path';

/** A connected client, as a stream of bytes. */
export interface Peer {
  /** Bytes that were sent but that the client has not taken yet. */
  readonly backlog: number;
  send(data: Buffer): void;
  /** Send what is waiting, then close. */
  end(): void;
  destroy(): void;
  /** Take no more data, or go on. */
  pause(): void;
  resume(): void;
  onData(listener: (chunk: Buffer) => void): void;
  /** Called once, however the connection ends. */
  onClose(listener: () => void): void;
}

/** Bytes that `sockaddr_un` has for a path. */
const LONGEST_PATH = 107;

/**
 * Listen on a Unix socket that has this mode from its first moment. A socket that was left behind
 * is replaced; one that somebody answers on is an error `EADDRINUSE`,
 * a path that is too long `ENAMETOOLONG`.
 */
export async function listen(path: string, mode: number, accept: (peer: Peer) => void): Promise<Server> {
  if (Buffer.byteLength(path) > LONGEST_PATH) {
    // The system would cut it off, silently.
    throw Object.assign(new Error(`${path} is too long for the path of a socket`), { code: 'ENAMETOOLONG' });
  }
  mkdirSync(dirname(path), { recursive: true, mode: 0o755 });
  if (await answers(path)) {
    throw Object.assign(new Error(`another daemon listens on ${path}`), { code: 'EADDRINUSE' });
  }
  try {
    unlinkSync(path);
  } catch {}
  const server = createServer((socket) => accept(peerOf(socket)));
  const before = process.umask(0o777 & ~mode);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ path, backlog: 511 }, resolve);
    });
  } finally {
    process.umask(before);
  }
  chmodSync(path, mode);
  return server;
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function peerOf(socket: Socket): Peer {
  socket.on('error', () => socket.destroy());
  return {
    get backlog() {
      return socket.writableLength;
    },
    send: (data) => {
      if (!socket.destroyed) socket.write(data);
    },
    end: () => socket.end(),
    destroy: () => socket.destroy(),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    onData: (listener) => socket.on('data', listener),
    onClose: (listener) => socket.once('close', listener),
  };
}
