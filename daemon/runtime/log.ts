import { appendFileSync, writeSync } from 'node:fs';

export const LOG_LEVELS = ['error', 'warning', 'notice', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type Log = (level: LogLevel, text: string) => void;

/**
 * Lines `TIME NAME[PID] LEVEL: TEXT`, to a file or to standard error, down to and with a level.
 * Losing a log line is no reason to fail: errors of writing it are dropped.
 */
export function openLog(name: string, lowest: LogLevel, now: () => number, file?: string): Log {
  const depth = LOG_LEVELS.indexOf(lowest);
  return (level, text) => {
    if (LOG_LEVELS.indexOf(level) > depth) return;
    const line = `${new Date(now()).toISOString()} ${name}[${process.pid}] ${level}: ${text}\n`;
    try {
      if (file === undefined) writeSync(2, line);
      else appendFileSync(file, line, { mode: 0o640 });
    } catch {}
  };
}
