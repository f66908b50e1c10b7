import t from 'tap';
import { crmVerify } from '../../tools/crm_verify.js';
import { cibWith, type Sections } from '../harness/cib-file.js';
import { invoke } from '../harness/invoke.js';

const option = (name: string, value: string, rest = '') =>
  `<cluster_property_set id="o"><nvpair id="o-${name}" name="${name}" value="${value}"/>${rest}</cluster_property_set>`;
const verify = (sections: Sections, ...args: string[]) => invoke(crmVerify, ['-X', cibWith(sections), ...args]);
const plain = (text: string) => text.replace(/^\(\w+\) \t.*\n/gm, '');

const NO_FENCING = { crm_config: option('fencing-enabled', 'false') };
const unit =
  '<clone id="c"><meta_attributes id="m"><nvpair id="p" name="promotable" value="true"/></meta_attributes><primitive id="u" class="systemd" type="x"/></clone>';

t.test('what is said of a configuration', async (t) => {
  const cases: [Sections, string, number, string][] = [
    [NO_FENCING, '-V', 0, ''],
    [{ ...NO_FENCING, resources: unit }, '', 78, 'Configuration invalid (-V may provide more detail)\n'],
    [
      { ...NO_FENCING, resources: unit },
      '-V',
      78,
      "error: Resource u:0 is of type systemd and therefore cannot be used as a promotable clone resource\nerror: Ignoring <clone> resource 'c' because configuration is invalid\nerror: CIB did not pass schema validation\nConfiguration invalid\n",
    ],
    [{ ...NO_FENCING, resources: unit }, '-q', 78, ''],
    [{ crm_config: option('stonith-enabled', 'false') }, '-VV', 0, ''],
    [
      { crm_config: option('fencing-enabled', 'false', '<nvpair id="p" name="concurrent-fencing" value="false"/>') },
      '-V',
      78,
      'warning: Support for the concurrent-fencing cluster property is deprecated and will be removed (and behave as true) in a future release.\nConfiguration may need attention\n',
    ],
  ];
  for (const [sections, args, code, stderr] of cases) {
    const ran = await verify(sections, ...args.split(' ').filter(Boolean));
    t.same({ ...ran, stderr: plain(ran.stderr) }, { code, stdout: '', stderr }, args);
  }
});

t.test('XML always tells all', async (t) => {
  const { code, stdout } = await verify({ ...NO_FENCING, resources: unit }, '--output-as=xml', '-q');
  t.equal(code, 78);
  t.equal(stdout.match(/<error>/g)?.length, 3);
  t.match(stdout, "<error>error: Ignoring &lt;clone&gt; resource 'c' because configuration is invalid</error>");
});

t.test('what is no CIB', async (t) => {
  const { code, stderr } = await invoke(crmVerify, ['-X', '<a/>']);
  t.same(
    { code, stderr: stderr.split('\n')[0] },
    { code: 78, stderr: 'Input is not a CIB (outermost element is a not cib)' },
  );
});

t.test('the log tells what a cluster would do, as far as it is asked for', async (t) => {
  const sections = {
    crm_config: option('fencing-enabled', 'false', '<nvpair id="q" name="no-quorum-policy" value="ignore"/>'),
    nodes: '<node id="1" uname="n1"/>',
    resources: '<primitive id="db" class="ocf" provider="pacemaker" type="Dummy"/>',
    status: '<node_state id="1" uname="n1" in_ccm="true" crmd="online" join="member" expected="member"/>',
  };
  const action = '(log_list_item) \tnotice: Actions: Start      db      (    n1 )\n';
  const told = async (args: string) => (await verify(sections, args)).stderr.includes(action);
  t.equal(await told('-VVV'), true);
  t.equal(await told('-VV'), false);
  t.equal(await told('-qVVV'), false, 'each -q takes back a -V');
});
