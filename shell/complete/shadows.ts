import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ClientEnvironment } from '../../cib/client/client.js';
import { shadowFile } from '../../cib/client/shadow.js';

const PREFIX = 'shadow.';

/** Names of the shadow copies there are, sorted. */
export function shadowNames(env: ClientEnvironment): string[] {
  try {
    const names = readdirSync(dirname(shadowFile('x', env)));
    return names
      .filter((name) => name.startsWith(PREFIX))
      .map((name) => name.slice(PREFIX.length))
      .sort();
  } catch {
    return [];
  }
}
