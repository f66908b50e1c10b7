import { readFileSync } from 'node:fs';
import { writeDurably } from '../../cib/client/write.js';
import { fromSystemError } from '../../cib/result/error.js';
import { parseDocument, type Section, writeDocument } from './document.js';

type Environment = Readonly<Record<string, string | undefined>>;

export const configurationFile = (env: Environment): string =>
  env['COROSYNC_MAIN_CONFIG_FILE'] || '/etc/corosync/corosync.conf';

/** @throws CibError if it cannot be read, or is no configuration of Corosync */
export function readConfiguration(env: Environment): Section {
  return parseDocument(configurationText(env), configurationFile(env));
}

/** @throws CibError if it cannot be read */
export function configurationText(env: Environment): string {
  const file = configurationFile(env);
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw fromSystemError(error, `${file}: ${(error as Error).message}`);
  }
}

/** Write it all or nothing. @throws CibError if it cannot be written */
export function writeConfiguration(root: Section, env: Environment): void {
  const file = configurationFile(env);
  try {
    writeDurably(file, writeDocument(root));
  } catch (error) {
    throw fromSystemError(error, `${file}: ${(error as Error).message}`);
  }
}
