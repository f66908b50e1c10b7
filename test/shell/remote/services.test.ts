import t from 'tap';
import type { Ran, Runner } from '../../../shell/remote/runner.js';
import { servicesBy } from '../../../shell/remote/services.js';

/** A node without systemd: what its programs answer, by the beginning of the line. */
function scripts(answers: Record<string, Partial<Ran>>) {
  const log: string[] = [];
  const runner = {
    async run(_: unknown, argv: readonly string[]): Promise<Ran> {
      const line = argv.join(' ');
      log.push(line);
      const found = Object.keys(answers).find((start) => line.startsWith(start));
      return { status: found === undefined ? 127 : 0, stdout: '', stderr: '', ...answers[found ?? ''] };
    },
  } as unknown as Runner;
  return { services: servicesBy(runner), log };
}

t.test('scripts of /etc/init.d', async (t) => {
  const { services, log } = scripts({
    'test -d': { status: 1 },
    'test -x /etc/init.d/corosync': {},
    'service corosync status': { status: 3 },
    'sh -c': {},
    'service corosync start': {},
    'service corosync stop': { status: 1, stderr: 'no\nno such process\n' },
    'chkconfig corosync on': {},
  });
  t.same(await services.state('a', 'corosync'), { active: 'inactive', sub: 'dead', enabled: 'enabled' });
  t.same(await services.state('a', 'other'), { active: 'unknown', sub: '', enabled: '' });
  await services.start('a', 'corosync');
  await t.rejects(services.stop('a', 'corosync'), { message: 'a: cannot stop corosync: no such process' });
  await services.enable('a', 'corosync');
  t.same(log.slice(-2), ['update-rc.d corosync enable', 'chkconfig corosync on'], 'by what there is');
  await t.rejects(services.disable(undefined, 'corosync'), { message: 'cannot disable corosync: exit status 127' });
});

t.test('systemd is asked about itself once', async (t) => {
  const { services, log } = scripts({
    'test -d': {},
    'systemctl show': { stdout: 'LoadState=loaded\nActiveState=active\nSubState=running\nUnitFileState=static\n' },
  });
  t.same(await services.state(undefined, 'a'), { active: 'active', sub: 'running', enabled: 'static' });
  await services.state(undefined, 'b.socket');
  t.equal(log.filter((line) => line.startsWith('test')).length, 1);
  t.match(log.at(-1), / b\.socket$/);
});
