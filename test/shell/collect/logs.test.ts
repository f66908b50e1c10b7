import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import t from 'tap';
import { linesWithin, lineTime, partsOf, readLog } from '../../../shell/collect/logs.js';
import { fakeCluster } from '../remote/fake.js';

const NOW = new Date(2026, 0, 2, 12);
const at = (hour: number, minute = 0) => new Date(2026, 0, 2, hour, minute).getTime();

t.test('when a line was written', (t) => {
  for (const [line, time] of [
    ['2026-01-02T10:00:00.5+00:00 alpha x', Date.UTC(2026, 0, 2, 10) + 500],
    ['2026-01-02T10:00:00+0200 alpha x', Date.UTC(2026, 0, 2, 8)],
    ['Jan 02 10:00:00 alpha x', at(10)],
    ['Dec 31 23:00:00 alpha x', new Date(2025, 11, 31, 23).getTime()],
    ['no stamp at all', undefined],
  ] as const)
    t.equal(lineTime(line, NOW), time, line);
  t.end();
});

const LOG = `Jan 02 09:00:00 alpha early
 goes on
Jan 02 10:00:00 alpha within
 goes on, too

Jan 02 11:00:00 alpha late
`;

t.test('lines of a span', (t) => {
  const span = { from: at(9, 30), to: at(10, 30) };
  t.equal(linesWithin(LOG, span, NOW), 'Jan 02 10:00:00 alpha within\n goes on, too\n');
  t.equal(linesWithin(LOG, { from: at(11, 30), to: at(12) }, NOW), '');
  t.end();
});

t.test('older parts of a log count, as far as they reach', async (t) => {
  const directory = t.testdir();
  const log = join(directory, 'pacemaker.log');
  const part = (name: string, content: string | Buffer, time: number) => {
    writeFileSync(join(directory, name), content);
    utimesSync(join(directory, name), time / 1000, time / 1000);
  };
  part('pacemaker.log', 'Jan 02 11:00:00 alpha c\n', at(11));
  part('pacemaker.log.1', 'Jan 02 10:00:00 alpha b\n', at(10));
  part('pacemaker.log-20260102.gz', gzipSync('Jan 02 09:00:00 alpha a\n'), at(9));
  part('pacemaker.log.9.xz', 'packed', at(9, 30));
  part('pacemaker.log.3', 'Jan 02 03:00:00 alpha long ago\n', at(3));
  part('pacemaker.log.old', 'Jan 02 10:00:00 alpha none of them\n', at(10));
  const span = { from: at(8), to: at(10, 30) };
  t.same(
    partsOf(log, span).map((path) => path.slice(directory.length + 1)),
    ['pacemaker.log-20260102.gz', 'pacemaker.log.9.xz', 'pacemaker.log.1', 'pacemaker.log'],
  );
  const { runner } = fakeCluster([], ([name]) =>
    name === 'xz' ? { stdout: 'Jan 02 09:30:00 alpha ab\n' } : undefined,
  );
  t.match(await readLog(runner, log, span, NOW), / a\n.* ab\n.* b\n$/);
  t.same(partsOf(join(directory, 'nowhere/x.log'), span), []);
});
