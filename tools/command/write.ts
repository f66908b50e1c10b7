import { writeSync } from 'node:fs';

/** Write it all, now: the process may exit right after, and a pipe may be full or closed. */
export function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Whoever read it has gone: the other end of a pipe, or the terminal.
      if (code === 'EPIPE' || code === 'EIO') return;
      if (code !== 'EAGAIN') throw error;
    }
  }
}
