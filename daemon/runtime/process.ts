import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';

/** Names the host's current boot; the same text until it restarts. */
export function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

export const userName = (): string => userInfo().username;

/** Let what has arrived meanwhile be read first. */
export function afterReading(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Settles when one of the signals arrives. */
export function onSignals(signals: readonly NodeJS.Signals[]): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of signals) process.once(signal, resolve);
  });
}
