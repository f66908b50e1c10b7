import type { CibClient } from '../cib/client/client.js';
import type { Element } from '../cib/xml/element.js';
import type { Answer } from './answer/answer.js';
import { stayOn } from './interrupted.js';
import type { Level, Message } from './level.js';
import type { Preferences } from './preferences/preferences.js';
import type { Login, Runner } from './remote/runner.js';
import type { Paint } from './syntax/paint.js';
import type { Workspace } from './workspace/workspace.js';

/** The other end of the conversation. */
export interface Console {
  out(text: string): void;
  err(text: string): void;
  /** Wait for yes or no. Absent if there is nobody to ask. */
  ask?(question: string): Promise<boolean>;
  /** Let another program have the terminal; its exit status. Absent if there is none. */
  runInTerminal?(program: string, args: readonly string[]): Promise<number>;
  /** Lines of the screen, if there is one. */
  readonly rows?: number;
  /** Show a text by a pager. @returns false if that does not work */
  page?(pager: string, text: string): Promise<boolean>;
  /** How to mark what is printed. */
  paint: Paint;
  /** Messages get colours. */
  color: boolean;
  /** Mark it as the user wants from now on. @param display as `-D` says it @param colors by what they are for */
  style?(display: string, colors: (what: string) => string): void;
}

/** What the options of the command line ask for. */
export interface ShellOptions {
  /** Answer every question with yes, and go ahead where it would be refused. */
  readonly force: boolean;
  /** Answer every question with no. */
  readonly no: boolean;
  /** Wait until the cluster has settled after a change. */
  readonly wait: boolean;
  readonly format: 'text' | 'xml' | 'json';
  /** Tell what is done on the way. */
  readonly debug?: boolean;
  /** Show each line of a script before it is run, as crmsh does for its own tests. */
  readonly regression?: boolean;
  /** Directories of cluster scripts, separated by semicolons. */
  readonly scripts?: string | undefined;
  /** Report, or saved session, that the level history looks at. */
  readonly history?: string | undefined;
  /** The user's options, as set for this run: `section.name` and value. */
  readonly settings?: readonly (readonly [name: string, value: string])[];
}

/** What is outside this process, if it is not the real thing. */
export interface Outside {
  readonly runner?: Runner;
  sleep?(milliseconds: number): Promise<void>;
  /** Name of the node that coordinates the cluster. */
  coordinator?(): Promise<string | undefined>;
}

export type Environment = Record<string, string | undefined>;

/** One run of the shell: where it is, on which CIB, and with whom it talks. */
export class Session {
  readonly stack: Level[] = [];
  /** Line of the script being run; 0 if there is none. */
  line = 0;
  /** Set by `quit`: the exit status. */
  quitting: number | undefined;
  /** Exit status that the last command asks for. */
  status: number | undefined;
  /** The command chose the level to be at. */
  moved = false;
  /** The name of the shadow copy was made up, and it goes when it is left. */
  temporaryShadow = false;
  /** Asks in the line editor, while that has the terminal. */
  prompter: ((question: string) => Promise<string>) | undefined;
  /** Where what is said about a line goes, if a program reads it. */
  answer: Answer | undefined;
  /** Name of the command being run, with its levels, for messages. */
  command = '';
  /** What the command line asks for, and the user's options. */
  options: ShellOptions;
  private client: Promise<CibClient> | undefined;
  private space: Workspace | undefined;
  private chosen: Promise<Preferences> | undefined;

  constructor(
    readonly env: Environment,
    readonly console: Console,
    private readonly given: ShellOptions,
    readonly host: string,
    readonly now: () => Date,
    readonly outside: Outside = {},
  ) {
    this.options = given;
  }

  get level(): Level {
    return this.stack.at(-1) as Level;
  }

  /** What the prompt calls the CIB at hand. */
  get cibName(): string {
    const shadow = this.env['CIB_shadow'];
    if (!shadow) return 'live';
    return this.temporaryShadow ? '@tmp@' : shadow;
  }

  get prompt(): string {
    const path = this.stack.slice(1).map(({ name }) => name);
    return `crm(${this.cibName}/${this.host})${path.join(' ')}# `;
  }

  /** The CIB that the environment names. */
  async cib(): Promise<CibClient> {
    stayOn();
    this.client ??= import('../cib/client/open.js').then(({ openCib }) =>
      openCib(this.env, 'crm', undefined, { unchecked: true }),
    );
    return this.client;
  }

  /**
   * The user's options, read when first asked for; the defaults, after saying so, if their files cannot be understood.
   * @throws CibError `EINVAL` if those of the command line cannot
   */
  preferences(): Promise<Preferences> {
    this.chosen ??= import('./preferences/preferences.js').then(({ Preferences }) => {
      const loaded = Preferences.load(this.env, (fault) => this.say('error', fault.located));
      for (const [name, value] of this.given.settings ?? []) loaded.set(name, value);
      return loaded;
    });
    return this.chosen;
  }

