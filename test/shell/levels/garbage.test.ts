import t from 'tap';
import { complete } from '../../../shell/complete/complete.js';
import { fc } from '../../harness/property.js';
import { bench, CONFIGURE, SMALL } from '../harness.js';

/** Commands that run programs, write files or leave. */
const EXCLUDED = new Set(
  'save load apply edit filter graph commit upgrade quit assist cib cibstatus history template ra cd up schema'.split(
    ' ',
  ),
);
const COMMANDS = CONFIGURE.entries.map(({ name }) => name).filter((name) => !EXCLUDED.has(name));

/** Words that grammars know, and rubbish. */
const WORDS = [
  ...'vip web alpha nosuch id=x $id=a $id-ref=a @t : = a= =b a=b inf: -inf: 10: rule date in spec lt eq and or defined'.split(
    ' ',
  ),
  ...'#uname params meta op monitor interval=10s op_params op_meta operations ( ) [ ] { } _rsc_set_ vip:Promoted web:start'.split(
    ' ',
  ),
  ...'docker network storage port-mapping primitive read xpath:/cib ref:x meta:a:b select attributes to pattern:x attr:a=b'.split(
    ' ',
  ),
  ...`role=Promoted description="x y" '' "" xml <a/> <primitive \\ ü \u0000 \u001b[31m start=1 hours=1-2 a:b:c ocf:a:b:c ::`.split(
    ' ',
  ),
];
const word = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
);
const line = fc
  .tuple(fc.constantFrom(...COMMANDS), fc.array(word, { maxLength: 9 }))
  .map(([command, words]) => [command, ...words].join(' ').replaceAll('\n', ' '));

t.test('no line breaks the shell, and what is refused changes nothing', async (t) => {
  const { run, session, output, saved } = bench(t.testdir());
  await run('configure');
  await fc.assert(
    fc.asyncProperty(line, async (text) => {
      const before = (await session.workspace()).cib;
      const ok = await run(text);
      const printed = output();
      const after = (await session.workspace()).cib;
      if (ok || session.stack.length !== 2) return session.stack.length === 2;
      // Of several ids, those that exist are deleted, as crmsh does.
      return /(ERROR|WARNING): /.test(printed) && (after === before || text.startsWith('delete '));
    }),
    { numRuns: 1500 },
  );
  t.equal(saved(), SMALL);
});

t.test('nothing typed breaks completion', async (t) => {
  const { session, run } = bench(t.testdir());
  await run('configure');
  await fc.assert(
    fc.asyncProperty(line, async (text) => {
      const { candidates, word: typed } = await complete(session, text);
      return candidates.every((candidate) => candidate.text.startsWith(typed));
    }),
    { numRuns: 1500 },
  );
  t.pass();
});
