import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { shellLine } from '../../../shell/remote/runner.js';
import { type SshSettings, sshRunner } from '../../../shell/remote/ssh.js';

/** An ssh that logs what it is called with, and runs the line here; `down` is a node it does not reach. */
function runner(directory: string, settings: Partial<SshSettings> = {}) {
  const log = join(directory, 'log');
  writeFileSync(
    join(directory, 'ssh'),
    `#!/bin/sh
echo "$*" >> ${log}
while [ "$1" = -o ]; do shift 2; done
case $1 in down) echo 'ssh: connect to host down port 22: No route to host' >&2; exit 255;; esac
exec sh -c "$2"
`,
  );
  chmodSync(join(directory, 'ssh'), 0o755);
  return {
    log: () => readFileSync(log, 'utf8'),
    at: sshRunner({
      self: ['here'],
      env: { PATH: `${directory}:/usr/bin:/bin` },
      users: [],
      disabled: false,
      interactive: false,
      ...settings,
    }),
  };
}

t.test('words reach the program as they are', async (t) => {
  const { at } = runner(t.testdir());
  const words = ["it's", 'a b', '$HOME', '', '*', '"', '--', 'ü'];
  for (const host of [undefined, 'here', 'other']) {
    const { status, stdout } = await at.run(host, ['printf', '<%s>', ...words]);
    t.match({ status, stdout }, { status: 0, stdout: words.map((word) => `<${word}>`).join('') }, String(host));
  }
  t.equal(shellLine(['ls', '-l', 'a b']), "ls -l 'a b'");
});

t.test('status, streams and input are those of the program', async (t) => {
  const { at } = runner(t.testdir());
  for (const host of [undefined, 'other']) {
    const done = await at.run(host, ['sh', '-c', 'cat; echo no >&2; exit 3'], 'in');
    t.same(done, { status: 3, stdout: 'in', stderr: 'no\n' }, String(host));
    t.equal((await at.run(host, ['no-such-program'])).status, 127, String(host));
  }
  t.equal((await at.run(undefined, ['sh', '-c', 'kill -9 $$'])).status, 137);
});

t.test('a node that cannot be reached is named', async (t) => {
  const { at, log } = runner(t.testdir());
  const expected = { message: 'down: cannot be reached by ssh: ssh: connect to host down port 22: No route to host' };
  await t.rejects(at.run('down', ['true']), expected);
  await t.rejects(at.read('down', '/etc/motd'), expected);
  await t.rejects(at.write('down', '/tmp/x', ''), expected);
  t.match(log(), /BatchMode=yes/, 'nobody is asked for a password');
  await t.rejects(at.run('-oProxyCommand=evil', ['true']), { message: /is not the name of a node/ });
});

t.test('options of the user', async (t) => {
  const off = runner(t.testdir(), { disabled: true });
  await t.rejects(off.at.run('other', ['true']), { message: /core\.no_ssh/ });
  t.equal((await off.at.run('here', ['true'])).status, 0);
  const named = runner(t.testdir(), { users: ['bob@other'], interactive: true });
  await named.at.run('other', ['true']);
  t.match(named.log(), / bob@other true\n/);
  t.notMatch(named.log(), /BatchMode/);
});

t.test('files, here and there', async (t) => {
  const directory = t.testdir();
  const { at } = runner(directory);
  const bytes = Buffer.from([0, 255, 10, 128]);
  for (const host of [undefined, 'other']) {
    const path = join(directory, `new/${host}`, 'secret');
    t.equal(await at.read(host, path), undefined, `${host}: there is none yet`);
    await at.write(host, path, bytes, 0o400);
    t.same(await at.read(host, path), bytes, `${host}: read back`);
    t.equal(statSync(path).mode & 0o777, 0o400, `${host}: permissions`);
  }
  writeFileSync(join(directory, 'from'), 'x', { mode: 0o640 });
  await at.copy('other', join(directory, 'from'), join(directory, 'copies/to'));
  t.equal(statSync(join(directory, 'copies/to')).mode & 0o777, 0o640);
  await t.rejects(at.copy('other', join(directory, 'none'), '/tmp/none'), { message: /none: No such file/ });
  await t.rejects(at.write('other', join(directory, 'from/x'), ''), { message: /^other: cannot write/ });
  await t.rejects(at.read('other', directory), { message: /^other: cannot read/ });
  t.notOk(existsSync(join(directory, 'copies/to.part')));
});
