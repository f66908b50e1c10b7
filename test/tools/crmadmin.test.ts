import t from 'tap';
import { crmadmin } from '../../tools/crmadmin.js';
import { CibFile } from '../harness/cib-file.js';

const cib = new CibFile({
  nodes: '<node id="1" uname="one"/><node id="2" uname="two" type="member"/><node id="far" uname="far" type="remote"/>',
  resources:
    '<primitive id="far" class="ocf" provider="pacemaker" type="remote"/>' +
    '<group id="g"><primitive id="vm" class="ocf" provider="heartbeat" type="VirtualDomain">' +
    '<meta_attributes id="m"><nvpair id="n" name="remote-node" value="guest"/></meta_attributes></primitive></group>',
});
t.teardown(() => cib.remove());
const run = (line: string) => cib.run(crmadmin, line);

t.test('nodes', async (t) => {
  const [one, two] = ['cluster node: one (1)\n', 'cluster node: two (2)\n'];
  const [guest, far] = ['guest node: guest (guest)\n', 'remote node: far (far)\n'];
  const cases: [string, string][] = [
    ['-N', one + two + guest + far],
    ['--nodes', one + two + guest + far],
    ['-N all', one + two + guest + far],
    ['-N cluster', one + two],
    ['--nodes=remote,guest', guest + far],
    ['-N -q', 'one\ntwo\nguest\nfar\n'],
    ['-N -B', 'export one=1\nexport two=2\nexport guest=guest\nexport far=far\n'],
    ['-N nothing', 'No nodes configured\n'],
  ];
  for (const [line, stdout] of cases) t.same(await run(line), { code: 0, stdout, stderr: '' }, line);
  t.match(await run('-N guest --output-as=xml'), {
    stdout: '  <nodes>\n    <node type="guest" name="guest" id="guest"/>\n  </nodes>\n',
  });
});

t.test('the rest is known to the daemons', async (t) => {
  const refused = { code: 102, stdout: '', stderr: 'error: Command failed: Connection refused\n' };
  for (const line of ['-S one', '-P', '-D', '-D -t 5s']) t.same(await run(line), refused, line);
  t.match(await run(''), { code: 64, stdout: '', stderr: /^error: Must specify a command option\nUsage:/ });
  t.match(await run('-H -D'), { code: 64, stderr: /^Cluster-wide health option not supported\nUsage:/ });
  t.match(await cib.run(crmadmin, '-N', { env: { CIB_file: `${cib.path}.none` } }), {
    code: 105,
    stderr: 'Could not connect to the CIB: No such device or address\n',
  });
});
