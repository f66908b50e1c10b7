import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openLive } from '../../../cib/client/live.js';

const MAIN = fileURLToPath(new URL('../../../main.js', import.meta.url));

/** A daemon in a process of its own, with everything under one directory. */
export class DaemonProcess {
  readonly log: string[] = [];
  private readonly exited: Promise<number | null>;

  private constructor(
    private readonly child: ChildProcess,
    readonly directory: string,
  ) {
    this.exited = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
  }

  /** Start it; settles when it serves clients. METRONOME_DAEMON names another executable to run. */
  static async start(directory: string, ...options: string[]): Promise<DaemonProcess> {
    const other = process.env['METRONOME_DAEMON'];
    const [command, args] = other ? [other, ['pacemaker-based']] : [process.execPath, [MAIN, 'pacemaker-based']];
    const child = spawn(command, [...args, ...options], {
      env: { ...process.env, METRONOME_DIR: directory, PCMK_cib_socket: '' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const daemon = new DaemonProcess(child, directory);
    const lines = createInterface({ input: child.stderr as NodeJS.ReadableStream });
    await new Promise<void>((resolve, reject) => {
      lines.on('line', (line) => {
        daemon.log.push(line);
        if (line.includes('serving the CIB')) resolve();
      });
      void daemon.exited.then((code) => reject(new Error(`daemon exited with ${code}: ${daemon.log.join('\n')}`)));
    });
    return daemon;
  }

  connect(program = 'test') {
    return openLive({ METRONOME_DIR: this.directory, CIB_user: 'root' }, program);
  }

  get socket(): string {
    return `${this.directory}/run/cib`;
  }

  async kill(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return this.exited;
  }
}
