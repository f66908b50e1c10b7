/** Whatever is typed, what comes of it is one document. */
import t from 'tap';
import { parseXml } from '../../../cib/xml/parse.js';
import { isLevel, type Level } from '../../../shell/level.js';
import { ROOT } from '../../../shell/levels/root/root.js';
import { fc } from '../../harness/property.js';
import { clusterBench, installAgent } from '../levels/cluster.js';
import { commandOf, type Document, problemsOf } from './validate.js';

/** Commands that run programs, reach for other nodes, or write where they are told to. */
const ELSEWHERE =
  /\b(edit|graph|filter|save|report|cluster|push|pull|run|json|simulate|action|sbd|import|quit|corosync)\b/;

async function linesOf(level: Level, path: string): Promise<string[]> {
  const names = level.entries.map(async (entry) =>
    isLevel(entry) ? linesOf(await entry.load(), `${path}${entry.name} `) : [`${path}${entry.name}`],
  );
  return (await Promise.all(names)).flat();
}

const WORDS =
  'vip a g c p alpha beta nosuch id=x $id=a all show set delete xml changed 0 -1 on "" \'" <a/> \u0000 \u001b[31m ü scores monitor vip:Promoted ip=1 T __proto__'.split(
    ' ',
  );
const word = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
);

t.test('one document', async (t) => {
  const directory = t.testdir();
  installAgent(directory);
  const commands = (await linesOf(ROOT, '')).filter((line) => !ELSEWHERE.test(line));
  const line = fc
    .tuple(fc.constantFrom(...commands), fc.array(word, { maxLength: 4 }))
    .map(([command, words]) => [command, ...words].join(' ').replaceAll('\n', ' '));
  await fc.assert(
    fc.asyncProperty(line, async (text) => {
      const json = clusterBench(directory, { options: { format: 'json' } });
      const ok = await json.run(text);
      const document = JSON.parse(json.stdout()) as Document;
      const found = await commandOf(text).catch(() => undefined);
      const explains = ok || document.status.errors || document.messages || document.result;
      if (!explains || (found && problemsOf(document, found).length > 0)) return false;
      const xml = clusterBench(directory, { options: { format: 'xml' } });
      await xml.run(text);
      return parseXml(xml.stdout()).child('status') !== undefined;
    }),
    { numRuns: 200 },
  );
  t.ok(commands.length > 100);
});
