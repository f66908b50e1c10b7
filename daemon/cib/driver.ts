import { needsAcl } from '../../cib/acl/acl.js';
import type { HistoryRange, JournalEntry } from '../../cib/client/client.js';
import { Cib } from '../../cib/document/cib.js';
import type { Editor } from '../../cib/document/editor.js';
import { FEATURE_SET } from '../../cib/document/empty.js';
import type { PerformEnv } from '../../cib/operations/environment.js';
import { type Outcome, performNow } from '../../cib/operations/perform.js';
import type { Origin, Request } from '../../cib/operations/request.js';
import { configuredOptions, isTrue } from '../../cib/options/read.js';
import { diff } from '../../cib/patch/diff.js';
import { readPatchset, writePatchset } from '../../cib/patch/patchset.js';
import { rebase } from '../../cib/patch/rebase.js';
import { patchsetText } from '../../cib/patch/text.js';
import { CibError, fromSystemError } from '../../cib/result/error.js';
import { encodeFrame, FRAME } from '../../cib/wire/frame.js';
import { Element } from '../../cib/xml/element.js';
import { parseXml } from '../../cib/xml/parse.js';
import { RepeatedTag } from '../../cib/xml/repeated-tag.js';
import { serializePretty } from '../../cib/xml/serialize.js';
import type { Files } from '../runtime/files.js';
import type { Log } from '../runtime/log.js';
import { type Snapshot, writeCheckpoint } from './checkpoint.js';
import { Core } from './core.js';
import type { Change, Effect, Event, Performed, Settings } from './effects.js';
import { daemonEnvironment, Validation } from './environment.js';
import { type Guard, readGuard, rollbackOrigin, SELF, writeGuard } from './guard.js';
import { Journal, readHistory } from './journal.js';
import { type Job, localOrdering, type Ordering } from './ordering.js';
import { Printed } from './printed.js';
import { changePayload, signature, type Unwritten } from './record.js';
import { recover } from './recovery.js';
import { takeSnapshot } from './snapshot.js';

/** What the driver has from the world. */
export interface World {
  readonly files: Files;
  readonly directory: string;
  /** Names the host's current boot. */
  readonly boot: string;
  readonly settings: Settings & { readonly historyBytes: number };
  readonly log: Log;
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
  /** Let what has come in meanwhile be read. */
  pause(): Promise<void>;
}

/** Where replies go. One that is gone may be asked for in vain. */
export interface Client {
  done(id: number, version: Outcome['version'], output: readonly string[] | undefined): void;
  failed(id: number, error: CibError): void;
  event(frame: Buffer): void;
  flush(): void;
}

/** A place in the journal at which a checkpoint was taken. */
interface Mark {
  readonly snapshot: Snapshot;
}

/** A change of what waits to be confirmed, in its place among the records. */
interface Note {
  readonly guard: Guard | undefined;
}

type Item = Unwritten | Mark | Note;

/** Carries out the core's effects, on the document, the disk and the clients. */
export class Driver {
  private readonly clients = new Map<number, Client>();
  private readonly touched = new Set<Client>();
  private readonly core: Core;
  private readonly ordering: Ordering;
  private readonly printed: Printed;
  private readonly validation: Validation;
  private readonly environment: (now: number) => PerformEnv;
  /** What goes to the journal next. */
  private queue: Item[] = [];
  private writing = false;
  private probing = false;
  private durable: number;
  /** Being dealt with, and to be dealt with next. */
  private events: Event[] = [];
  private readonly root = new RepeatedTag();
  private readonly signatures = new WeakMap<Origin, string>();
  private whenIdle: (() => void) | undefined;

  private constructor(
    private readonly world: World,
    private readonly cib: Cib,
    private readonly journal: Journal,
    sequence: number,
    /** Of the CIB file. */
    private digest: string | undefined,
    guard: Guard | undefined,
  ) {
    this.core = new Core(world.settings, sequence, guard);
    this.durable = sequence;
    this.ordering = localOrdering(sequence, (job, at) => this.step({ kind: 'delivered', job, sequence: at }));
    this.printed = new Printed(cib);
    this.validation = new Validation(cib);
    this.environment = daemonEnvironment(this.validation);
  }

  /**
   * Recover the document from its directory, and write to the disk what is not there yet.
   * @throws the system error, if the disk cannot be written
   */
  static async start(world: World): Promise<Driver> {
    const { files, directory, boot, log } = world;
    await files.makeDirectory(directory);
    const { root, sequence, digest, unsaved } = await recover(files, directory, boot, log);
    const journal = await Journal.open(files, directory, boot, sequence);
    const guard = await readGuard(files, directory, sequence);
    const driver = new Driver(world, new Cib(root), journal, sequence, digest, guard);
    const snapshot = takeSnapshot(driver.cib.root, driver.printed, world.boot, sequence);
    if (unsaved) await driver.save(snapshot);
    return driver;
  }

