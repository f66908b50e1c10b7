import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from '../tools/command/command.js';
import { TOOLS } from '../tools/registry.js';
import { bashCompletion } from './bash.js';
import { fishCompletion } from './fish.js';
import { manPage } from './man.js';
import { zshCompletion } from './zsh.js';

/** Where each generated file goes below the share directory of an installation. */
export function generatedFiles(command: Command): Record<string, string> {
  const { name } = command;
  return {
    [`bash-completion/completions/${name}`]: bashCompletion(command),
    [`zsh/site-functions/_${name}`]: zshCompletion(command),
    [`fish/vendor_completions.d/${name}.fish`]: fishCompletion(command),
    [`man/man8/${name}.8`]: manPage(command),
  };
}

/** Write the completions and man pages of every command into a share directory, made anew. */
export async function writeGenerated(share: string): Promise<void> {
  rmSync(share, { recursive: true, force: true });
  for (const load of Object.values(TOOLS)) {
    for (const [file, text] of Object.entries(generatedFiles(await load()))) {
      mkdirSync(dirname(join(share, file)), { recursive: true });
      writeFileSync(join(share, file), text);
    }
  }
}
