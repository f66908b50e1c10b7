import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve as pathOf, relative } from 'node:path';
import { CibError, fromSystemError } from '../../cib/result/error.js';
import { type Action, type ActionKind, commandsOf, filledIn, plainSettings } from './actions.js';
import type { Script } from './model.js';
import { installing, settingService } from './packages.js';
import type { Resolved } from './parameters.js';
import type { Progress } from './progress.js';
import type { World } from './run.js';
import { isYes } from './source.js';

export interface Done {
  readonly ok: boolean;
  readonly output: string;
}

/** Actions that are done on this node only, whatever nodes they name. */
const LOCAL: readonly ActionKind[] = ['validate', 'apply_local', 'report', 'cib', 'crm'];
/** Actions that need what belongs to the script on all nodes. */
const SPREAD: readonly ActionKind[] = ['collect', 'apply', 'copy'];
const INPUT = 'script.input';

/**
 * Where the actions of one run are carried out: a directory on each node with the files of the
 * script, and in it what the actions have found so far.
 */
export class Stage {
  private directory = join(tmpdir(), 'crm-tmp-script');
  private spread: readonly string[] = [];
  /** The values, and then what each action that gives JSON has given, by node. */
  private data: unknown[];

  constructor(
    private readonly script: Script,
    private readonly resolved: Resolved,
    private readonly nodes: readonly string[],
    private readonly rehearsed: boolean,
    private readonly progress: Progress,
    private readonly world: World,
  ) {
    this.data = [plainSettings(script, resolved)];
  }

  async prepare(actions: readonly Action[]): Promise<void> {
    if (this.rehearsed) return;
    const { directory: source } = this.script;
    this.directory = mkdtempSync(join(tmpdir(), 'crm-tmp-'));
    const wantsFiles = actions.some(({ kind }) => !['cib', 'crm', 'install', 'service'].includes(kind));
    if (!wantsFiles) return;
    if (source?.endsWith(`/${this.script.name}`)) cpSync(source, this.directory, { recursive: true });
    for (const name of existsSync(this.world.helpers) ? readdirSync(this.world.helpers) : []) {
      if (name.endsWith('.py')) cpSync(join(this.world.helpers, name), join(this.directory, name));
    }
    this.keep(join(this.directory, INPUT));
    if (!actions.some(({ kind, nodes }) => SPREAD.includes(kind) || nodes === 'all')) return;
    this.spread = this.nodes.filter((node) => node !== this.world.self);
    for (const node of this.spread) {
      for (const file of filesIn(this.directory)) await this.send(node, file);
    }
  }

  async perform(action: Action): Promise<Done> {
    try {
      return await this.dispatch(action);
    } catch (error) {
      if (!(error instanceof CibError)) throw error;
      this.progress.error(this.world.self, error.message);
      return { ok: false, output: '' };
    }
  }

  /** Keep what was found, for the next single action or for the scripts. */
  keep(file: string): void {
    try {
      writeFileSync(file, JSON.stringify(this.data));
    } catch (error) {
      throw fromSystemError(error, `${file}: ${(error as Error).message}`);
    }
  }

  restore(file: string): void {
    try {
      const data: unknown = JSON.parse(readFileSync(file, 'utf8'));
      if (Array.isArray(data)) this.data = data;
    } catch (error) {
      throw new CibError('ENOENT', `No state for action: ${(error as Error).message}`);
    }
  }

  async clear(): Promise<void> {
    if (this.rehearsed) return;
    rmSync(this.directory, { recursive: true, force: true });
    for (const node of this.spread) {
      await this.world.runner.run(this.addressOf(node), ['rm', '-rf', this.directory]).catch(() => undefined);
    }
  }

  private dispatch(action: Action): Promise<Done> {
    switch (action.kind) {
      case 'cib':
        return this.crm(action, 'load');
      case 'crm':
        return this.crm(action, 'run');
      case 'install':
        return this.everywhere(action, [installing(action.packages)], `install ${action.packages.join(' ')}`);
      case 'service':
        return this.everywhere(
          action,
          action.services.map(([name, state]) => settingService(name, state)),
          action.services.map(([name, state]) => `systemctl ${state} ${name}`).join('; '),
        );
      case 'copy':
        return this.copy(action);
      case 'call':
        return action.value.startsWith('#!')
          ? this.callProgram(action)
          : this.everywhere(action, [['/bin/sh', '-c', this.called(action)]], action.value);
      default:
        return this.ownProgram(action);
    }
  }

  /** Not every node has the directory: a command that needs its files says that it is for all. */
  private called({ value }: Action): string {
    return `cd '${this.directory}' 2>/dev/null; ${value}`;
  }

  /** The program is in the script itself. */
  private async callProgram(action: Action): Promise<Done> {
    const file = join(this.directory, 'call');
    const targets = this.rehearsed ? [] : this.targets(action);
    this.spread = [...new Set([...this.spread, ...targets.filter((node) => node !== this.world.self)])];
    for (const node of targets) await this.world.runner.write(this.hostOf(node), file, `${action.value}\n`, 0o755);
    return this.everywhere(action, [[file]], action.value);
  }

  private async crm(action: Action, how: 'run' | 'load'): Promise<Done> {
    const file = join(this.directory, 'commands');
    const commands = commandsOf(action);
    if (this.rehearsed) {
      const force = action.force ? ' --force' : '';
      const verb = how === 'load' ? 'configure load update' : '-f';
      this.progress.command('localhost', `temporary file <<END\n${commands}\nEND\n`);
      this.progress.command('localhost', `crm --wait --no${force} ${verb} ${file}`);
      return { ok: true, output: '' };
    }
    writeFileSync(file, commands, { mode: 0o600 });
    const problem = await this.world.crm(how, file, action.force);
    if (problem !== undefined && problem !== '') this.progress.error(this.world.self, problem);
    return { ok: problem === undefined, output: '' };
  }

