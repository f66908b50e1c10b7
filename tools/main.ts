import { processContext, processStreams } from './command/process.js';
import { runCommand } from './command/run.js';
import { nearest } from './command/suggest.js';
import { TOOLS } from './registry.js';

/** Run the tool of that name with this process's streams. Returns the exit status. */
export async function runTool(name: string, argv: readonly string[]): Promise<number> {
  const load = TOOLS[name];
  if (!load) {
    const near = nearest(name, Object.keys(TOOLS));
    process.stderr.write(`metronome: no command is called '${name}'${near ? ` (did you mean ${near}?)` : ''}\n`);
    return 127;
  }
  return runCommand(await load(), name, argv, processContext, processStreams);
}
