/** Changes after which it is time to look again, however soon they come. */
const MANY = 10;

/** How long changes may wait for others to come, in milliseconds. */
export const SETTLE_MS = 2000;

/** When to look again: not at each change, as they come in bursts. */
export class Refresh {
  private last = Number.NEGATIVE_INFINITY;
  private changes = 0;

  constructor(private readonly intervalMs: number) {}

  /** There was a change. @returns milliseconds until it is time to look again; 0: now */
  changed(now: number): number {
    this.changes++;
    return this.changes >= MANY || now - this.last > this.intervalMs ? 0 : SETTLE_MS;
  }

  looked(now: number): void {
    this.last = now;
    this.changes = 0;
  }
}
