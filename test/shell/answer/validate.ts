import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { documentSchema } from '../../../shell/answer/schema.js';
import { splitWords } from '../../../shell/grammar/words.js';
import { resolve } from '../../../shell/help.js';
import type { Command } from '../../../shell/level.js';
import { ROOT } from '../../../shell/levels/root/root.js';

/** What a command prints under `-o json`. */
export interface Document {
  readonly request: string;
  readonly result?: unknown;
  readonly messages?: readonly { readonly level: string; readonly text: string }[];
  readonly status: { readonly code: number; readonly message: string; readonly errors?: readonly string[] };
}

/** A command with the names that lead to it. */
export interface Placed {
  readonly path: string;
  readonly command: Command;
}

/** The command of a line, if it is one: a level that it leads to is nothing to tell of. */
export async function commandOf(line: string): Promise<Placed | undefined> {
  const words = splitWords(line).map(({ text }) => text);
  for (let count = 1; count <= words.length; count++) {
    const found = await resolve([ROOT], words.slice(0, count));
    if (!found) break;
    if ('command' in found) return { path: found.path.join(' '), command: found.command };
  }
  return undefined;
}

const ajv = new Ajv2020({ strict: true });
const validators = new Map<string, ValidateFunction>();

/** What is wrong with a document by the schema of its command: nothing, if all is well. */
export function problemsOf(document: unknown, { path, command }: Placed): unknown[] {
  const validate = validators.get(path) ?? ajv.compile(documentSchema(path, command.summary, command.output));
  validators.set(path, validate);
  return validate(document) ? [] : (validate.errors ?? []);
}
