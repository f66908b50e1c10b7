import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Sample {
  readonly name: string;
  readonly text: string;
}

/** The CIBs of real clusters that lie next to the repository; none where they are missing. */
export function conformanceCibs(): Sample[] {
  const folder = join(repository(), '..', 'shared', 'conformance', 'scheduler', 'xml');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.xml'))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

function repository(): string {
  for (let at = dirname(fileURLToPath(import.meta.url)); ; at = dirname(at)) {
    if (existsSync(join(at, 'ARCHITECTURE.md'))) return at;
    if (at === dirname(at)) throw new Error('no root found');
  }
}
