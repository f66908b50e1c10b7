import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { parseXml } from '../../../cib/xml/parse.js';
import { complete } from '../../../shell/complete/complete.js';
import { checkOperations, checkParameters } from '../../../tools/agents/check.js';
import { parseMetadata } from '../../../tools/agents/metadata.js';
import { clusterBench, installAgent } from './cluster.js';

const env = { PATH: process.env['PATH'] ?? '' };

t.test('agents are listed and described', async (t) => {
  const directory = t.testdir();
  installAgent(directory);
  const { run, output } = clusterBench(directory, { env });
  await run('ra classes');
  t.match(output(), /^ocf \/ heartbeat$/m);
  await run('ra list ocf');
  t.equal(output(), 'Thing\n');
  await run('ra providers thing');
  t.equal(output(), 'heartbeat\n', 'whatever its case');
  t.ok(await run('ra info Thing'));
  t.equal(
    output(),
    `ocf:heartbeat:Thing - A thing

Does nothing.
At all.

## Parameters (*: required, []: default):

ip* (string): Address

speed (integer, [3]): Speed
    How fast.

mode (deprecated) (select): Mode
    Allowed values: x, y

## Operations' defaults (advisory minimum):

    start         timeout=20s
    stop          timeout=30
    monitor       timeout=20s interval=10s depth=0
    promote       timeout=10s
    demote        timeout=10s
`,
  );
});

t.test('what an agent says is kept until it changes', async (t) => {
  const directory = t.testdir();
  const file = installAgent(directory);
  const asked = () => readFileSync(join(directory, 'asked'), 'utf8').split('\n').length - 1;
  const { readMetadata } = await import('../../../tools/agents/read.js');
  const agent = { standard: 'ocf', provider: 'heartbeat', type: 'Thing' };
  const world = { ...env, HOME: directory, OCF_ROOT: join(directory, 'ocf') };
  const first = await readMetadata(agent, world);
  t.equal(await readMetadata(agent, world), first);
  t.equal(asked(), 1);
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n# newer\n`);
  await readMetadata(agent, world);
  t.equal(asked(), 2);
});

t.test('an agent checks parameters', async (t) => {
  const directory = t.testdir();
  installAgent(directory);
  const { run, output } = clusterBench(directory, { env });
  t.ok(await run('ra validate Thing ip=1'));
  t.equal(output(), '');
  t.equal(await run('ra validate Thing'), false);
  t.equal(output(), 'ERROR: no address\n');
  t.equal(await run('ra validate systemd:x'), false);
  t.match(output(), 'Only OCF agents are supported');
});

t.test('what is not there is told', async (t) => {
  const cases: [line: string, message: RegExp][] = [
    ['ra info nope', /ocf:heartbeat:nope: got no meta-data, does this RA exist\?/],
    ['ra info a:b:c:d', /Expected \[<class>/],
    ['ra list nope', /class nope does not exist/],
    ['ra list ocf nope', /there is no provider nope for class ocf/],
    ['ra providers x lsb', /no providers for class lsb/],
    ['ra info ../../../etc/passwd', /got no meta-data/],
  ];
  for (const [line, message] of cases) {
    const { run, output } = clusterBench(t.testdir(), { env });
    t.equal(await run(line), false, line);
    t.match(output(), message, line);
  }
});

t.test('metadata checks parameters and operations', async (t) => {
  const directory = t.testdir();
  installAgent(directory);
  const metadata = parseMetadata(readFileSync(join(directory, 'metadata.xml'), 'utf8'));
  const resource = (content: string) => parseXml(`<primitive id="r" class="ocf" type="Thing">${content}</primitive>`);
  const set = (...names: string[]) =>
    `<instance_attributes>${names.map((name) => `<nvpair name="${name}" value="1"/>`).join('')}</instance_attributes>`;
  const ops = (...list: string[]) =>
    `<operations>${list.map((attributes) => `<op ${attributes}/>`).join('')}</operations>`;
  const parameters: [string, string[]][] = [
    [set('ip', 'speed'), []],
    [set('speed'), ['r: required parameter "ip" not defined']],
    [set('ip', 'pace'), ['r: parameter "pace" is not known']],
    ['<instance_attributes id-ref="x"/>', []],
  ];
  for (const [content, texts] of parameters) {
    t.same(
      checkParameters(resource(content), metadata).map(({ text }) => text),
      texts,
      content,
    );
  }
  const operations: [string, string | undefined, string[]][] = [
    [ops('name="monitor" interval="10s" timeout="20s"'), undefined, []],
    [
      ops('name="monitor" interval="10s" timeout="5s"'),
      undefined,
      ['r: specified timeout 5s for monitor is smaller than the advised 20s'],
    ],
    ['', '20s', ['r: default timeout 20s for stop is smaller than the advised 30']],
    [ops('name="monitor" interval="0"'), undefined, ['r: interval in monitor should be larger than 0, advised is 10s']],
    [
      ops('name="monitor" interval="10"', 'name="monitor" interval="10s"'),
      undefined,
      ['r: interval in monitor must be unique, advised is 10s'],
    ],
    [ops('name="start" interval="5"'), undefined, ['r: Specified interval for start is 5, it must be 0']],
    [ops('name="dance"'), undefined, ["Action 'dance' not found in Resource Agent meta-data"]],
  ];
  for (const [content, timeout, texts] of operations) {
    t.same(
      checkOperations(resource(content), metadata, timeout).map(({ text }) => text),
      texts,
      content,
    );
  }
});

t.test('completion knows the parameters and operations of agents', async (t) => {
  const directory = t.testdir();
  installAgent(directory);
  const { session } = clusterBench(directory, { env });
  const cases: [line: string, texts: string[]][] = [
    ['configure primitive x Thing params i', ['ip=']],
    ['configure primitive x ocf:heartbeat:Thing params sp', ['speed=']],
    ['configure primitive x Thing params speed=', ['speed=3']],
    ['configure primitive x Thing op start timeout=', ['timeout=20s']],
    ['configure primitive x Thing op monitor interval=', ['interval=10s']],
    ['resource param vip set ', ['ip', 'speed']],
    ['resource param vip ', ['delete', 'set', 'show']],
    ['resource stop g', ['g']],
    ['node standby be', ['beta']],
    ['ra info Thi', ['Thing']],
    ['options check-mode ', ['relaxed', 'strict']],
    ['options set core.check_m', ['core.check_mode']],
  ];
  for (const [line, texts] of cases) {
    const { candidates } = await complete(session, line);
    t.same(
      candidates.map(({ text }) => text),
      texts,
      line,
    );
  }
  const { candidates } = await complete(session, 'configure primitive x Thing params i');
  t.match(candidates, [{ text: 'ip=', about: 'Address (required)' }]);
});
