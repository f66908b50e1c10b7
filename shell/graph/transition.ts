import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Session } from '../session.js';
import { runTool } from '../tool.js';

/** What was decided on a saved input, in the language of dot(1); undefined if that cannot be told. */
export async function transitionGraph(session: Session, input: string): Promise<string | undefined> {
  const directory = mkdtempSync(join(tmpdir(), 'crm-graph-'));
  try {
    const file = join(directory, 'graph.dot');
    const { status } = await runTool(session, 'crm_simulate', ['-x', input, '-S', '-D', file]);
    return status === 0 && existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  } finally {
    rmSync(directory, { recursive: true });
  }
}
