import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import type { LiveClient } from '../../../cib/client/client.js';
import { diskDigest } from '../../../cib/digest/digest.js';
import { CibError } from '../../../cib/result/error.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { DaemonProcess } from './process.js';
import { Counter, randomFrom, START, valuesIn } from './simulation.js';

/** KILLS=n and SEED=n ask for more, and for the same again. */
const KILLS = Number(process.env['KILLS'] ?? 20);
const SEED = Number(process.env['SEED'] ?? 1);
const CLIENTS = 6;
const UNDER_WAY = 4;

interface Writer {
  readonly counter: Counter;
  asked: number;
  acknowledged: number;
}

/** Keep changes of one counter under way until the daemon is gone. */
async function write(client: LiveClient, writer: Writer, acknowledged: () => void): Promise<void> {
  const one = async (): Promise<void> => {
    for (;;) {
      const request = writer.counter.next();
      const value = ++writer.asked;
      await client.call(request);
      writer.acknowledged = Math.max(writer.acknowledged, value);
      acknowledged();
    }
  };
  const lost = (error: unknown): void => {
    if (!(error instanceof CibError) || error.code !== 'ENOTCONN') throw error;
  };
  await Promise.all(Array.from({ length: UNDER_WAY }, () => one().catch(lost)));
}

/** A CIB file is whole, and its digest is the one beside it or one that the daemon has noted. */
function problemOf(directory: string): string | undefined {
  const names = readdirSync(directory);
  const digest = diskDigest(parseXml(readFileSync(join(directory, 'cib.xml'), 'utf8')));
  const signature = join(directory, 'cib.xml.sig');
  const signed = existsSync(signature) && readFileSync(signature, 'utf8') === digest;
  return signed || names.some((name) => name.endsWith(`-${digest}`)) ? undefined : `cib.xml has digest ${digest}`;
}

t.setTimeout(60_000 + KILLS * 10_000);

t.test(`kill -9 under load, ${KILLS} times, seed ${SEED}`, { timeout: 60_000 + KILLS * 10_000 }, async (t) => {
  const random = randomFrom(SEED);
  // Not below the working directory: the path of a socket must be short.
  const directory = mkdtempSync(join(tmpdir(), 'metronome-test-'));
  t.teardown(() => rmSync(directory, { recursive: true, force: true }));
  mkdirSync(join(directory, 'cib'));
  writeFileSync(join(directory, 'cib', 'cib.xml'), START);
  const writers: Writer[] = Array.from({ length: CLIENTS }, (_, i) => ({
    counter: new Counter(i, () => {}),
    asked: 0,
    acknowledged: 0,
  }));
  let total = 0;
  for (let round = 1; round <= KILLS + 1; round++) {
    const daemon = await DaemonProcess.start(directory, '--checkpoint-bytes', '30000', '--history-bytes', '200000');
    const reader = await daemon.connect();
    const values = valuesIn(await reader.queryText({ operation: 'query' }));
    for (const { counter, asked, acknowledged } of writers) {
      const value = values.get(counter.name) ?? 0;
      t.ok(value >= acknowledged && value <= asked, `round ${round}: ${acknowledged} <= ${value} <= ${asked}`);
    }
    t.notMatch(daemon.log.join('\n'), / error: /, `round ${round}: nothing was wrong`);
    if (round > KILLS) {
      t.equal(await daemon.kill('SIGTERM'), 0, 'stops in order');
      break;
    }
    const moment = Math.floor(random() * 400);
    const clients = await Promise.all(writers.map(() => daemon.connect()));
    let count = 0;
    let reached = (): void => {};
    const killed = new Promise<void>((resolve) => {
      reached = resolve;
    }).then(() => daemon.kill('SIGKILL'));
    const acknowledged = () => {
      total++;
      if (++count >= moment) reached();
    };
    await Promise.all(clients.map((client, i) => write(client, writers[i] as Writer, acknowledged)));
    await killed;
    await Promise.all([...clients, reader].map((client) => client.close()));
    t.equal(problemOf(join(directory, 'cib')), undefined, `round ${round}: the file is sound`);
  }
  t.comment(`${KILLS} kills, ${total} changes acknowledged`);
});
