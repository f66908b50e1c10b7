import t from 'tap';
import { crmMaster } from '../../tools/crm_master.js';
import { CibFile } from '../harness/cib-file.js';

const cib = new CibFile({ nodes: '<node id="1" uname="one"/>', status: '<node_state id="1" uname="one"/>' });
t.teardown(() => cib.remove());
const run = (line: string, env = {}) => cib.run(crmMaster, line, { env });
const agent = { OCF_RESKEY_CRM_meta_on_node: 'one', OCF_RESOURCE_INSTANCE: 'db' };

t.test('a promotion score is kept for good unless a lifetime is given', async (t) => {
  const nothing = { code: 0, stdout: '', stderr: '' };
  t.same(await run('-r db -N one -v 5'), nothing);
  t.same(await run('-r db -N one'), { ...nothing, stdout: 'scope=nodes name=master-db value=5\n' });
  t.same(await run('-l reboot -v 9', agent), nothing);
  t.same(await run('-l reboot -G -q', agent), { ...nothing, stdout: '9\n' });
  t.same(await run('-q', agent), { ...nothing, stdout: '5\n' });
  t.same(await run('-D', agent), {
    ...nothing,
    stdout: 'Deleted nodes attribute: id=nodes-1-master-db name=master-db\n',
  });
});

t.test('--promote prefers the node above all others', async (t) => {
  t.same(await run('--promote web', { OCF_RESKEY_CRM_meta_on_node: 'one' }), { code: 0, stdout: '', stderr: '' });
  t.match(cib.text, '<nvpair id="nodes-1-master-web" name="master-web" value="INFINITY"/>');
});

t.test('misuse', async (t) => {
  t.match(await run('-G'), { code: 1, stdout: /^\nUsage:/, stderr: 'error: No resource specified\n' });
  t.match(await run('--nope'), { code: 1, stderr: "crm_master: unrecognized option '--nope'\n" });
});
