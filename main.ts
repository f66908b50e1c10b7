#!/usr/bin/env node
/**
 * The one executable: the name it is called by chooses the command, as in busybox.
 * `metronome NAME ARG…` does the same under any name.
 */
import { basename } from 'node:path';

const OWN_NAMES = new Set(['metronome', 'main', 'main.js', 'main.ts']);

const DAEMON_NAMES = new Set(['metronome-cibd', 'pacemaker-based']);
/** Clients ask them what version they are, and what options they have. */
const TOLD = new Set(['metadata', 'version']);
const DESCRIBED = /^pacemaker-(?:based|controld|fenced|schedulerd)$/;

async function main(): Promise<number> {
  // A compiled executable reports its own path in argv[1]; what the user called it by is argv0.
  let [name, args] = [basename(process.env['METRONOME_ARGV0'] ?? process.argv0), process.argv.slice(2)];
  if (OWN_NAMES.has(name) || name === 'node' || name === 'bun') {
    const [first = '', ...rest] = args;
    [name, args] = [basename(first), rest];
  }
  if (DESCRIBED.test(name) && (TOLD.has(args[0] ?? '') || !DAEMON_NAMES.has(name))) {
    const { runDescribed } = await import('./tools/options/daemon.js');
    return runDescribed(name, args);
  }
  if (DAEMON_NAMES.has(name)) {
    const { runDaemon } = await import('./daemon/cib/main.js');
    return runDaemon(args);
  }
  if (name === 'crm') {
    const { runShell } = await import('./shell/main.js');
    return runShell(args);
  }
  if (name === 'complete') {
    const { runComplete } = await import('./completions/candidates.js');
    return runComplete(args, process.env);
  }
  const { runTool } = await import('./tools/main.js');
  return runTool(name, args);
}

/** @returns the exit status */
async function failed(error: unknown): Promise<number> {
  // A full disk behind the standard output, and the like, are no fault of ours.
  if (error instanceof Error && 'syscall' in error) {
    const { fromFileError } = await import('./cib/result/error.js');
    const { message, exit } = fromFileError(error);
    process.stderr.write(`${basename(process.env['METRONOME_ARGV0'] ?? process.argv0)}: ${message}\n`);
    return exit.number;
  }
  process.stderr.write(`metronome: internal error: ${error instanceof Error ? error.stack : String(error)}\n`);
  return 70;
}

void main()
  .catch(failed)
  .then((code) => {
    process.exitCode = code;
  });