  get version(): Outcome['version'] {
    return this.cib.version;
  }

  /** May this user see all of the CIB now? */
  isUnrestricted(user: string): boolean {
    return !needsAcl(user) || !isTrue(configuredOptions(this.cib.root, this.world.now()).get('enable-acl'));
  }

  attach(id: number, client: Client): void {
    this.clients.set(id, client);
  }

  submit(client: number, id: number, request: Request): void {
    this.ordering.submit({ client, id, request, now: this.world.now() });
  }

  subscribe(client: number): void {
    this.step({ kind: 'subscribe', client });
  }

  gone(client: number): void {
    this.clients.delete(client);
    this.step({ kind: 'gone', client });
  }

  tick(): void {
    this.step({ kind: 'tick', now: this.world.now() });
  }

  async history(range: HistoryRange): Promise<JournalEntry[]> {
    return readHistory(this.world.files, this.world.directory, range, this.durable);
  }

  /** Wait for what is under way, then write the CIB file. Nothing may be submitted any more. */
  async stop(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.whenIdle = resolve;
      this.checkIdle();
    });
    await this.save(takeSnapshot(this.cib.root, this.printed, this.world.boot, this.durable));
    await this.journal.close();
  }

  /** An event that comes of an effect has its turn after the other effects; how many there are is no matter. */
  private step(event: Event): void {
    this.events.push(event);
    if (this.events.length > 1) return;
    for (let i = 0; i < this.events.length; i++) {
      for (const effect of this.core.step(this.events[i] as Event)) this.execute(effect);
    }
    this.events = [];
    if (this.touched.size > 0) {
      for (const client of this.touched) client.flush();
      this.touched.clear();
    }
    this.checkIdle();
  }

  private checkIdle(): void {
    if (this.whenIdle && this.core.idle && !this.writing) this.whenIdle();
  }

  private execute(effect: Effect): void {
    switch (effect.kind) {
      case 'perform':
        this.perform(effect.job);
        return;
      case 'append':
        this.append({ sequence: effect.sequence, payload: effect.payload });
        return;
      case 'reply':
        this.client(effect.client)?.done(effect.id, effect.version, effect.output);
        return;
      case 'fail':
        this.client(effect.client)?.failed(effect.id, effect.error);
        return;
      case 'undo':
        effect.change.undo();
        this.validation.reset();
        return;
      case 'notify':
        this.notify(effect.clients, effect.change, effect.job);
        return;
      case 'checkpoint':
        this.append({ snapshot: takeSnapshot(this.cib.root, this.printed, this.world.boot, effect.sequence) });
        return;
      case 'guard':
        this.append({ guard: effect.guard });
        return;
      case 'revert':
        this.revert(effect.guard);
        return;
      case 'probe':
        void this.probe(effect.after);
        return;
      case 'log':
        this.world.log(effect.level, effect.text);
    }
  }

  private revert(guard: Guard): void {
    let input: Element;
    try {
      input = writePatchset(rebase(this.cib.root, readPatchset(parseXml(guard.inverse))));
    } catch (error) {
      if (!(error instanceof CibError)) throw error;
      // Performed as it is, it fails with the same error, and that is told.
      input = parseXml(guard.inverse);
    }
    this.submit(SELF, guard.sequence, { operation: 'patch', input, origin: rollbackOrigin(guard) });
  }

  private client(id: number): Client | undefined {
    const client = this.clients.get(id);
    if (client) this.touched.add(client);
    return client;
  }

  private perform(job: Job): void {
    const { request, now } = job;
    const report = (result: Performed) => this.step({ kind: 'performed', result, now: this.world.now() });
    const done = (outcome: Outcome) => report(this.describe(outcome, job));
    const failed = (error: unknown) => {
      // A bug in one operation is an error to who asked for it; the document is as it was.
      if (!(error instanceof CibError)) this.world.log('error', `internal error: ${(error as Error).stack}`);
      report({ kind: 'error', error: error instanceof CibError ? error : new CibError('EIO', 'internal error') });
    };
    if (request.operation === 'ping') {
      report({ kind: 'ok', version: this.cib.version, output: [serializePretty(this.pong())], change: undefined });
      return;
    }
    let outcome: Outcome | Promise<Outcome>;
    try {
      outcome = performNow(this.cib, request, this.environment(now));
    } catch (error) {
      failed(error);
      return;
    }
    if (outcome instanceof Promise) outcome.then(done, failed);
    else done(outcome);
  }

  private pong(): Element {
    const pong = new Element('pong', { crm_feature_set: FEATURE_SET });
    for (const name of ['admin_epoch', 'epoch', 'num_updates']) pong.set(name, this.cib.root.get(name) ?? '0');
    return pong;
  }

  private describe({ version, from, output, edits }: Outcome, { request, now }: Job): Performed {
    const whole = output === this.cib.root;
    const text = output && (whole ? this.printed.document() : [serializePretty(output)]);
    if (!edits) return { kind: 'ok', version, output: text, change: undefined };
    this.validation.commit();
    const patch = patchsetText(edits.patchset(), (element) => this.root.text(element));
    const undo = edits.changesConfiguration ? this.inverse(edits) : undefined;
    const change: Change = {
      payload: changePayload(this.signatureOf(request.origin), now, from, version, patch, undo),
      configuration:
        edits.changesConfiguration || from.epoch !== version.epoch || from.adminEpoch !== version.adminEpoch,
      inverse: undo,
      undo: () => edits.rollback(),
    };
    return { kind: 'ok', version, output: text, change };
  }

  /** What takes a change back, for the history: only a change of the configuration is worth it. */
  private inverse(edits: Editor): string {
    return patchsetText(diff(this.cib.root, edits.before(), { exact: true, ignoreVersion: true }));
  }

  private signatureOf(origin: Origin = { user: 'root', client: 'daemon' }): string {
    let text = this.signatures.get(origin);
    if (text === undefined) {
      text = signature(origin.user, origin.client, origin.command);
      this.signatures.set(origin, text);
    }
    return text;
  }

  private notify(clients: readonly number[], { payload }: Change, { request }: Job): void {
    const { user = 'root', client = '' } = request.origin ?? {};
    const patch = payload.slice(payload.indexOf('\n') + 1);
    const frame = encodeFrame(FRAME.event, 0, `${JSON.stringify({ user, client })}\n${patch}`);
    for (const id of clients) this.client(id)?.event(frame);
  }

  private append(item: Item): void {
    this.queue.push(item);
    if (this.writing) return;
    this.writing = true;
    void this.write();
  }

  /** Group commit: what comes in while one write is on its way to the disk shares the next one. */
  private async write(): Promise<void> {
    await this.world.pause();
    while (this.queue.length > 0) {
      const items = this.queue;
      this.queue = [];
      try {
        await this.writeBatch(items);
      } catch (error) {
        await this.fail(items, error);
      }
      await this.world.pause();
    }
    this.writing = false;
    this.checkIdle();
  }

  private async writeBatch(items: readonly Item[]): Promise<void> {
    let batch: Unwritten[] = [];
    for (const item of items) {
      if ('snapshot' in item) {
        await this.writeRecords(batch);
        batch = [];
        await this.journal.rotate(item.snapshot.sequence);
        void this.checkpoint(item.snapshot);
      } else if ('guard' in item) {
        await this.writeRecords(batch);
        batch = [];
        await writeGuard(this.world.files, this.world.directory, item.guard);
      } else {
        batch.push(item);
      }
    }
    await this.writeRecords(batch);
  }

  private async writeRecords(records: readonly Unwritten[]): Promise<void> {
    const last = records.at(-1);
    if (!last) return;
    await this.journal.append(records, this.durable);
    this.durable = last.sequence;
    this.step({ kind: 'flushed', sequence: last.sequence });
  }

  /** Nothing behind the last flush counts: not what was being written, nor what was to be. */
  private async fail(items: readonly Item[], error: unknown): Promise<void> {
    await this.journal.abandonTail();
    const marks = [...items, ...this.queue].filter((item) => 'snapshot' in item);
    this.queue = [];
    this.step({ kind: 'failed', error: fromSystemError(error, (error as Error).message) });
    for (const _ of marks) this.step({ kind: 'checkpointed', ok: false, now: this.world.now() });
  }

  private async probe(after: number): Promise<void> {
    if (this.probing || this.writing) return;
    this.probing = true;
    try {
      await this.journal.rotate(after);
      this.step({ kind: 'writable' });
    } catch {
      // The next tick tries again.
    } finally {
      this.probing = false;
    }
  }

  private async checkpoint(snapshot: Snapshot): Promise<void> {
    let ok = true;
    try {
      await this.save(snapshot);
    } catch (error) {
      ok = false;
      this.world.log('error', `cannot write the CIB file: ${(error as Error).message}`);
    }
    this.step({ kind: 'checkpointed', ok, now: this.world.now() });
  }

  private async save(snapshot: Snapshot): Promise<void> {
    const { files, directory, settings, pause } = this.world;
    const place = { files, directory, historyBytes: settings.historyBytes, pause };
    this.digest = await writeCheckpoint(place, snapshot, this.digest);
  }
}
