import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { DaemonProcess } from '../../daemon/cib/process.js';
import { commandOf, type Placed, problemsOf } from '../answer/validate.js';
import { bench } from '../harness.js';

t.test('a cluster has a history', async (t) => {
  // A short path: the names of sockets are limited to some 100 bytes.
  const home = mkdtempSync(join(tmpdir(), 'metronome-live-'));
  t.teardown(() => rmSync(home, { recursive: true, force: true }));
  for (const folder of ['daemon', 'shadows']) mkdirSync(join(home, folder));
  const directory = join(home, 'daemon');
  const daemon = await DaemonProcess.start(directory);
  t.teardown(() => daemon.kill('SIGTERM'));
  const env = { CIB_file: '', METRONOME_DIR: directory, CIB_shadow_dir: join(home, 'shadows') };
  const { run, output, session } = bench(home, { env });
  t.teardown(() => session.disconnect());
  const step = async (line: string) => {
    const ok = await run(line);
    return [ok, output()];
  };
  t.same(await step('configure property stonith-enabled=false'), [true, '']);
  t.same(await step('configure primitive a Dummy'), [true, '']);
  t.same(await step('configure primitive b Dummy'), [true, '']);
  const revisions = async () => {
    await run('cib log');
    return output()
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(' ')[0] as string);
  };

  t.test('every change is in the log', async (t) => {
    t.same(await revisions(), ['0.1.0', '0.2.0', '0.3.0']);
    await run('cib log 1');
    t.match(output(), /^0\.3\.0 +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +\S+ +crm/);
    t.equal(await run('cib log none'), false);
    t.match(output(), /not a number of changes/);
  });

  t.test('one change is undone, later ones stay', async (t) => {
    t.same(await step('cib undo 0.2.0'), [true, 'INFO: change 0.2.0 undone\n']);
    await run('configure show type:primitive');
    t.equal(output(), 'primitive b Dummy\n');
    t.same(await step('cib undo 0.4.0'), [true, 'INFO: change 0.4.0 undone\n'], 'an undo can be undone');
    await run('configure show type:primitive');
    t.equal(output(), 'primitive a Dummy\nprimitive b Dummy\n');
  });

  t.test('the same for programs', async (t) => {
    const json = bench(home, { env, options: { format: 'json' } });
    t.teardown(() => json.session.disconnect());
    const cases: [line: string, result: unknown][] = [
      ['cib log 1', [{ revision: '0.5.0', user: String }]],
      ['cib show 0.1.0', { objects: [{ kind: 'property', id: 'cib-bootstrap-options' }] }],
      ['cib show xml 0.1.0', { objects: [{ kind: 'xml', definition: { cib: [{ epoch: '1' }] } }] }],
      ['cib diff 0.1.0 0.2.0', Array],
      ['configure blame b', [{ element: 'primitive', id: 'b', by: { revision: '0.3.0' } }]],
    ];
    for (const [line, result] of cases) {
      t.ok(await json.run(line), line);
      const document = JSON.parse(json.stdout());
      t.match(document.result, result, line);
      t.same(problemsOf(document, (await commandOf(line)) as Placed), [], line);
    }
  });

  t.test('what later changes touch is not undone', async (t) => {
    await run('configure primitive c Dummy', 'configure delete c');
    output();
    const at = (await revisions()).at(-2);
    t.match(await step(`cib undo ${at}`), [false, /changed in the same place/]);
    t.match(await step('cib undo 9.9.9'), [false, /there is no revision 9\.9\.9/]);
  });

  t.test('a shadow copy goes to the cluster', async (t) => {
    t.ok(await run('cib new test', 'configure primitive d Dummy', 'cib diff'));
    t.match(output(), /\+\+ .*primitive id="d"/);
    t.ok(await run('cib commit', 'cib use live', 'configure show d'));
    t.match(output(), 'primitive d Dummy\n');
  });

  t.test('past configurations are shown and compared', async (t) => {
    t.ok(await run('cib show 0.2.0'));
    t.match(output(), 'primitive a Dummy\n');
    t.ok(await run('cib show 0.1.0'));
    t.notMatch(output(), 'primitive');
    t.ok(await run('cib diff 0.1.0 0.2.0'));
    t.match(output(), /\+\+ .*primitive id="a"/);
    t.ok(await run('cib diff 0.2.0', 'cib show xml'));
    t.match(output(), /\+\+ .*primitive id="b"/);
    t.match(await step('cib show 7.7.7'), [false, /there is no revision 7\.7\.7/]);
  });

  t.test('blame tells who changed what', async (t) => {
    t.ok(
      await run(
        'configure primitive blamed Dummy params fake=1',
        'configure set blamed.fake 2',
        'configure blame blamed',
      ),
    );
    const lines = output().trimEnd().split('\n');
    const revisionIn = (start: string) => lines.find((line) => line.startsWith(start))?.match(/\d+\.\d+\.\d+/)?.[0];
    t.ok(revisionIn('primitive blamed'));
    t.not(revisionIn('primitive blamed'), revisionIn('fake=2'));
    t.match(await step('configure blame nosuch'), [false, /nosuch does not exist/]);
    t.ok(await run('configure delete blamed'));
    output();
  });

  t.test('a conflict names who made the other change', async (t) => {
    t.ok(await run('configure', 'property batch-limit=5'), output());
    const other = bench(home, { env });
    t.ok(await other.run('configure property batch-limit=6'), other.output());
    await other.session.disconnect();
    output();
    t.notOk(await run('commit'));
    t.match(output(), /batch-limit value: was \(none\), mine is 5, theirs is 6 \(\S+ by 'crm.*' on \d{4}-/);
    t.ok(await run('commit mine', 'cd /', 'configure get_property batch-limit'));
    t.match(output(), /^5$/m);
  });

  t.test('a change may want to be confirmed', async (t) => {
    t.ok(await run('configure', 'property batch-limit=7', 'commit confirm 0.5'));
    t.match(output(), 'taken back in 0.5 minutes');
    t.ok(await run('property batch-limit=8'));
    t.notOk(await run('commit confirm 1'));
    t.match(output(), 'another change waits to be confirmed');
    t.ok(await run('refresh', 'confirm', 'cd /'), output());
    t.notOk(await run('configure confirm'));
    t.match(output(), 'no change waits to be confirmed');
    t.ok(await run('configure get_property batch-limit'));
    t.match(output(), /^7$/m);
  });

  t.test('status that changes meanwhile is no conflict', async (t) => {
    t.ok(await run('configure', 'primitive e Dummy'));
    const other = await daemon.connect();
    const { parseXml } = await import('../../../cib/xml/parse.js');
    await other.call({
      operation: 'modify',
      section: 'status',
      input: parseXml('<node_state id="1" uname="alpha"/>'),
      options: { canCreate: true },
    });
    await other.close();
    t.same(await step('commit'), [true, '']);
  });
});
