import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { CibError } from '../../cib/result/error.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** How other nodes are reached, by programs of this one. */
export interface Shell {
  readonly program: string;
  /** Command lines that run a command on all nodes. */
  run(nodes: readonly string[], command: readonly string[]): string[][];
  /** Command lines that copy a file or directory into a directory of all nodes. */
  copy(nodes: readonly string[], from: string, to: string): string[][];
}

const UNKNOWN_HOSTS = 'StrictHostKeyChecking=no';

/** In order of preference. */
const SHELLS: readonly Shell[] = [
  {
    program: 'pssh',
    run: (nodes, command) => [['pssh', '-i', '-H', nodes.join(' '), '-O', UNKNOWN_HOSTS, '--', ...command]],
    copy: (nodes, from, to) => [['pscp.pssh', '-H', nodes.join(' '), '-x', '-pr', '-O', UNKNOWN_HOSTS, '--', from, to]],
  },
  {
    program: 'pdsh',
    run: (nodes, command) => [['pdsh', '-w', nodes.join(','), '--', ...command]],
    copy: (nodes, from, to) => [['pdcp', '-pr', '-w', nodes.join(','), '--', from, to]],
  },
  {
    program: 'ssh',
    run: (nodes, command) => nodes.map((node) => ['ssh', '-o', UNKNOWN_HOSTS, node, '--', ...command]),
    copy: (nodes, from, to) => nodes.map((node) => ['scp', '-pqr', '-o', UNKNOWN_HOSTS, from, `${node}:${to}`]),
  },
];

/** The other nodes of the cluster, and the means to bring secrets there. */
export class Peers {
  constructor(
    private readonly env: Environment,
    private readonly nodes: readonly string[],
    private readonly tell: (line: string) => void,
  ) {}

  /** @throws CibError if there are other nodes, but no program to reach them */
  check(): void {
    if (this.nodes.length > 0) this.shell();
  }

  /** Copy files to, or if they are gone delete them from, the nodes that can be reached. */
  sync(files: readonly string[], gone: boolean): void {
    const nodes = this.reachable();
    const [file] = files;
    if (nodes.length === 0 || file === undefined) return;
    this.tell(`${gone ? `Deleting ${file} from` : `Syncing ${file} to`} ${nodes.join(' ')} ...`);
    const shell = this.shell();
    this.run(shell.run(nodes, ['mkdir', '-p', dirname(file)]));
    if (gone) this.run(shell.run(nodes, ['rm', '-f', ...files]));
    else for (const each of files) this.run(shell.copy(nodes, each, dirname(each)));
  }

  /** Have the nodes that can be reached hold just what a directory holds here. */
  syncDirectory(directory: string): void {
    const nodes = this.reachable();
    if (nodes.length === 0) return;
    this.tell(`Syncing ${directory} to ${nodes.join(' ')} ...`);
    const shell = this.shell();
    this.run(shell.run(nodes, ['rm', '-rf', directory]));
    this.run(shell.run(nodes, ['mkdir', '-p', dirname(directory)]));
    this.run(shell.copy(nodes, directory, dirname(directory)));
  }

  private shell(): Shell {
    const shell = SHELLS.find(({ program }) => isInstalled(program, this.env));
    if (!shell) throw new CibError('ENOPKG', 'Please install one of pssh, pdsh, or ssh');
    return shell;
  }

  private reachable(): string[] {
    const alive = isInstalled('fping', this.env) && process.geteuid?.() === 0 ? this.fping() : this.ping();
    for (const node of this.nodes.filter((name) => !alive.includes(name))) {
      this.tell(`Node ${node} is down - you'll need to update it with \`cibsecret sync\` later`);
    }
    return alive;
  }

  private fping(): string[] {
    if (this.nodes.length === 0) return [];
    const answered = this.spawn(['fping', '-a', '-q', ...this.nodes]).stdout.split('\n');
    return this.nodes.filter((node) => answered.includes(node));
  }

  private ping(): string[] {
    return this.nodes.filter((node) => this.spawn(['ping', '-c', '2', '-q', node]).status === 0);
  }

  private run(commands: readonly string[][]): void {
    for (const command of commands) {
      const { status, stderr, error } = this.spawn(command);
      if (error) throw new CibError('error', `Failed to execute child process “${command[0]}”: ${error.message}`);
      if (status === 0) continue;
      const details = stderr.split('\n').filter((line) => line !== '');
      throw new CibError('error', `Child process exited with code ${status}`, {}, details);
    }
  }

  private spawn([program = '', ...args]: readonly string[]) {
    const env = { ...this.env, PDSH_SSH_ARGS_APPEND: `-o ${UNKNOWN_HOSTS}` };
    return spawnSync(program, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  }
}

function isInstalled(program: string, { PATH = '' }: Environment): boolean {
  return PATH.split(delimiter).some((directory) => {
    try {
      accessSync(join(directory, program), constants.X_OK);
      return directory !== '';
    } catch {
      return false;
    }
  });
}
