import type { ClientEnvironment } from '../client/client.js';

/** Where a daemon listens. */
export interface SocketPaths {
  /** For root and the daemon's own user. */
  readonly main: string;
  /** For everyone else, who must prove who they are. */
  readonly public: string;
}

export const SYSTEM_RUN_DIRECTORY = '/run/metronome';

/**
 * Run directories that may hold the daemon's sockets, best first: that of a lab under
 * `METRONOME_DIR`, or the user's own, or the system's.
 */
export function runDirectories(env: ClientEnvironment): string[] {
  if (env.METRONOME_DIR) return [`${env.METRONOME_DIR}/run`];
  const own = env.XDG_RUNTIME_DIR ? [`${env.XDG_RUNTIME_DIR}/metronome`] : [];
  return [SYSTEM_RUN_DIRECTORY, ...own];
}

export function socketsIn(runDirectory: string): SocketPaths {
  return socketsAt(`${runDirectory}/cib`);
}

/** The sockets of a daemon whose main socket is at `path`, as `PCMK_cib_socket` names it. */
export function socketsAt(path: string): SocketPaths {
  return { main: path, public: `${path}.public` };
}

/** Every pair of sockets to try, in order. */
export function candidates(env: ClientEnvironment): SocketPaths[] {
  return env.PCMK_cib_socket ? [socketsAt(env.PCMK_cib_socket)] : runDirectories(env).map(socketsIn);
}
