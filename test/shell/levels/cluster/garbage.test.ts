import t from 'tap';
import { complete } from '../../../../shell/complete/complete.js';
import { CLUSTER } from '../../../../shell/levels/cluster/cluster.js';
import { COROSYNC } from '../../../../shell/levels/corosync/corosync.js';
import { SBD } from '../../../../shell/levels/sbd/sbd.js';
import { fc } from '../../../harness/property.js';
import { nodes } from './nodes.js';

const LEVELS = { cluster: CLUSTER, corosync: COROSYNC, sbd: SBD };
const NAVIGATION = new Set(['cd', 'up', 'quit', 'ls', 'help']);
const COMMANDS = [
  ...Object.entries(LEVELS).flatMap(([level, { entries }]) =>
    entries.filter(({ name }) => !NAVIGATION.has(name)).map(({ name }) => `${level} ${name}`),
  ),
  'report',
];
/** Words that these commands know, and rubbish. */
const WORDS = [
  ...'-y --yes -n web -N beta gamma host --all --now -i eth0 -c --cluster-node -s /dev/a --checksum add remove show'.split(
    ' ',
  ),
  ...'--force -F watchdog-timeout=9 watchdog-timeout= crashdump ring quorum ssh corosync cluster qdevice -f 2H -t 18:00'.split(
    ' ',
  ),
  ...'totem.token 5000 totem nodelist.node.name 3 -1 99999999999 -- --bogus -xyz = a=b : ; "" \'\' \\ ü \u0000 \u001b[31m ../..'.split(
    ' ',
  ),
];
const word = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
);
const line = fc
  .tuple(fc.constantFrom(...COMMANDS), fc.array(word, { maxLength: 6 }))
  .map(([command, words]) => [command, ...words].join(' ').replaceAll('\n', ' '));

t.test('no line breaks the levels that reach out of the process', async (t) => {
  const directory = t.testdir();
  // Reports without a path are put where one is.
  const before = process.cwd();
  process.chdir(directory);
  t.teardown(() => process.chdir(before));
  await fc.assert(
    fc.asyncProperty(line, async (text) => {
      const { step, session } = nodes(directory);
      const { ok, said } = await step(text);
      await session.disconnect();
      return ok || /(ERROR|WARNING): |\[\w+\]: rc=|^ERROR/m.test(said);
    }),
    { numRuns: 600 },
  );
  t.pass();
});

t.test('nothing typed breaks completion', async (t) => {
  const { session } = nodes(t.testdir());
  await fc.assert(
    fc.asyncProperty(line, async (text) => {
      const { candidates, word: typed } = await complete(session, text);
      return candidates.every((candidate) => candidate.text.startsWith(typed));
    }),
    { numRuns: 600 },
  );
  const after = async (text: string) => (await complete(session, text)).candidates.map((candidate) => candidate.text);
  t.match(await after('cluster init --qdevice-al'), ['--qdevice-algo']);
  t.same(await after('cluster init --qdevice-algo '), ['ffsplit', 'lms']);
  t.same(await after('cluster start g'), ['gamma']);
  t.ok((await after('cluster init ')).includes('qdevice'));
  t.same(await after('sbd configure sho'), ['show']);
  t.ok((await after('report -')).includes('-f'));
  t.same(await after('corosync status qu'), ['quorum']);
});
