import t from 'tap';
import { crmFailcount } from '../../tools/crm_failcount.js';
import { CibFile } from '../harness/cib-file.js';

const pair = (id: string, name: string, value: string) => `<nvpair id="${id}" name="${name}" value="${value}"/>`;
const cib = new CibFile({
  nodes: '<node id="1" uname="one"/>',
  resources: '<primitive id="db" class="ocf" provider="heartbeat" type="Dummy"/>',
  status:
    '<node_state id="1" uname="one"><transient_attributes id="1"><instance_attributes id="status-1">' +
    pair('a', 'fail-count-db#monitor_10000', '3') +
    pair('b', 'fail-count-db#start_0', '2') +
    pair('c', 'fail-count-dbx#start_0', '7') +
    pair('d', 'fail-count-big#start_0', '600000') +
    pair('e', 'fail-count-big#stop_0', '600000') +
    pair('f', 'fail-count-never#stop_0', 'INFINITY') +
    pair('g', 'fail-count-old', '4') +
    pair('h', 'fail-count-odd#stop_0', '-1') +
    '</instance_attributes></transient_attributes></node_state>',
});
t.teardown(() => cib.remove());
const run = (line: string) => cib.run(crmFailcount, line);

t.test('queries', async (t) => {
  const cases: [string, string][] = [
    ['--query --resource db --node one', 'scope=status  name=fail-count-db value=5\n'],
    ['-G -r db -N one -q', '5\n'],
    ['-G -r db -N one -n monitor -I 10s', 'scope=status  name=fail-count-db#monitor_10000 value=3\n'],
    ['-G -r db -N one -n monitor', 'scope=status  name=fail-count-db#monitor_0 value=0\n'],
    ['-G -r big -N one -q', 'INFINITY\n'],
    ['-G -r never -N one -q', 'INFINITY\n'],
    ['-G -r old -N one -n start', 'scope=status  name=fail-count-old value=4\n'],
    ['-G -r odd -N one -q', '0\n'],
    ['-G -r nothing -N one', 'scope=status  name=fail-count-nothing value=0\n'],
  ];
  for (const [line, stdout] of cases) t.same(await run(line), { code: 0, stdout, stderr: '' }, line);
});

t.test('what is wrong is told', async (t) => {
  t.same(await run('-G -r db -N two'), {
    code: 0,
    stdout: 'scope=status  name=fail-count-db value=\n',
    stderr: 'crm_attribute: Could not map name=two to a UUID\n',
  });
  t.match(await run('-G -r db -N one -n start -I soon -l x'), {
    code: 0,
    stderr: "warning: ignoring deprecated option '-l'\nwarning: Unrecognized interval, using 0\n",
  });
  t.match(await run('-G -r db -N one -v 1'), {
    stderr: "warning: ignoring deprecated option '-v' with nonzero value\n",
  });
  t.match(await run('-r db -N one'), { code: 64, stdout: /^\nUsage:/, stderr: 'error: must specify a command\n' });
  t.match(await run('-G -N one'), { code: 64, stderr: 'error: resource name required\n' });
});

t.test('cleaning up leaves a file as it is', async (t) => {
  const before = cib.text;
  const told = { code: 0, stdout: '', stderr: /^Dry run: skipping clean-up of db on one due to CIB_file\n$/m };
  t.match(await run('-D -r db -N one'), told);
  t.match(await run('-v 0 -r db -N one -n start -I 10s -q'), told);
  t.match(await run('-D -r nothing -N one'), { code: 105, stderr: /^crm_resource: Resource 'nothing' not found\n/ });
  t.match(await run('-D -r db -N two'), { code: 105, stderr: /^crm_resource: Node 'two' not found\n/ });
  t.equal(cib.text, before);
});
