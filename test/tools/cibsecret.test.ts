import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { cibsecret } from '../../tools/cibsecret.js';
import { CibFile, type Sections } from '../harness/cib-file.js';

const SECTIONS: Sections = {
  resources:
    '<primitive id="fence" class="stonith" type="fence_x"><instance_attributes id="ia">' +
    '<nvpair id="ia-passwd" name="passwd" value="open sesame"/></instance_attributes></primitive>' +
    '<primitive id="bare" class="ocf" provider="heartbeat" type="Dummy"/>',
};
const cib = new CibFile(SECTIONS);
t.teardown(() => cib.remove());
const secrets = join(cib.directory, 'secrets');
const world = { PCMK_secrets_dir: secrets, PATH: join(cib.directory, 'bin') };
const run = (line: string | string[], stdin = '', env = world) => cib.run(cibsecret, line, { env, stdin });
const done = { code: 0, stdout: '', stderr: '' };

t.test('a value goes out of the CIB and back', async (t) => {
  t.match(await run('get fence passwd'), { code: 78, stderr: /not set as secret, nothing to check\n$/ });
  t.same(await run('stash fence passwd'), done);
  t.match(cib.text, '<nvpair id="ia-passwd" name="passwd" value="lrm://"/>');
  const file = join(secrets, 'fence', 'passwd');
  t.equal(readFileSync(file, 'utf8'), 'open sesame\n');
  t.equal(statSync(file).mode & 0o777, 0o600);
  t.equal(statSync(`${file}.sign`).mode & 0o777, 0o600);
  t.equal(statSync(join(secrets, 'fence')).mode & 0o777, 0o700);
  t.equal(readFileSync(`${file}.sign`, 'utf8'), '54ef36ec71201fdf9d1423fd26f97f6b\n');

  t.same(await run('check fence passwd'), done);
  t.same(await run('get fence passwd'), { ...done, stdout: 'open sesame\n' });
  t.match(await run('stash fence passwd'), { code: 108, stderr: /already set as secret\n$/ });
  t.same(await run('unstash fence passwd'), done);
  t.match(cib.text, 'value="open sesame"');
  t.notOk(existsSync(file));
  t.match(await run('unstash fence passwd'), { code: 105, stderr: /^Nothing to unstash/ });
});

t.test('a secret is set, found damaged, and deleted', async (t) => {
  t.same(await run('set bare key s3'), done);
  t.match(cib.text, '<nvpair id="bare-instance_attributes-key" name="key" value="lrm://"/>');
  t.same(await run(['set', 'bare', 'key'], 'from stdin\n'), done);
  t.same(await run('get bare key'), { ...done, stdout: 'from stdin\n' });
  writeFileSync(join(secrets, 'bare', 'key'), 'other\n');
  t.match(await run('check bare key'), { code: 104, stderr: 'Checksum mismatch for resource bare parameter key\n' });
  t.match(await run('get bare key'), { code: 104, stdout: '' });
  t.same(await run('delete bare key'), done);
  t.notMatch(cib.text, 'bare-instance_attributes-key');
  t.match(await run('set fence passwd else'), { code: 78, stderr: /^CIB value <open sesame> different/ });
  t.match(await run('set nothing key s3'), { code: 105, stderr: "Resource 'nothing' not found\n" });
});

t.test('without the CIB', async (t) => {
  const before = cib.text;
  t.same(await run('-C set bare key s4'), done);
  t.same(await run('--no-cib get bare key'), { ...done, stdout: 's4\n' });
  t.match(await run('-C stash bare key'), { code: 64, stderr: 'No access to Pacemaker, stash not supported\n' });
  t.match(await run('-C check bare nothing'), {
    code: 105,
    stderr: 'No checksum for resource bare parameter nothing\n',
  });
  t.equal(cib.text, before);
});

t.test('other nodes get a copy', async (t) => {
  cib.reset({ ...SECTIONS, nodes: '<node id="1" uname="up"/><node id="2" uname="down"/>' });
  const bin = join(cib.directory, 'bin');
  const log = join(cib.directory, 'log');
  const program = (name: string, body: string) => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${body}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  mkdirSync(bin);
  program('ping', '[ "$4" = up ]');
  const file = join(secrets, 'bare', 'key');
  t.match(await run('set bare key s5'), { code: 5, stderr: 'Please install one of pssh, pdsh, or ssh\n' });
  t.notMatch(cib.text, 'bare-instance_attributes-key', 'nothing is done by halves');

  for (const name of ['ssh', 'scp']) program(name, `echo ${name} "$@" >> ${log}`);
  t.same(await run('set bare key s5'), {
    ...done,
    stdout: `Node down is down - you'll need to update it with \`cibsecret sync\` later\nSyncing ${file} to up ...\n`,
  });
  const hosts = '-o StrictHostKeyChecking=no';
  t.same(readFileSync(log, 'utf8').split('\n'), [
    `ssh ${hosts} up -- mkdir -p ${join(secrets, 'bare')}`,
    `scp -pqr ${hosts} ${file} up:${join(secrets, 'bare')}`,
    `scp -pqr ${hosts} ${file}.sign up:${join(secrets, 'bare')}`,
    '',
  ]);
  writeFileSync(log, '');
  t.match(await run('sync'), { code: 0, stdout: `Syncing ${secrets} to up ...\n` });
  t.match(readFileSync(log, 'utf8'), `scp -pqr ${hosts} ${secrets} up:${cib.directory}\n`);

  program('ssh', 'echo no route >&2; exit 255');
  t.match(await run('delete bare key'), { code: 1, stderr: 'Child process exited with code 255\nno route\n' });
});

t.test('misuse', async (t) => {
  const subcommands = 'check, delete, get, set, stash, sync, unstash';
  const cases: [string, RegExp | string][] = [
    ['', /^cibsecret: Must specify a command option\n\nUsage:/],
    ['steal', `cibsecret: Invalid subcommand given; valid subcommands: ${subcommands}\n`],
    ['constructor', `cibsecret: Invalid subcommand given; valid subcommands: ${subcommands}\n`],
    ['get bare', 'cibsecret: Usage: get <resource-id> <resource-parameter>\n'],
    ['sync now', 'cibsecret: Usage: sync\n'],
    ['get ../x y', "cibsecret: Invalid name '../x'\n"],
    ['get bare ..', "cibsecret: Invalid name '..'\n"],
  ];
  for (const [line, stderr] of cases) t.match(await run(line), { code: 64, stdout: '', stderr }, line);
});
