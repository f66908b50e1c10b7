import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { repository } from './repository.js';

const HERE = dirname(fileURLToPath(import.meta.url));
const BUILT = join(repository(HERE), 'dist', 'bin', 'crm');
const MAIN = join(HERE, '..', '..', 'main.js');

/** `crm` as it is started: what is built, or else what a build is made of. METRONOME_CRM names another one. */
export const CRM: readonly [program: string, ...args: string[]] = process.env['METRONOME_CRM']
  ? [process.env['METRONOME_CRM']]
  : existsSync(BUILT)
    ? [BUILT]
    : [process.execPath, MAIN, 'crm'];
