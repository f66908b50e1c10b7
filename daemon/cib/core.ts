import { isPrivileged } from '../../cib/operations/request.js';
import { isChange } from '../../cib/operations/table.js';
import { CibError } from '../../cib/result/error.js';
import type { Effect, Event, Performed, Settings } from './effects.js';
import { type Guard, SELF } from './guard.js';
import type { Job } from './ordering.js';

interface Delivered {
  readonly job: Job;
  readonly sequence: number;
}

/** What was performed, and waits until the journal is on disk up to `sequence`. */
interface Waiting {
  readonly sequence: number;
  readonly job: Job;
  readonly result: Performed;
}

/**
 * The daemon's logic: which request is next, when it may be answered, what becomes of it if the disk
 * fails. It touches nothing itself: it takes events and gives effects, which the driver carries out
 * in order. The same events give the same effects.
 *
 * One request at a time is performed on the document in memory. A change is then appended to the
 * journal, and acknowledged when the journal is on disk. Nobody is shown what is not: the answer to
 * a query, too, waits for the changes it has seen.
 */
export class Core {
  /** Delivered, not performed yet; consumed from `next` on. */
  private queue: Delivered[] = [];
  private next = 0;
  private performing: Delivered | undefined;
  private waiting: Waiting[] = [];
  private readonly subscribers = new Set<number>();
  /** Why changes are refused. */
  private broken: CibError | undefined;
  /** The disk has failed while a request was being performed: take back once it is done. */
  private failing = false;
  private appended: number;
  private durable: number;
  private checkpointing = false;
  private unsavedBytes = 0;
  /** When the configuration first differed from the file; undefined if it does not. */
  private unsavedSince: number | undefined;
  /** It is being taken back. */
  private reverting = false;

  constructor(
    private readonly settings: Settings,
    /** Sequence up to which the journal is on disk. */
    sequence: number,
    /** What waits to be confirmed. */
    private guard?: Guard,
  ) {
    this.appended = sequence;
    this.durable = sequence;
  }

  step(event: Event): Effect[] {
    const effects: Effect[] = [];
    switch (event.kind) {
      case 'delivered':
        this.queue.push({ job: event.job, sequence: event.sequence });
        break;
      case 'performed':
        this.performed(event.result, event.now, effects);
        break;
      case 'flushed':
        this.flushed(event.sequence, effects);
        break;
      case 'failed':
        this.failed(event.error, effects);
        break;
      case 'writable':
        this.broken = undefined;
        log(effects, 'notice', 'the journal can be written again: changes are accepted');
        break;
      case 'checkpointed':
        this.checkpointing = false;
        if (!event.ok) this.unsavedSince ??= event.now;
        break;
      case 'subscribe':
        this.subscribers.add(event.client);
        break;
      case 'gone':
        this.forget(event.client);
        break;
      case 'tick':
        this.tick(event.now, effects);
    }
    this.proceed(effects);
    return effects;
  }

  /** Is anything under way? */
  get idle(): boolean {
    return !this.performing && this.next === this.queue.length && this.waiting.length === 0 && !this.checkpointing;
  }

  /** Perform the next request, unless one is being performed. */
  private proceed(effects: Effect[]): void {
    while (!this.performing && this.next < this.queue.length) {
      const item = this.queue[this.next++] as Delivered;
      if (this.next === this.queue.length || this.next > 4096) {
        this.queue = this.queue.slice(this.next);
        this.next = 0;
      }
      if (item.job.request.operation === 'confirm') {
        this.confirm(item.job, effects);
        continue;
      }
      if (item.job.request.confirmWithin !== undefined && this.guard) {
        fail(item.job, new CibError('EBUSY', 'another change waits to be confirmed'), effects);
        continue;
      }
      if (this.broken && isChange(item.job.request.operation)) {
        this.refuse(item.job, effects);
        continue;
      }
      this.performing = item;
      effects.push({ kind: 'perform', job: item.job, sequence: item.sequence });
    }
  }

  private performed(result: Performed, now: number, effects: Effect[]): void {
    const item = this.performing;
    if (!item) throw new Error('a request was performed that was not asked for');
    this.performing = undefined;
    const { job, sequence } = item;
    const change = result.kind === 'ok' ? result.change : undefined;
    if (!change) {
      this.answer({ sequence: this.appended, job, result }, effects);
    } else if (this.failing) {
      effects.push({ kind: 'undo', change });
      this.refuse(job, effects);
    } else {
      this.appended = sequence;
      this.unsavedBytes += change.payload.length;
      if (change.configuration) this.unsavedSince ??= now;
      this.waiting.push({ sequence, job, result });
      this.watch(job, sequence, result, now, effects);
      effects.push({ kind: 'append', sequence, payload: change.payload });
    }
    if (this.failing) this.takeBack(effects);
    if (this.isCheckpointDue(now)) this.checkpoint(effects);
  }

  /** Answer now, or when what came before is on disk. */
  private answer(waiting: Waiting, effects: Effect[]): void {
    if (waiting.sequence <= this.durable) this.release(waiting, effects);
    else this.waiting.push(waiting);
  }

  private flushed(sequence: number, effects: Effect[]): void {
    this.durable = sequence;
    let count = 0;
    for (; count < this.waiting.length; count++) {
      const item = this.waiting[count] as Waiting;
      if (item.sequence > sequence) break;
      this.release(item, effects);
    }
    this.waiting = count === this.waiting.length ? [] : this.waiting.slice(count);
  }

