import type { Request, Version } from '../../../cib/operations/request.js';
import type { CibError } from '../../../cib/result/error.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { type Client, Driver } from '../../../daemon/cib/driver.js';
import { Disk, type Fate, randomFrom } from './disk.js';

export const DIRECTORY = '/cib';

export const START = `<cib crm_feature_set="3.20.5" validate-with="none" admin_epoch="0" epoch="1" num_updates="0">
  <configuration><crm_config/><nodes/><resources/><constraints/></configuration>
  <status/>
</cib>`;

/** Runs what waits for its turn, in an order that the seed decides. */
export class Scheduler {
  private waiting: (() => void)[] = [];
  private cut = false;

  constructor(private readonly random: () => number) {}

  turn = (): Promise<void> =>
    new Promise((resolve) => {
      // After a power cut nothing happens any more.
      if (!this.cut) this.waiting.push(resolve);
    });

  /** Let one thing happen, and what follows from it at once. False if nothing waits. */
  async run(): Promise<boolean> {
    const index = Math.floor(this.random() * this.waiting.length);
    const [next] = this.waiting.splice(index, 1);
    next?.();
    await new Promise((resolve) => setImmediate(resolve));
    return next !== undefined || this.waiting.length > 0;
  }

  /** Run until the promise settles. */
  async until<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const mark = () => {
      settled = true;
    };
    promise.then(mark, mark);
    while (!settled) await this.run();
    return promise;
  }

  stop(): void {
    this.cut = true;
    this.waiting = [];
  }
}

/** A client that counts: its attribute goes from one value to the next, one request after the other. */
export class Counter implements Client {
  /** Highest value asked for, acknowledged, and seen in an answer to anyone. */
  asked = 0;
  acknowledged = 0;
  failures: string[] = [];
  waiting = 0;
  private id = 0;
  private readonly expected = new Map<number, number>();

  constructor(
    readonly number: number,
    private readonly seen: (text: string) => void,
  ) {}

  /** The request that sets the next value. */
  next(): Request {
    this.asked++;
    this.expected.set(++this.id, this.asked);
    this.waiting++;
    const section = this.number % 2 === 0 ? 'status' : 'crm_config';
    return { operation: 'modify', section, options: { canCreate: true }, input: this.holder(this.asked) };
  }

  query(): Request {
    this.id++;
    this.waiting++;
    return { operation: 'query' };
  }

  get lastId(): number {
    return this.id;
  }

  get name(): string {
    return `counter-${this.number}`;
  }

  done(id: number, _version: Version, output: readonly string[] | undefined): void {
    this.waiting--;
    this.acknowledged = this.expected.get(id) ?? this.acknowledged;
    if (output) this.seen(output.join(''));
  }

  failed(id: number, error: CibError): void {
    this.waiting--;
    this.failures.push(error.code);
    this.expected.delete(id);
  }

  event(): void {}

  flush(): void {}

  private holder(value: number) {
    const nvpair = `<nvpair id="${this.name}" name="${this.name}" value="${value}"/>`;
    const text =
      this.number % 2 === 0
        ? `<node_state id="n${this.number}"><transient_attributes id="t${this.number}"><instance_attributes id="i${this.number}">${nvpair}</instance_attributes></transient_attributes></node_state>`
        : `<cluster_property_set id="s${this.number}">${nvpair}</cluster_property_set>`;
    return parseXml(text);
  }
}

/** Values of the counters in a document. */
export function valuesIn(text: string): Map<string, number> {
  const values = new Map<string, number>();
  for (const [, name, value] of text.matchAll(/name="(counter-\d+)" value="(\d+)"/g)) {
    values.set(name as string, Number(value));
  }
  return values;
}

export interface Life {
  readonly driver: Driver;
  readonly scheduler: Scheduler;
  readonly logged: string[];
}

export interface LifeOptions {
  readonly boot?: string;
  readonly checkpointBytes?: number;
  readonly checkpointDelay?: number;
  readonly failure?: Fate['failure'];
  readonly now?: () => number;
}

/** A daemon on a simulated disk. */
export async function begin(disk: Disk, random: () => number, options: LifeOptions = {}): Promise<Life> {
  const scheduler = new Scheduler(random);
  const logged: string[] = [];
  let now = 1_700_000_000_000;
  const starting = Driver.start({
    files: disk.files({ turn: scheduler.turn, failure: options.failure ?? (() => undefined) }),
    directory: DIRECTORY,
    boot: options.boot ?? 'boot-1',
    settings: {
      checkpointBytes: options.checkpointBytes ?? 3000,
      checkpointDelay: options.checkpointDelay ?? 50,
      historyBytes: 20_000,
    },
    log: (level, text) => logged.push(`${level}: ${text}`),
    now: options.now ?? (() => (now += 7)),
    pause: scheduler.turn,
  });
  return { driver: await scheduler.until(starting), scheduler, logged };
}

/** The document that a daemon serves. */
export async function documentOf({ driver, scheduler }: Life): Promise<string> {
  const answer = new Promise<string>((resolve, reject) => {
    driver.attach(0, {
      done: (_id, _version, output) => resolve((output ?? []).join('')),
      failed: (_id, error) => reject(error),
      event: () => {},
      flush: () => {},
    });
  });
  driver.submit(0, 1, { operation: 'query' });
  return scheduler.until(answer);
}

export function freshDisk(): Disk {
  const disk = new Disk();
  disk.put(`${DIRECTORY}/cib.xml`, START);
  return disk;
}

export { randomFrom };
