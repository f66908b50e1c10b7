import t from 'tap';
import { crmNode } from '../../tools/crm_node.js';
import { invoke } from '../harness/invoke.js';

const run = (line: string, env = {}) => invoke(crmNode, line.split(' ').filter(Boolean), { env });

t.test('an agent is told its node', async (t) => {
  const env = { OCF_RESKEY_CRM_meta_on_node: 'one' };
  t.same(await run('-n', env), { code: 0, stdout: 'one\n', stderr: '' });
  t.same(await run('-N 0', env), { code: 0, stdout: 'one\n', stderr: '' });
  t.match(await run('-n --output-as=xml', env), { stdout: '  <node-info nodeid="0" uname="one"/>\n' });
});

t.test('the rest is known to the controller', async (t) => {
  const refused = 'Could not connect to controller: Connection refused\n';
  for (const line of ['-n', '-i', '-q', '-N 1']) {
    t.same(await run(line), { code: 102, stdout: '', stderr: `error: ${refused}` }, line);
  }
  for (const line of ['-l', '-p']) {
    t.same(await run(line), { code: 102, stdout: '', stderr: `crm_node: ${refused}` }, line);
  }
});

t.test('removing a node', async (t) => {
  t.match(await run('-R two'), { code: 64, stderr: /^crm_node: The supplied command is considered dangerous\./ });
  const refused = (who: string) => `crm_node: Could not purge node ${who} from controller: Connection refused\n`;
  t.match(await run('-R two --force'), { code: 102, stderr: refused('two') });
  t.match(await run('-R 2 -f'), { code: 102, stderr: refused('by ID') });
  t.match(await run(''), { code: 64, stdout: '', stderr: /^Usage:/ });
});
