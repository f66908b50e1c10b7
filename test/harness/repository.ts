import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Nearest folder upwards with a package of ours, wherever the compiled tests lie. */
export function repository(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    try {
      if (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).name === 'metronome') return folder;
    } catch {
      if (dirname(folder) === folder) throw new Error('not inside the repository');
    }
  }
}
