import { spawn } from 'node:child_process';
import { renameSync, statSync, writeFileSync } from 'node:fs';
import type { LiveClient } from '../../cib/client/client.js';
import { CibError, fromSystemError } from '../../cib/result/error.js';
import type { Context } from '../command/context.js';
import type { Args } from '../command/parse.js';
import type { Mode } from './mode.js';
import type { Name } from './options.js';
import { processTerminal } from './screen.js';
import type { Outlet } from './watch.js';

/** Set for the process that goes on in the background. */
export const IN_BACKGROUND = 'METRONOME_MONITOR_DAEMON';

/** This process as the outlet of a watch. */
export function processOutlet({ format, to }: Mode, args: Args<Name>, { env, program }: Context): Outlet {
  const agent = args.value('external-agent');
  return {
    async connect() {
      const { openCib } = await import('../../cib/client/open.js');
      const client = await openCib({ ...env }, program);
      if (client.backend !== 'live') throw new CibError('ENOTCONN');
      return client as LiveClient;
    },
    ...(format === 'console' && { terminal: processTerminal() }),
    write: (text) => (to === undefined ? undefined : writePage(to, text)),
    notify(environment) {
      if (agent === undefined) return;
      const child = spawn(agent, { env: { ...process.env, ...environment }, stdio: 'ignore' });
      child.on('error', () => {});
    },
    after(milliseconds, callback) {
      const timer = setTimeout(callback, milliseconds);
      return () => clearTimeout(timer);
    },
    onEnd(callback) {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, callback);
    },
  };
}

/**
 * Write a file that others read meanwhile: in one step if it can be put in the place of the old one.
 * @throws CibError if it cannot be written
 */
export function writePage(file: string, text: string): void {
  try {
    const known = statSync(file, { throwIfNoEntry: false });
    if (known && !known.isFile()) writeFileSync(file, text);
    else {
      const fresh = `${file}.new`;
      writeFileSync(fresh, text, { mode: 0o644 });
      renameSync(fresh, file);
    }
  } catch (error) {
    throw fromSystemError(error);
  }
}

/** Start this command again in the background. @returns its process id */
export function goToBackground({ env, program, argv }: Context): number | undefined {
  // A compiled executable is a program by itself; otherwise node is given the script
  const script = process.argv[1] !== undefined && /\.[cm]?[jt]s$/.test(process.argv[1]) ? [process.argv[1]] : [];
  const compiled = process.argv[1]?.startsWith('/$bunfs/') === true;
  const words = [...(compiled ? [] : script), program, ...argv];
  const child = spawn(process.execPath, words, {
    argv0: 'metronome',
    detached: true,
    stdio: 'ignore',
    env: { ...env, [IN_BACKGROUND]: '1' },
  });
  child.unref();
  return child.pid;
}
