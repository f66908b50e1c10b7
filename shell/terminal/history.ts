import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

const LENGTH = 1000;

type Environment = Readonly<Record<string, string | undefined>>;

/** Lines typed in earlier sessions, newest first; a file that cannot be used is no hindrance. */
export interface HistoryFile {
  readonly lines: string[];
  add(line: string): void;
}

function pathFor(env: Environment): string | undefined {
  const base = env['XDG_DATA_HOME'] ?? (env['HOME'] === undefined ? undefined : `${env['HOME']}/.local/share`);
  return base === undefined ? undefined : `${base}/crmsh/history`;
}

export function openHistory(env: Environment): HistoryFile {
  const path = pathFor(env);
  let last = '';
  return {
    lines: path === undefined ? [] : read(path),
    add(line) {
      if (path === undefined || line === last || line.trim() === '') return;
      last = line;
      try {
        mkdirSync(dirname(path), { recursive: true });
        appendFileSync(path, `${line.replaceAll('\n', ' ')}\n`, { mode: 0o600 });
      } catch {
        // Not worth a word in the middle of work.
      }
    },
  };
}

function read(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n').filter(Boolean).slice(-LENGTH).reverse();
  } catch {
    return [];
  }
}
