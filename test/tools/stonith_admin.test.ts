import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { serialize } from '../../cib/xml/serialize.js';
import { runFenceAgent } from '../../tools/agents/fence.js';
import { validationText, validationXml } from '../../tools/fencing/validate.js';
import { stonithAdmin } from '../../tools/stonith_admin.js';
import { invoke } from '../harness/invoke.js';

const run = (...args: string[]) => invoke(stonithAdmin, args, { env: { OCF_RESKEY_ip: '10.0.0.9' } });

t.test('what is wrong with a command line', async (t) => {
  const cases: [string[], number, RegExp | string][] = [
    [[], 64, /^Usage:\n {2}stonith_admin /],
    [['-M'], 64, /^Please specify an agent to query using -a,--agent \[value\]\nUsage:/],
    [['-K', '-I'], 64, /^Please specify an agent/],
    [['-R', 'd'], 64, /^Please specify an agent/],
    [['-L', '-t', 'x'], 64, 'stonith_admin: Cannot parse integer value “x” for -t\n'],
    [['-L', '-t', '-1'], 64, 'Integer value "-1" for -t out of range\n'],
    [['-K', '-o', 'ip'], 64, 'stonith_admin: Invalid option: -o ip: Bad name/value pair given\n'],
    [['-K', '-e', 'port'], 64, 'stonith_admin: Invalid option: -e port\n'],
  ];
  for (const [args, code, stderr] of cases) {
    const ran = await run(...args);
    t.equal(ran.code, code, args.join(' '));
    t.match(ran.stderr, stderr, args.join(' '));
    t.equal(ran.stdout, '');
  }
});

t.test('what only the fencer can do', async (t) => {
  const cases: [string[], string][] = [
    [['-L'], 'Could not connect to fencer: Transport endpoint is not connected\n'],
    [['-H', '*'], 'Could not connect to fencer: Transport endpoint is not connected\n'],
    [['-F', 'n1'], "stonith_admin: Couldn't fence n1: Transport endpoint is not connected\n"],
    [['-B', 'n1', '-F', 'n2'], "stonith_admin: Couldn't fence n2: Transport endpoint is not connected\n"],
    [['-U', 'n1'], "stonith_admin: Couldn't unfence n1: Transport endpoint is not connected\n"],
  ];
  for (const [args, stderr] of cases) t.same(await run(...args), { code: 102, stdout: '', stderr }, args.join(' '));
});

t.test('agents that are not there', async (t) => {
  t.same(await run('-M', '-a', 'fence_no_such'), {
    code: 105,
    stdout: '',
    stderr: "Can't get fence agent meta-data: No such device\n",
  });
  t.same(await run('-K', '-e', 'ip', '-a', 'fence_no_such'), {
    code: 105,
    stdout: 'Validation of fence_no_such failed\nAgent fence_no_such not found\n',
    stderr: '',
  });
});

t.test('an agent gets its action and parameters on standard input', async (t) => {
  const agent = join(t.testdir(), 'fence_test');
  writeFileSync(agent, '#!/bin/sh\ncat\necho trouble >&2\nexit 3\n');
  chmodSync(agent, 0o755);
  const parameters = new Map([
    ['action', 'ignored'],
    ['ip', '10.0.0.9'],
  ]);
  const ended = await runFenceAgent(agent, 'validate-all', parameters, 60_000);
  t.same(ended, { exit: 3, stdout: 'action=validate-all\nip=10.0.0.9\n', stderr: 'trouble\n' });
  const missing = await runFenceAgent(join(t.testdirName, 'none'), 'status', parameters, 60_000);
  t.match(missing, { exit: 1, stderr: /ENOENT/ });
});

t.test('how a verdict looks', async (t) => {
  const failed = { agent: 'fence_x', device: 'd', verdict: 'invalid', stdout: '', stderr: 'no address\n' } as const;
  t.equal(validationText(failed), 'Validation of fence_x on d failed\nno address\n\n');
  t.equal(
    serialize(validationXml(failed), { text: true }),
    '<validate agent="fence_x" valid="false" device="d"><command code="-1001"><output source="stderr">no address\n</output></command></validate>',
  );
  const passed = { agent: 'fence_x', verdict: 'valid', stdout: '', stderr: '' } as const;
  t.equal(validationText(passed), 'Validation of fence_x succeeded\n');
});
