import t from 'tap';
import { diskDigest } from '../../../cib/digest/digest.js';
import { parseXml } from '../../../cib/xml/parse.js';
import type { Disk } from './disk.js';
import {
  begin,
  Counter,
  DIRECTORY,
  documentOf,
  freshDisk,
  type LifeOptions,
  randomFrom,
  valuesIn,
} from './simulation.js';

const at = (name: string): string => `${DIRECTORY}/${name}`;

const named = (disk: Disk, start: string): string[] => disk.paths.filter((path) => path.startsWith(at(start)));

const status = new Counter(0, () => {});

/** Run a daemon on the disk, make some changes, and stop it in order, or just leave it. */
async function live(disk: Disk, changes: number, inOrder: boolean, options: LifeOptions = {}): Promise<string> {
  const daemon = await begin(disk, randomFrom(7), options);
  const counters = [status, new Counter(1, () => {})];
  for (const [i, counter] of counters.entries()) daemon.driver.attach(i + 1, counter);
  for (let i = 0; i < changes; i++) {
    for (const [n, counter] of counters.entries()) daemon.driver.submit(n + 1, counter.lastId + 1, counter.next());
    while (await daemon.scheduler.run());
  }
  const document = await documentOf(daemon);
  if (inOrder) await daemon.scheduler.until(daemon.driver.stop());
  daemon.scheduler.stop();
  return document;
}

async function look(disk: Disk, options: LifeOptions = {}): Promise<{ document: string; logged: string[] }> {
  const daemon = await begin(disk, randomFrom(8), options);
  const document = await documentOf(daemon);
  daemon.scheduler.stop();
  return { document, logged: daemon.logged };
}

const NO_CHECKPOINTS = { checkpointBytes: 1e9, checkpointDelay: 1e9 };

t.test('an empty directory', async (t) => {
  const disk = freshDisk().cut(() => 0);
  for (const path of disk.paths) disk.put(path, '');
  const { document, logged } = await look(disk);
  t.match(document, /<cib .*epoch="0"/);
  t.match(logged.join('\n'), /error: .*cib.xml cannot be used .*moved it to/);
  t.same(named(disk, 'cib.auto'), [at('cib.auto.1/cib.xml')], 'what was there is kept');
});

t.test('a restart keeps everything within one boot', async (t) => {
  const disk = freshDisk();
  const before = await live(disk, 3, true);
  t.equal((await look(disk)).document, before);
});

t.test('a new boot drops the status and nothing else', async (t) => {
  const disk = freshDisk();
  const before = await live(disk, 3, false, NO_CHECKPOINTS);
  const { document } = await look(disk, { boot: 'boot-2' });
  t.equal(document, before.replace(/ {2}<status>[\s\S]*<\/status>/, '  <status/>'));
  t.equal((await look(disk, { boot: 'boot-2' })).document, document);
});

t.test('the CIB file is as Pacemaker writes it', async (t) => {
  const disk = freshDisk();
  await live(disk, 3, true);
  const text = String(disk.get(at('cib.xml')));
  t.notMatch(text, /<status/);
  t.match(text, /num_updates="0"/);
  t.equal(String(disk.get(at('cib.xml.sig'))), diskDigest(parseXml(text)));
  t.ok(disk.get(at('cib-0.raw')), 'a backup');
  t.ok(Number(disk.get(at('cib.last'))) > 0);
});

t.test('a file edited without its digest is taken as it is', async (t) => {
  const disk = freshDisk();
  await live(disk, 2, true);
  disk.put(
    at('cib.xml'),
    String(disk.get(at('cib.xml'))).replace('<nodes/>', '<nodes><node id="1" uname="n"/></nodes>'),
  );
  const damaged = disk.cut(() => 0);
  const { logged } = await look(damaged);
  t.match(logged.join('\n'), /error: .*cib.xml cannot be used .*digest/, 'not if the old digest is beside it');
  const without = disk.cut(() => 0);
  await without.files({ turn: async () => {}, failure: () => undefined }).remove(at('cib.xml.sig'));
  const { document } = await look(without);
  t.match(document, /<node id="1" uname="n"\/>/);
});

