/** What a program did. */
export interface Ran {
  /** Exit status; 127 if there is no such program, 128 and the signal's number if one ended it. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A node by its name or address; undefined is this one. */
export type Host = string | undefined;

/**
 * Programs and files, of this node and of others. Everything that the shell does outside its own
 * process and the CIB goes through it.
 *
 * Every method throws CibError `ENOTCONN`, which names the node, if that cannot be reached.
 */
export interface Runner {
  /** @param argv program and arguments, as they are: no shell reads them, here or there */
  run(host: Host, argv: readonly string[], input?: string | Uint8Array): Promise<Ran>;
  /** Copy a file of this node to another, with its permissions. @throws CibError `EIO` if it cannot be written */
  copy(host: string, from: string, to: string): Promise<void>;
  /** What a file holds; undefined if there is none. @throws CibError `EIO` if it cannot be read */
  read(host: Host, path: string): Promise<Buffer | undefined>;
  /** Write a file, whole or not at all. @throws CibError `EIO` if it cannot be written */
  write(host: Host, path: string, content: string | Uint8Array, mode?: number): Promise<void>;
}

/** How to log in to other nodes, if not as usual. */
export interface Login {
  readonly user?: string;
  /** For ssh. */
  readonly options?: readonly string[];
}

/** A line for a POSIX shell that stands for these words. */
export const shellLine = (argv: readonly string[]): string => argv.map(quoted).join(' ');

const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
