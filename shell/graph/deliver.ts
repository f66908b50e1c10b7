import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fromFileError } from '../../cib/result/error.js';
import type { Session } from '../session.js';
import { drawImage, showGraph } from './program.js';

/** Where a graph is wanted: in a file, as an image of a format; in a window without one. */
export interface Place {
  readonly file?: string | undefined;
  readonly format?: string | undefined;
}

/** @throws CibError if it cannot be drawn, written or shown */
export async function deliverGraph(session: Session, graph: string, { file, format }: Place): Promise<void> {
  const preferences = await session.preferences();
  if (file === undefined) {
    const temporary = join(mkdtempSync(join(tmpdir(), 'crm-graph-')), 'graph.dot');
    writeText(temporary, graph);
    showGraph(temporary, session.env, preferences.get('core.dotty'));
  } else if (format === undefined || format === 'dot') writeText(file, graph);
  else drawImage(graph, format, file, session.env, preferences.get('core.dot'));
}

/** Write a file, and the directory that it is in. @throws CibError if it cannot be written */
export function writeText(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    throw fromFileError(error, file);
  }
}