t.test('a damaged file is replaced by a backup and the journal after it', async (t) => {
  for (const damage of ['', '<cib', '<other/>']) {
    const disk = freshDisk();
    const before = await live(disk, 4, true, { checkpointBytes: 1000 });
    disk.put(at('cib.xml'), damage);
    const { document, logged } = await look(disk);
    t.equal(document, before, `nothing is lost (${damage})`);
    t.match(logged.join('\n'), /warning: using the backup/);
    t.equal((await look(disk)).document, before, 'nor at the next start');
  }
});

t.test('a torn tail of the journal is cut off', async (t) => {
  const disk = freshDisk();
  const before = await live(disk, 3, false, NO_CHECKPOINTS);
  const [segment] = named(disk, 'journal-').slice(-1) as [string];
  disk.put(segment, Buffer.concat([disk.get(segment) as Buffer, Buffer.from('MRJ1 torn')]));
  const { document, logged } = await look(disk);
  t.equal(document, before);
  t.match(logged.join('\n'), /notice: .*cut short/);
});

t.test('damage in the middle of the journal is told, and what follows is not applied', async (t) => {
  const disk = freshDisk();
  await live(disk, 6, false, NO_CHECKPOINTS);
  const [segment] = named(disk, 'journal-').slice(-1) as [string];
  const data = Buffer.from(disk.get(segment) as Buffer);
  data[data.length >> 1]! ^= 1;
  disk.put(segment, data);
  const { document, logged } = await look(disk);
  t.match(logged.join('\n'), /error: .*damaged at byte \d+: changes that had been acknowledged are lost/);
  t.ok(disk.get(`${segment}.damaged`), 'kept for inspection');
  t.ok(valuesIn(document).size > 0, 'what came before is there');
  t.equal((await look(disk)).document, document, 'and stays so');
});

t.test('history survives restarts, within its bound', async (t) => {
  const disk = freshDisk();
  for (let i = 0; i < 6; i++) await live(disk, 4, true);
  const daemon = await begin(disk, randomFrom(1));
  const all = await daemon.driver.history({});
  t.ok(all.length >= 12 && all.length < 48, `${all.length} entries`);
  t.same(
    all.slice(1).map(({ from }) => from),
    all.slice(0, -1).map(({ to }) => to),
    'an unbroken chain',
  );
  t.same(await daemon.driver.history({ last: 3 }), all.slice(-3));
  const since = all.at(-5)?.to ?? { adminEpoch: 0, epoch: 0, numUpdates: 0 };
  t.same(await daemon.driver.history({ since: Object.values(since).join('.') }), all.slice(-4));
  daemon.scheduler.stop();
});

t.test('a full disk is an error to who asks, and passes', async (t) => {
  const disk = freshDisk();
  let full = false;
  const daemon = await begin(disk, randomFrom(3), {
    failure: (operation) => (full && operation !== 'name' ? 'ENOSPC' : undefined),
  });
  const counter = new Counter(0, () => {});
  daemon.driver.attach(1, counter);
  const ask = async () => {
    daemon.driver.submit(1, counter.lastId + 1, counter.next());
    while (await daemon.scheduler.run());
  };
  await ask();
  t.equal(counter.acknowledged, 1);
  const before = await documentOf(daemon);
  full = true;
  await ask();
  await ask();
  t.same(counter.failures, ['ENOSPC', 'ENOSPC']);
  t.equal(await documentOf(daemon), before, 'readers see what is on disk');
  full = false;
  daemon.driver.tick();
  while (await daemon.scheduler.run());
  await ask();
  t.equal(counter.acknowledged, 4);
  const after = await documentOf(daemon);
  daemon.scheduler.stop();
  t.equal((await look(disk.cut(() => 0))).document, after);
});
