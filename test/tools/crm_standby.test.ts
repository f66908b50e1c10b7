import t from 'tap';
import { crmStandby } from '../../tools/crm_standby.js';
import { CibFile, type Sections } from '../harness/cib-file.js';

const SECTIONS: Sections = {
  nodes: '<node id="1" uname="one"/><node id="2" uname="two"/>',
  status: '<node_state id="1" uname="one"/>',
};
const cib = new CibFile(SECTIONS);
t.teardown(() => cib.remove());
const run = (line: string, env = {}) => cib.run(crmStandby, line, { env });

t.test('a node goes into standby mode and comes out of it', async (t) => {
  cib.reset(SECTIONS);
  t.same(await run('-N one -G'), { code: 0, stdout: 'scope=status name=standby value=off\n', stderr: '' });
  t.same(await run('-N one -v on'), { code: 0, stdout: '', stderr: '' });
  t.same(await run('-N one'), { code: 0, stdout: 'scope=nodes name=standby value=on\n', stderr: '' });
  t.same(await run('--node one --off'), { code: 0, stdout: '', stderr: '' });
  t.same(await run('-N one -G -q'), { code: 0, stdout: 'off\n', stderr: '' });
  t.same(await run('-N one -v true -l reboot'), { code: 0, stdout: '', stderr: '' });
  t.same(await run('-N one -G -q'), { code: 0, stdout: 'off\n', stderr: '' }, 'what lasts for good counts');
  t.same(await run('-N one -D'), {
    code: 0,
    stdout:
      'Deleted nodes attribute: id=nodes-1-standby name=standby\n' +
      'Deleted status attribute: id=status-1-standby name=standby\n',
    stderr: '',
  });
  t.same(await run('-N one -G -q'), { code: 0, stdout: 'off\n', stderr: '' });
  t.same(await run('-v on', { OCF_RESKEY_CRM_meta_on_node: 'two' }), { code: 0, stdout: '', stderr: '' });
  t.match(cib.text, '<nvpair id="nodes-2-standby" name="standby" value="on"/>');
});

t.test('misuse', async (t) => {
  const unknown = 'crm_attribute: Could not map name=three to a UUID\n';
  t.same(await run('-N three -G'), { code: 105, stdout: '', stderr: unknown });
  t.same(await run('-N three -D'), { code: 0, stdout: '', stderr: unknown + unknown });
  const cases: [string, string][] = [
    ['--nope', "crm_standby: unrecognized option '--nope'\n"],
    ['-x', "crm_standby: invalid option -- 'x'\n"],
    ['-v', "crm_standby: option requires an argument -- 'v'\n"],
    ['--node', "crm_standby: option '--node' requires an argument\n"],
  ];
  for (const [line, stderr] of cases) t.match(await run(line), { code: 1, stdout: /^\nUsage:/, stderr }, line);
});