  private release({ job, result }: Waiting, effects: Effect[]): void {
    const { client, id } = job;
    if (client === SELF) {
      this.reverted(result.kind === 'error' ? result.error : undefined, effects);
      return;
    }
    if (result.kind === 'error') {
      effects.push({ kind: 'fail', client, id, error: result.error });
      return;
    }
    const { version, output, change } = result;
    effects.push({ kind: 'reply', client, id, version, output });
    if (change && this.subscribers.size > 0) {
      effects.push({ kind: 'notify', clients: [...this.subscribers], change, job });
    }
  }

  private refuse(job: Job, effects: Effect[]): void {
    // When the disk is fine again, the next tick tries again.
    if (job.client === SELF) this.reverting = false;
    else fail(job, this.broken as CibError, effects);
  }

  /** Note a change that wants to be confirmed, before it is on disk. */
  private watch({ request }: Job, sequence: number, result: Performed, now: number, effects: Effect[]): void {
    if (request.confirmWithin === undefined || result.kind !== 'ok' || !result.change?.inverse) return;
    const { version, change } = result;
    const deadline = now + request.confirmWithin;
    const user = request.origin?.user ?? 'root';
    this.guard = { sequence, version, deadline, inverse: change.inverse as string, user };
    effects.push({ kind: 'guard', guard: this.guard });
  }

  private confirm(job: Job, effects: Effect[]): void {
    const { guard } = this;
    const user = job.request.origin?.user ?? 'root';
    if (!guard) fail(job, new CibError('ENXIO', 'no change waits to be confirmed'), effects);
    else if (this.reverting) fail(job, new CibError('ETIME', 'it is too late: the change is taken back'), effects);
    else if (user !== guard.user && !isPrivileged(user)) fail(job, new CibError('EACCES'), effects);
    else {
      this.forgetGuard(effects);
      effects.push({ kind: 'reply', client: job.client, id: job.id, version: guard.version, output: undefined });
    }
  }

  private forgetGuard(effects: Effect[]): void {
    this.guard = undefined;
    this.reverting = false;
    effects.push({ kind: 'guard', guard: undefined });
  }

  private reverted(error: CibError | undefined, effects: Effect[]): void {
    const { guard } = this;
    if (!guard) return;
    if (error?.code === 'old_data') {
      // Another change came in between: the next tick tries again.
      this.reverting = false;
      return;
    }
    const version = Object.values(guard.version).join('.');
    if (error)
      log(effects, 'error', `the change to ${version} was not confirmed and cannot be taken back: ${error.message}`);
    else log(effects, 'notice', `the change to ${version} was not confirmed: it has been taken back`);
    this.forgetGuard(effects);
  }

  /** The journal cannot be written: what is not on disk has not happened. */
  private failed(error: CibError, effects: Effect[]): void {
    this.broken = new CibError(error.code, `the CIB is read-only: ${error.message}`);
    log(effects, 'error', `cannot write the journal (${error.message}): changes are refused until it can be written`);
    this.failing = true;
    if (!this.performing) this.takeBack(effects);
  }

  private takeBack(effects: Effect[]): void {
    this.failing = false;
    const lost = this.waiting;
    this.waiting = [];
    for (const { result } of [...lost].reverse()) {
      if (result.kind === 'ok' && result.change) effects.push({ kind: 'undo', change: result.change });
    }
    for (const { job } of lost) this.refuse(job, effects);
    this.appended = this.durable;
    if (this.guard && this.guard.sequence > this.durable) this.forgetGuard(effects);
  }

  private tick(now: number, effects: Effect[]): void {
    if (this.broken && !this.failing) effects.push({ kind: 'probe', after: this.durable });
    if (this.guard && now >= this.guard.deadline && !this.reverting && !this.broken) {
      this.reverting = true;
      effects.push({ kind: 'revert', guard: this.guard });
    }
    if (!this.performing && this.isCheckpointDue(now)) this.checkpoint(effects);
  }

  private isCheckpointDue(now: number): boolean {
    if (this.checkpointing || this.broken) return false;
    const { checkpointBytes, checkpointDelay } = this.settings;
    return (
      this.unsavedBytes >= checkpointBytes ||
      (this.unsavedSince !== undefined && now - this.unsavedSince >= checkpointDelay)
    );
  }

  private checkpoint(effects: Effect[]): void {
    this.checkpointing = true;
    this.unsavedBytes = 0;
    this.unsavedSince = undefined;
    effects.push({ kind: 'checkpoint', sequence: this.appended });
  }

  /** A change that was ordered is made even if who asked for it is gone; what only looks need not be. */
  private forget(client: number): void {
    this.subscribers.delete(client);
    const wanted = ({ job }: Delivered) => job.client !== client || isChange(job.request.operation);
    this.queue = this.queue.slice(this.next).filter(wanted);
    this.next = 0;
  }
}

function fail({ client, id }: Job, error: CibError, effects: Effect[]): void {
  effects.push({ kind: 'fail', client, id, error });
}

function log(effects: Effect[], level: 'error' | 'notice', text: string): void {
  effects.push({ kind: 'log', level, text });
}