  private async copy(action: Action): Promise<Done> {
    if (this.rehearsed) {
      this.progress.command(this.namesOf(action), `copy ${action.value} to ${action.to}`);
      return { ok: true, output: '' };
    }
    const from = pathOf(this.directory, action.value);
    if (!existsSync(from)) throw new CibError('ENOENT', `File not found: ${action.value}`);
    const { runner } = this.world;
    for (const node of this.targets(action)) {
      for (const file of statSync(from).isDirectory() ? filesIn(from) : [from]) {
        const to = file === from ? action.to : join(action.to, relative(from, file));
        const content = action.isTemplate
          ? filledIn(this.script, this.resolved, readFileSync(file, 'utf8'))
          : readFileSync(file);
        await runner.write(this.hostOf(node), to, content, statSync(file).mode & 0o7777);
      }
    }
    return { ok: true, output: '' };
  }

  /** A program that came with the script; what it prints is JSON, but for a report. */
  private async ownProgram(action: Action): Promise<Done> {
    const isReport = action.kind === 'report';
    const targets = this.targets(action);
    if (!this.rehearsed) await this.tell(targets);
    const command = inDirectory(this.directory, `./${action.value}`);
    const found = await this.runOn(action, targets, ['/bin/sh', '-c', command], `./${action.value}`);
    if (!found || this.rehearsed) return { ok: found !== undefined, output: '' };
    if (isReport) return { ok: true, output: [...found.values()].join('').trimEnd() };
    const results = Object.fromEntries([...found].map(([node, text]) => [node, parsed(text)]));
    const local = LOCAL.includes(action.kind) ? Object.values(results)[0] : results;
    this.data.push(local ?? {});
    if (action.kind === 'validate' && typeof local === 'object') Object.assign(this.data[0] as object, local);
    return { ok: true, output: '' };
  }

  /** Let the nodes have what was found so far. */
  private async tell(targets: readonly string[]): Promise<void> {
    const file = join(this.directory, INPUT);
    this.keep(file);
    for (const node of targets) {
      if (node !== this.world.self) await this.send(node, file);
    }
  }

  /** Copy a file to the same place on another node. */
  private send(node: string, file: string): Promise<void> {
    return this.world.runner.write(this.addressOf(node), file, readFileSync(file), statSync(file).mode & 0o7777);
  }

  private async everywhere(action: Action, commands: readonly (readonly string[])[], shown: string): Promise<Done> {
    for (const command of commands) {
      const last = command === commands.at(-1);
      if (this.rehearsed && !last) continue;
      if (!(await this.runOn(action, this.targets(action), command, shown))) return { ok: false, output: '' };
    }
    return { ok: true, output: '' };
  }

  /** @returns what was printed by node; undefined if it failed on one, which has been told */
  private async runOn(
    action: Action,
    targets: readonly string[],
    command: readonly string[],
    shown: string,
  ): Promise<ReadonlyMap<string, string> | undefined> {
    if (this.rehearsed) {
      this.progress.command(this.namesOf(action), shown);
      return new Map();
    }
    const found = new Map<string, string>();
    let ok = true;
    const argv = this.needsSudo(action) ? ['sudo', ...command] : command;
    const limited = ['timeout', `${Number(this.resolved.common.timeout) || 600}`, ...argv];
    for (const node of targets) {
      const { status, stdout, stderr } = await this.world.runner.run(this.hostOf(node), limited);
      found.set(node, stdout);
      if (status === 0) continue;
      this.progress.error(node, `Error (${status}): ${stderr.trim() || stdout.trim()}`);
      ok = false;
    }
    return ok ? found : undefined;
  }

  private needsSudo({ kind, sudo, nodes }: Action): boolean {
    if (this.world.isRoot || !isYes(this.resolved.common.sudo)) return false;
    return kind === 'call'
      ? isYes(sudo) || nodes !== 'local'
      : ['apply', 'apply_local', 'install', 'service'].includes(kind);
  }

  private targets({ kind, nodes }: Action): readonly string[] {
    if (nodes === 'local' || LOCAL.includes(kind)) return [this.world.self];
    return nodes === '' || nodes === 'all' ? this.nodes : nodes.split(/[\s,]+/);
  }

  private namesOf(action: Action): string {
    if (action.nodes === 'local' || LOCAL.includes(action.kind)) return 'localhost';
    return action.nodes || 'all';
  }

  private hostOf = (node: string): string | undefined => (node === this.world.self ? undefined : this.addressOf(node));

  /** As ssh takes it. */
  private addressOf(node: string): string {
    const { user, port } = this.resolved.common;
    const name = user ? `${user}@${node}` : node;
    return port ? `ssh://${name}:${port}` : name;
  }
}

const inDirectory = (directory: string, command: string): string => `cd '${directory}' && ${command}`;

function filesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true })
    .map((name) => join(directory, String(name)))
    .filter((path) => statSync(path).isFile());
}

function parsed(text: string): unknown {
  try {
    return text.trim() === '' ? {} : JSON.parse(text);
  } catch {
    throw new CibError('EINVAL', `this is no JSON: ${text.trim().split('\n')[0]}`);
  }
}
