/** What commands find in the CIBs of real clusters is what their schemas say. */
import t from 'tap';
import { parseXml } from '../../../cib/xml/parse.js';
import { conformanceCibs } from '../../cib/conformance.js';
import { bench } from '../harness.js';
import { commandOf, type Placed, problemsOf } from './validate.js';

/** One of so many: they are alike. */
const EVERY = 40;
const samples = conformanceCibs().filter((_, at) => at % EVERY === 0);
const now = Date.UTC(2022, 0, 1);
t.setTimeout(180_000);

const linesFor = (id: string | undefined): string[] => [
  'status full',
  'verify scores',
  'configure show',
  'configure ptest scores utilization',
  'node show',
  'resource status',
  'resource operations',
  'audit nodes',
  ...(id === undefined ? [] : ['constraints', 'locate', 'why'].map((command) => `resource ${command} ${id}`)),
];

for (const { name, text } of samples) {
  t.test(name, async (t) => {
    const [id] = parseXml(text).child('configuration')?.child('resources')?.elements() ?? [];
    const json = bench(t.testdir(), { cib: text, now, options: { format: 'json' } });
    for (const line of linesFor(id?.id)) {
      await json.run(line);
      t.same(problemsOf(JSON.parse(json.stdout()), (await commandOf(line)) as Placed), [], line);
    }
    const xml = bench(t.testdir(), { cib: text, now, options: { format: 'xml' } });
    for (const line of linesFor(id?.id)) {
      await xml.run(line);
      t.equal(parseXml(xml.stdout()).name, 'pacemaker-result', `${line} as XML`);
    }
  });
}

t.test('there are such CIBs', { skip: samples.length === 0 }, async (t) => t.ok(samples.length > 10));
