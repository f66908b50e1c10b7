/** Documents of lines, scripts and mistakes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { parseXml } from '../../../cib/xml/parse.js';
import { runLine } from '../../../shell/run.js';
import { runScript, runStartup } from '../../../shell/script.js';
import { bench } from '../harness.js';

const JSON_FORMAT = { options: { format: 'json' } } as const;

/** The documents of a text: a line each. */
const documentsIn = (text: string) => text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));

t.test('a command that shows nothing says that it went well', async (t) => {
  const { run, stdout } = bench(t.testdir(), JSON_FORMAT);
  t.ok(await run('resource stop web'));
  t.same(JSON.parse(stdout()), {
    'api-version': '2.42',
    request: 'crm resource stop web',
    status: { code: 0, message: 'OK' },
  });
});

t.test('mistakes, remarks and warnings are in the document, and nowhere else', async (t) => {
  const cases: [line: string, document: unknown][] = [
    ['nonsense', { status: { code: 1, message: 'Error occurred', errors: ['nonsense: No such command'] } }],
    ['resource stop', { status: { code: 1, errors: [/Expected <rsc>/] } }],
    ['configure show nope', { status: { code: 1, errors: [/nope/] } }],
    [
      'resource migrate vip beta',
      {
        messages: [{ level: 'warning', text: /deprecated/ }, { level: 'info' }, { level: 'info', text: /created/ }, {}],
        status: { code: 0 },
      },
    ],
    ['resource status vip', { result: { nodes: [{ resource: 'vip' }] }, status: { code: 0 } }],
  ];
  for (const [line, document] of cases) {
    const { run, output } = bench(t.testdir(), JSON_FORMAT);
    await run(line);
    t.match(JSON.parse(output()), document, line);
  }
});

t.test('the same as XML', async (t) => {
  const { run, output } = bench(t.testdir(), { options: { format: 'xml' } });
  t.equal(await run('configure show no\u0007pe'), false);
  const root = parseXml(output());
  t.equal(root.get('request'), 'crm configure show no\ufffdpe');
  t.equal(root.child('status')?.get('code'), '1');
  t.equal(root.child('status')?.child('errors')?.child('error')?.children.length, 1);
});

t.test('an exit status that is no failure', async (t) => {
  const directory = t.testdir({ 'wanted.crm': 'node 1: alpha\nnode 2: beta\nprimitive new Thing\n' });
  const { run, stdout, session } = bench(directory, JSON_FORMAT);
  t.ok(await run(`configure apply ${join(directory, 'wanted.crm')} --plan`));
  t.equal(session.status, 2);
  t.match(JSON.parse(stdout()), { result: { applied: false }, status: { code: 2, message: 'OK' } });
});

t.test('going to a level says nothing', async (t) => {
  const { run, output } = bench(t.testdir(), JSON_FORMAT);
  await run('configure');
  t.equal(output(), '');
  await run('show web');
  t.equal(JSON.parse(output()).request, 'crm configure show web');
});

t.test('a script: a document for each command, a line each', async (t) => {
  const directory = t.testdir({
    script: 'configure\nproperty batch-limit=7\n# a comment\n\nshow cib-bootstrap-options\ndelete nope\n',
  });
  const { session, stdout, saved } = bench(directory, JSON_FORMAT);
  t.equal(await runScript(session, join(directory, 'script')), 1);
  const documents = documentsIn(stdout());
  t.same(
    documents.map(({ request, status }) => [request, status.code]),
    [
      ['crm configure property batch-limit=7', 0],
      ['crm configure show cib-bootstrap-options', 0],
      ['crm configure delete nope', 1],
    ],
  );
  t.match(documents[1].result.objects[0].text, /batch-limit=7/);
  t.match(saved(), 'batch-limit', 'and what was edited is committed in the end');
});

t.test('what is wrong when a script leaves a level is told, too', async (t) => {
  const directory = t.testdir({ script: 'configure\nprimitive x Thing op monitor interval=10s on-fail=nonsense\n' });
  const { session, stdout, saved } = bench(directory, JSON_FORMAT);
  const before = saved();
  t.equal(await runScript(session, join(directory, 'script')), 1);
  const last = documentsIn(stdout()).at(-1);
  t.match(last, { request: 'crm quit', status: { code: 1, errors: [/x-monitor-10s/, /./, /./, /./] } });
  t.equal(saved(), before);
});

t.test('a script that cannot be read', async (t) => {
  const { session, stdout } = bench(t.testdir(), JSON_FORMAT);
  t.equal(await runScript(session, '/no/such/script'), 2);
  t.match(JSON.parse(stdout()), { request: 'crm --file /no/such/script', status: { errors: [/cannot read/] } });
});

t.test('what is run before the command has no document of its own', async (t) => {
  const directory = t.testdir();
  const { session, output, stdout, run } = bench(directory, JSON_FORMAT);
  writeFileSync(join(directory, 'rc'), 'configure show\nnonsense\n');
  await runStartup(session, join(directory, 'rc'));
  t.equal(output(), `ERROR: nonsense: No such command\nERROR: Error in RC file: ${join(directory, 'rc')}\n`);
  t.ok(await run('cib new test'));
  stdout();
  t.ok(await runLine(session, 'cib use test', 'failure'));
  t.equal(stdout(), '');
  t.notOk(await runLine(session, 'cib use nope', 'failure'));
  t.equal(JSON.parse(stdout()).status.code, 1, 'unless it fails, for then nothing else is run');
});

t.test('help', async (t) => {
  const { run, stdout } = bench(t.testdir(), JSON_FORMAT);
  const cases: [line: string, result: unknown][] = [
    ['help', { kind: 'level', name: 'root', levels: Array, commands: Array }],
    ['help node show', { kind: 'command', name: 'show', aliases: ['list'], usage: 'show [<node>]' }],
    ['node show --help', { kind: 'command', name: 'show' }],
    ['help template', { kind: 'level', name: 'template' }],
    ['help checks', { kind: 'topic', name: 'Checks', text: /verify/ }],
    ['help topics', { kind: 'topics', topics: Array }],
  ];
  for (const [line, result] of cases) {
    t.ok(await run(line), line);
    t.match(JSON.parse(stdout()).result, result, line);
  }
});

t.test('schema', async (t) => {
  const { run, stdout } = bench(t.testdir(), JSON_FORMAT);
  await run('schema');
  const { commands } = JSON.parse(stdout()).result;
  const find = (name: string) => commands.find((each: { command: string }) => each.command === name);
  t.same(find('configure show').schema, { $ref: 'urn:metronome:crm:configure:show' });
  t.ok(find('help') && !find('configure help'), 'commands of every level are there once');
  t.notOk(find('configure _objects'), 'internal ones are not');
  await run('schema configure show');
  t.match(JSON.parse(stdout()).result, {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:metronome:crm:configure:show',
    properties: { result: { properties: { objects: { items: { required: ['id', 'kind', 'text', 'definition'] } } } } },
  });
  await run('schema conf del');
  const { result } = JSON.parse(stdout());
  t.equal(result.$id, 'urn:metronome:crm:configure:delete', 'by the beginnings of names');
  t.notOk('result' in result.properties, 'it shows nothing');
});
