import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from './name.js';

/**
 * What agents have said, kept on disk: asking one means starting a shell script, which takes longer
 * than everything else a command does. An answer is good while the agent's file is as it was.
 */

interface Kept {
  readonly file: string;
  /** Milliseconds. */
  readonly modified: number;
  readonly size: number;
  readonly metadata: string;
}

function pathFor(agent: string, env: Environment): string | undefined {
  const base = env['XDG_CACHE_HOME'] || (env['HOME'] ? join(env['HOME'], '.cache') : undefined);
  return base === undefined ? undefined : join(base, 'metronome', 'agents', agent.replaceAll('/', '_'));
}

/** The kept answer of an agent, if its file has not changed since. */
export function recall(agent: string, file: string, env: Environment): string | undefined {
  const path = pathFor(agent, env);
  if (path === undefined) return undefined;
  try {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as Kept;
    const { mtimeMs, size } = statSync(file);
    return kept.file === file && kept.modified === mtimeMs && kept.size === size ? kept.metadata : undefined;
  } catch {
    return undefined;
  }
}

/** Keep an answer; a cache that cannot be written is no hindrance. */
export function keep(agent: string, file: string, metadata: string, env: Environment): void {
  const path = pathFor(agent, env);
  if (path === undefined) return;
  try {
    const { mtimeMs, size } = statSync(file);
    mkdirSync(join(path, '..'), { recursive: true });
    const kept: Kept = { file, modified: mtimeMs, size, metadata };
    writeFileSync(`${path}.${process.pid}`, JSON.stringify(kept), { mode: 0o600 });
    renameSync(`${path}.${process.pid}`, path);
  } catch {
    // The next one asks again.
  }
}
