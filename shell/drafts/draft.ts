import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeDurably } from '../../cib/client/write.js';
import { CibError } from '../../cib/result/error.js';
import type { Element } from '../../cib/xml/element.js';
import { parseXml } from '../../cib/xml/parse.js';
import { serialize } from '../../cib/xml/serialize.js';
import type { Environment } from '../session.js';
import type { Workspace } from '../workspace/workspace.js';

/** Edits that were left without being committed. */
export interface Draft {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly time: number;
  /** The CIB they were made of, and what it became. */
  readonly base: Element;
  readonly cib: Element;
  readonly changed: readonly string[];
}

/**
 * Where edits of a CIB are kept: one draft for each CIB, readable by its user alone.
 * @param location of the CIB, as its client names it
 */
function fileFor(location: string, env: Environment): string | undefined {
  const state = env['XDG_STATE_HOME'] || (env['HOME'] && `${env['HOME']}/.local/state`);
  const name = createHash('sha256').update(location).digest('hex').slice(0, 16);
  return state ? `${state}/crm/drafts/${name}.json` : undefined;
}

/** Keep edits. @returns false if there is no place to keep them */
export function keepDraft(location: string, env: Environment, workspace: Workspace, now: Date): boolean {
  const file = fileFor(location, env);
  if (file === undefined) return false;
  const { base, cib, changed } = workspace;
  const text = { time: now.getTime(), location, base: serialize(base), cib: serialize(cib), changed: [...changed] };
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeDurably(file, `${JSON.stringify(text)}\n`);
    return true;
  } catch {
    return false;
  }
}

/** The edits that are kept; undefined if there are none, or none that can be read. */
export function findDraft(location: string, env: Environment): Draft | undefined {
  const file = fileFor(location, env);
  let text: string;
  try {
    text = readFileSync(file ?? '', 'utf8');
  } catch {
    return undefined;
  }
  try {
    const { time, base, cib, changed } = JSON.parse(text);
    return { time, base: parseXml(base), cib: parseXml(cib), changed };
  } catch (error) {
    if (error instanceof CibError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export function dropDraft(location: string, env: Environment): void {
  const file = fileFor(location, env);
  if (file !== undefined) rmSync(file, { force: true });
}
