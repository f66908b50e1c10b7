import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { CONF, nodes } from './nodes.js';

t.test('a command on nodes', async (t) => {
  const { step, node } = nodes(t.testdir(), {
    program: ([, , line], { name }) =>
      line === 'fail' ? { status: 3, stdout: 'a', stderr: 'b\n' } : { stdout: `${line} on ${name}\n` },
  });
  t.same(await step("cluster run 'echo a b'"), {
    ok: true,
    said: 'INFO: [host]\necho a b on host\nINFO: [beta]\necho a b on beta\nINFO: [gamma]\necho a b on gamma\n',
    log: ['host: sh -c echo a b', 'beta: sh -c echo a b', 'gamma: sh -c echo a b'],
  });
  t.match(await step('cluster run fail beta'), { ok: false, said: 'ERROR: [beta]: rc=3\na\nb\n' });
  node('beta').down = true;
  const some = await step('cluster run x beta gamma');
  t.notOk(some.ok);
  t.match(some.said, /ERROR: beta: cannot be reached by ssh\n[\s\S]*\[gamma\]\nx on gamma/);
});

t.test('files are copied and compared', async (t) => {
  const directory = t.testdir();
  const { step, node } = nodes(directory);
  const file = join(directory, 'hosts');
  writeFileSync(file, '1 a\n2 b\n');
  t.match(await step(`cluster copy ${file}`), { ok: true, said: 'INFO: beta\nINFO: gamma\n' });
  t.equal(String(node('gamma').files.get(file)), '1 a\n2 b\n');
  t.same((await step(`cluster diff ${file}`)).said, '', 'no difference');
  node('gamma').files.set(file, Buffer.from('1 a\n3 b\n'));
  t.equal(
    (await step(`cluster diff ${file}`)).said,
    '--- gamma\n+++ host\n@@ -2,1 +2,1 @@\n-3 b\n+2 b\n',
    'each other node against this one',
  );
  t.match((await step(`cluster diff ${file} beta gamma`)).said, /^--- beta\n\+\+\+ gamma\n/);
  const sums = (await step(`cluster diff ${file} --checksum`)).said.trimEnd().split('\n');
  t.match(sums, [`Host              SHA1 checksum of ${file}`, /^host {12}: [0-9a-f]{40}$/, /^beta/, /^gamma/]);
  t.equal(sums[1]?.slice(16), sums[2]?.slice(16));
  t.not(sums[1]?.slice(16), sums[3]?.slice(16));

  node('beta').files.delete(file);
  t.match(await step(`cluster diff ${file}`), { ok: false, said: /beta: .*hosts: No such file/ });
  node('beta').down = true;
  t.match(await step(`cluster copy ${file} beta`), { ok: false, said: /ERROR: Failed to push .*hosts to beta: / });
  t.match(await step('cluster copy /no/such/file'), { ok: false, said: /No such file/ });
});

t.test('corosync.conf of all nodes', async (t) => {
  const { step, node, conf } = nodes(t.testdir(), {
    program: ([name]) => (name === 'corosync-cfgtool' ? { stdout: 'done\n' } : undefined),
  });
  t.match(await step('corosync push'), { ok: true, said: 'INFO: beta\nINFO: gamma\n' });
  t.match(await step('corosync diff'), { ok: true, said: '' });
  const other = CONF.replace('web', 'db');
  node('beta').files.set(conf, Buffer.from(other));
  t.match((await step('corosync diff --checksum')).said, /^host .*\nbeta .*\ngamma/m);
  t.match((await step('corosync diff beta')).said, /-\tcluster_name: db\n\+\tcluster_name: web/);
  t.match(await step('corosync pull beta'), { ok: true, said: `INFO: ${conf} is now that of beta\n` });
  t.equal(readFileSync(conf, 'utf8'), other);
  t.match(await step('corosync pull beta'), { ok: true, said: 'INFO: No change.\n' });
  node('gamma').files.set(conf, Buffer.from('totem {\n'));
  t.match(await step('corosync pull gamma'), { ok: false, said: /totem is not closed/ });
  t.equal(readFileSync(conf, 'utf8'), other, 'what cannot be read is not taken');
  t.match(await step('corosync reload'), { ok: true, log: ['host: corosync-cfgtool -R'] });
});

t.test('the state of corosync', async (t) => {
  const answers: Record<string, { status?: number; stdout?: string; stderr?: string }> = {
    'corosync-cfgtool -s': { stdout: 'LINK ID 0\n' },
    'corosync-quorumtool -s': { status: 2, stdout: 'Quorate: No\n' },
    'corosync-cpgtool -e': { status: 1, stderr: 'Failed to initialize cpg\n' },
    'corosync-qdevice-tool -sv': { stdout: 'State: Connected\n' },
    'corosync-qnetd-tool -lv -c web': { stdout: 'Cluster "web"\n' },
  };
  const program = (argv: readonly string[]) => answers[argv.join(' ')];
  const { step, node } = nodes(t.testdir(), { program });
  t.match(await step('corosync status'), { ok: false, said: /corosync\.service is not running!/ });
  node('host').services.set('corosync', { active: true, enabled: true });
  t.match(await step('corosync status'), { ok: true, said: 'LINK ID 0\n\n' });
  t.match(await step('corosync status quorum'), {
    ok: true,
    said: '1 host member\n2 beta member\n3 gamma member\n\nQuorate: No\n\n',
  });
  t.match(await step('corosync status cpg'), { ok: false, said: /Failed to initialize cpg/ });
  t.match(await step('corosync status qdevice'), { ok: false, said: /QDevice\/QNetd not configured!/ });
  t.match(await step('corosync status nonsense'), { ok: false, said: /Expected ring or quorum/ });
  await step('corosync set quorum.device.model net');
  t.match(await step('corosync status qnetd'), { ok: false, said: /host for qnetd not configured!/ });
  await step('corosync set quorum.device.net.host beta');
  t.match(await step('corosync status qnetd'), {
    ok: true,
    said: /Cluster "web"/,
    log: [/^beta: corosync-qnetd-tool/],
  });
  t.match(await step('corosync status qdevice'), { ok: true, said: /State: Connected/ });
});