  /** Do as the user's options say from now on; the command line goes first. @throws CibError those of `preferences` */
  async heedPreferences(): Promise<void> {
    const preferences = await this.preferences();
    const { force, wait, debug } = this.given;
    this.options = {
      ...this.given,
      force: force || preferences.isOn('core.force'),
      wait: wait || preferences.isOn('core.wait'),
      debug: debug === true || preferences.isOn('core.debug'),
    };
    this.console.style?.(preferences.get('color.style'), (what) => preferences.get(`color.${what}`));
    this.env['OCF_ROOT'] ||= preferences.get('path.ocf_root');
  }

  /** Programs and files of this node and of others. */
  async runner(login?: Login): Promise<Runner> {
    stayOn();
    if (this.outside.runner) return this.outside.runner;
    const [{ runnerFor }, preferences] = await Promise.all([import('./remote/ssh.js'), this.preferences()]);
    return runnerFor(this, preferences, login);
  }

  async sleep(milliseconds: number): Promise<void> {
    const sleep = this.outside.sleep ?? (await import('node:timers/promises')).setTimeout;
    stayOn();
    await sleep(milliseconds);
    stayOn();
  }

  /** The configuration being edited, read now if it was not yet. */
  async workspace(): Promise<Workspace> {
    if (!this.space) {
      const [client, { Workspace }, { providerOf }, preferences] = await Promise.all([
        this.cib(),
        import('./workspace/workspace.js'),
        import('./complete/agents.js'),
        this.preferences(),
      ]);
      const modern = preferences.isOn('core.OCF_1_1_SUPPORT');
      this.space = await Workspace.open(client, (type) => providerOf(type, this.env), modern);
    }
    return this.space;
  }

  /** Take up edits that were made before. */
  async resume(base: Element, cib: Element, changed: readonly string[]): Promise<void> {
    const [{ Workspace }, { providerOf }, preferences] = await Promise.all([
      import('./workspace/workspace.js'),
      import('./complete/agents.js'),
      this.preferences(),
    ]);
    const modern = preferences.isOn('core.OCF_1_1_SUPPORT');
    this.space = Workspace.resumed(base, cib, changed, (type) => providerOf(type, this.env), modern);
  }

  /** The same, if it is open. */
  get openWorkspace(): Workspace | undefined {
    return this.space;
  }

  dropWorkspace(): void {
    this.space = undefined;
  }

  /** Another CIB is meant from now on. */
  async useShadow(name: string | undefined): Promise<void> {
    await this.disconnect();
    this.env['CIB_shadow'] = name;
    this.dropWorkspace();
  }

  async disconnect(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await client?.then(
      (open) => open.close(),
      () => undefined,
    );
  }

  say(level: Message['level'], text: string): void {
    if (this.answer) {
      this.answer.messages.push({ level, text });
      return;
    }
    const name = level.toUpperCase();
    const color = { error: 31, warning: 33, info: 32 }[level];
    const label = this.console.color ? `\u001b[${color}m${name}\u001b[0m` : name;
    const line = this.line > 0 ? `${this.line}: ` : '';
    // Remarks belong to what a person reads; where a program reads, they must not get in between.
    const told = level === 'info' && this.options.format === 'text' ? this.console.out : this.console.err;
    told(`${label}: ${line}${text}\n`);
  }

  /** Tell what is done, to who wants to know. */
  debug(text: string): void {
    if (this.options.debug) this.console.err(`DEBUG: ${text}\n`);
  }

  /** Show a person something while a command is at work; it is no part of the answer that a program reads. */
  narrate(text: string): void {
    if (this.options.format === 'text') this.console.out(text);
    else this.console.err(text);
  }

  /** Yes or no; --force and --no answer by themselves, and without a terminal it is no. */
  async ask(question: string): Promise<boolean> {
    if (this.options.force) {
      this.say('info', `${question} [YES]`);
      return true;
    }
    const { prompter } = this;
    const text = `${question.replace(/\?\s*$/, '')} (y/n)? `;
    if (this.options.no || !this.canAsk) {
      if (this.answer) this.say('info', `${question} [NO]`);
      return false;
    }
    if (!prompter) return this.console.ask?.(text) ?? false;
    for (;;) {
      const answer = (await prompter(text)).trim().toLowerCase()[0];
      if (answer === 'y' || answer === 'n') return answer === 'y';
    }
  }

  /** There is somebody who can answer. */
  get canAsk(): boolean {
    return this.prompter !== undefined || this.console.ask !== undefined;
  }
}
