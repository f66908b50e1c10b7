import { hostname } from 'node:os';
import { systemAccounts } from '../../cib/client/accounts.js';
import { systemFiles } from '../runtime/files.js';
import { openLog } from '../runtime/log.js';
import { afterReading, bootId, onSignals, userName } from '../runtime/process.js';
import { Driver } from './driver.js';
import { serve } from './server.js';
import { LIMITS, readOptions, USAGE } from './settings.js';

/** Owner of the CIB directory when root runs the daemon, so that Pacemaker can take it over. */
const FILE_OWNER = 'hacluster';

const TICK_MS = 1000;

/** Run the CIB daemon until it is told to stop. Returns the exit status. */
export async function runDaemon(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(USAGE);
    return 0;
  }
  const isRoot = process.getuid?.() === 0;
  const options = readOptions(args, process.env, isRoot);
  if (typeof options === 'string') {
    process.stderr.write(`pacemaker-based: ${options}\n`);
    return 64;
  }
  const log = openLog('pacemaker-based', options.logLevel, Date.now, options.logFile);
  const { directory, runDirectory, sockets, settings } = options;
  const owner = isRoot ? systemAccounts().byName(FILE_OWNER) : undefined;
  const stopped = onSignals(['SIGTERM', 'SIGINT']);
  try {
    const driver = await Driver.start({
      files: systemFiles(owner),
      directory,
      boot: bootId(),
      settings,
      log,
      now: Date.now,
      pause: afterReading,
    });
    const serving = await serve({
      driver,
      limits: LIMITS,
      runDirectory,
      sockets,
      node: hostname(),
      user: userName(),
      users: systemAccounts,
      log,
    });
    log('notice', `serving the CIB in ${directory} on ${sockets.main}`);
    const ticking = setInterval(() => driver.tick(), TICK_MS);
    await stopped;
    clearInterval(ticking);
    serving.close();
    await driver.stop();
    serving.drop();
    log('notice', 'stopped');
    return 0;
  } catch (error) {
    log('error', `cannot go on: ${(error as Error).message}`);
    // What has been opened must not keep a daemon going that serves nobody.
    process.exit(1);
  }
}
