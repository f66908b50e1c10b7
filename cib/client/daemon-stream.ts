import { connect } from 'node:net';

/** A connection to a daemon, as a stream of bytes. */
export interface Stream {
  /** Called with what comes in, and once when the connection is no more. */
  listen(data: (chunk: Buffer) => void, closed: () => void): void;
  write(data: Buffer): void;
  /** Send what is waiting, then close. */
  end(): void;
  destroy(): void;
  /** Does waiting for it keep the process alive? At first it does. */
  ref(): void;
  unref(): void;
}

/**
 * Connect to a Unix socket. The executable is built with `build/bun/daemon-stream.js` in the place of this
 * file, which does the same at less cost.
 * @returns the code of the error if that cannot be done
 */
export function connectTo(path: string): Promise<Stream | string> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      resolve({
        listen(data, closed) {
          socket.on('data', data);
          socket.on('close', closed);
        },
        write: (data) => void socket.write(data),
        end: () => void socket.end(),
        destroy: () => void socket.destroy(),
        ref: () => void socket.ref(),
        unref: () => void socket.unref(),
      });
    });
    // Once connected, `close` follows.
    socket.on('error', (error: NodeJS.ErrnoException) => {
      socket.destroy();
      resolve(error.code ?? 'ENOTCONN');
    });
  });
}
