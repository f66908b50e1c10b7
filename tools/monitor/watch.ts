import type { LiveClient } from '../../cib/client/client.js';
import { CibError } from '../../cib/result/error.js';
import type { Element } from '../../cib/xml/element.js';
import type { Context } from '../command/context.js';
import type { Args } from '../command/parse.js';
import { agentEnvironment, eventsOf } from './agent.js';
import { helpText, press, type Screen, screenOf } from './keys.js';
import { type Choice, lookAt, Unusable } from './look.js';
import type { Mode } from './mode.js';
import type { Name } from './options.js';
import { printed } from './page.js';
import { Refresh } from './refresh.js';
import type { Terminal } from './screen.js';

/** Where a watch is to be seen, and what it may do: handed in, so that a test can be in its place. */
export interface Outlet {
  /** Connect to the cluster anew. @throws CibError */
  connect(): Promise<LiveClient>;
  /** Only of the console. */
  readonly terminal?: Terminal;
  /** Write the file. */
  write(text: string): void;
  /** Run the external agent with more in its environment. */
  notify(environment: Readonly<Record<string, string>>): void;
  /** Calls back after so many milliseconds; what it returns calls that off. */
  after(milliseconds: number, callback: () => void): () => void;
  /** Calls back when the process is told to end. */
  onEnd(callback: () => void): void;
}

/** Watches a cluster until it is told to end: shows its status at each change, and once per interval. */
export class Watch {
  private screen: Screen;
  private readonly refresh: Refresh;
  private client: LiveClient | undefined;
  private cib: Element | undefined;
  private cancel: (() => void) | undefined;
  private busy = false;
  private again = false;
  private ended = false;
  private done: () => void = () => {};

  constructor(
    private readonly mode: Mode,
    choice: Choice,
    private readonly args: Args<Name>,
    private readonly context: Context,
    private readonly outlet: Outlet,
  ) {
    this.screen = screenOf(choice);
    this.refresh = new Refresh(mode.intervalMs);
  }

  /** Resolves when it has ended. */
  async run(): Promise<void> {
    const finished = new Promise<void>((resolve) => {
      this.done = resolve;
    });
    const { terminal } = this.outlet;
    this.outlet.onEnd(() => this.end());
    terminal?.enter(
      (key) => this.key(key),
      () => this.look(false),
    );
    this.message('Not connected to CIB: Waiting for initial connection');
    this.look(true);
    await finished;
    terminal?.leave();
    await this.client?.close();
  }

  private end(): void {
    this.ended = true;
    this.cancel?.();
    this.done();
  }

  private key(key: string): void {
    if (key === 'quit') this.end();
    else {
      this.screen = press(key, this.screen);
      this.look(false);
    }
  }

  /** Something changed in the cluster. */
  private changed(patch: Element): void {
    if (this.args.has('external-agent')) {
      const recipient = this.args.value('external-recipient');
      for (const event of eventsOf(patch)) this.outlet.notify(agentEnvironment(event, recipient));
    }
    const wait = this.refresh.changed(this.context.now().getTime());
    if (wait === 0) this.look(true);
    else this.later(wait);
  }

  private later(milliseconds: number): void {
    this.cancel?.();
    this.cancel = this.outlet.after(milliseconds, () => this.look(true));
  }

  /** Show the status; one at a time, and what comes meanwhile is shown after it. */
  private look(query: boolean): void {
    if (query) this.cib = undefined;
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    void this.show().finally(() => {
      this.busy = false;
      if (this.ended) return;
      if (this.again) {
        this.again = false;
        this.look(false);
      } else this.later(this.mode.intervalMs);
    });
  }

  private async show(): Promise<void> {
    try {
      this.cib ??= await this.query();
      // What is looked at is changed when its schema is brought up to date
      const look = await lookAt(this.cib.clone(), this.screen, this.args, this.context);
      if (this.ended) return;
      this.refresh.looked(this.context.now().getTime());
      const text = this.screen.help ? helpText(this.screen) : await printed(look, this.mode, this.args, this.context);
      if (this.outlet.terminal) this.outlet.terminal.show(text);
      else if (this.mode.format !== 'none') this.outlet.write(text);
    } catch (error) {
      if (error instanceof Unusable) this.message(error.lines.join('\n'));
      else if (error instanceof CibError) this.lost(error);
      else throw error;
    }
  }

  private async query(): Promise<Element> {
    this.client ??= await this.connect();
    return (await this.client.call({ operation: 'query' })).output as Element;
  }

  private async connect(): Promise<LiveClient> {
    const client = await this.outlet.connect();
    await client.subscribe(({ patch }) => this.changed(patch));
    return client;
  }

  /** The connection is gone: it is tried again at the next interval. */
  private lost(error: CibError): void {
    void this.client?.close().catch(() => {});
    this.client = undefined;
    this.message(`Not connected to CIB: ${error.rc.description}`);
  }

  private message(text: string): void {
    if (this.ended) return;
    if (this.outlet.terminal) this.outlet.terminal.show(`${text}\n`);
    else if (this.mode.format === 'text') this.outlet.write(`${text}\n`);
    else if (this.mode.format === 'html') void this.htmlMessage(text);
  }

  private async htmlMessage(text: string): Promise<void> {
    const [{ pageText }, { tag }, { pageOptions }] = await Promise.all([
      import('../status/html/page.js'),
      import('../status/html/write.js'),
      import('./page.js'),
    ]);
    if (!this.cib) this.outlet.write(pageText([tag('span', {}, text)], pageOptions(this.mode, this.args)));
  }
}
