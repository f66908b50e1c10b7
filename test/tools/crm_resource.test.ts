import t from 'tap';
import { ctime } from '../../cib/time/ctime.js';
import { crmResource } from '../../tools/crm_resource.js';
import { CibFile } from '../harness/cib-file.js';

const history = (resource: string, ...operations: string[]) =>
  `<lrm_resource id="${resource}" class="ocf" provider="test" type="Thing">${operations.join('')}</lrm_resource>`;
const operation = (resource: string, name: string, call: number, more = '') =>
  `<lrm_rsc_op id="${resource}_${name}" operation_key="${resource}_${name}_0" operation="${name}" interval="0" call-id="${call}" rc-code="0" op-status="0" transition-key="1:1:0:00000000-0000-0000-0000-000000000000" ${more}/>`;
const state = (id: number, name: string, ...histories: string[]) =>
  `<node_state id="${id}" uname="${name}" in_ccm="true" crmd="online" join="member" expected="member"><lrm id="${id}"><lrm_resources>${histories.join('')}</lrm_resources></lrm></node_state>`;

const pair = (id: string, name: string, value: string) => `<nvpair id="${id}" name="${name}" value="${value}"/>`;
const primitive = (id: string, inside = '') =>
  `<primitive id="${id}" class="ocf" provider="test" type="Thing">${inside}</primitive>`;

const SECTIONS = {
  crm_config: `<cluster_property_set id="o">${pair('o1', 'stonith-enabled', 'false')}</cluster_property_set>`,
  nodes: '<node id="1" uname="node1"/><node id="2" uname="node2"/>',
  resources: [
    primitive('db', `<instance_attributes id="db-i">${pair('db-port', 'port', '5432')}</instance_attributes>`),
    `<group id="web">${primitive('ip')}${primitive('http', `<meta_attributes id="http-m">${pair('http-p', 'priority', '5')}</meta_attributes>`)}</group>`,
    `<clone id="all">${primitive('agent')}</clone>`,
  ].join(''),
  constraints: [
    '<rsc_colocation id="c1" rsc="web" with-rsc="db" score="INFINITY"/>',
    '<rsc_location id="l1" rsc="db" node="node2" score="50"/>',
  ].join(''),
  status:
    state(1, 'node1', history('db', operation('db', 'start', 3, 'last-rc-change="1000000000" exec-time="7"'))) +
    state(2, 'node2', history('agent', operation('agent', 'start', 4))),
};

const cib = new CibFile(SECTIONS);
t.teardown(() => cib.remove());
t.beforeEach(() => cib.reset(SECTIONS));
const ERROR = 'Error performing operation:';
/** Without the warnings that go to the log. */
const run = async (line: string, now = new Date('2030-01-01T00:00:00Z')) => {
  const { code, stdout, stderr } = await cib.run(crmResource, line, { now });
  return { code, stdout, stderr: stderr.replace(/^\(\w+\) \t.*\n/gm, '') };
};

t.test('queries', async (t) => {
  const cases: [string, string][] = [
    [
      '',
      'Full List of Resources:\n  * db\t(ocf:test:Thing):\t Started\n  * Resource Group: web:\n' +
        '    * ip\t(ocf:test:Thing):\t Stopped\n    * http\t(ocf:test:Thing):\t Stopped\n' +
        '  * Clone Set: all [agent]:\n    * Started: [ node2 ]\n    * Stopped: [ node1 ]\n',
    ],
    ['-l', 'db\nip\nhttp\nagent:0\nagent:1\n'],
    ['-r db -W', 'resource db is running on: node1\n'],
    ['-r agent -W -Q', 'node2\n'],
    ['-r db -g port', '5432\n'],
    ['-r http -m -g priority', '5\n'],
    ['-r http --element -g class', 'ocf\n'],
    ['-r db -Y', 'Resource db is running\n'],
    ['-r db -Y -N node2', 'Resource db is not running on host node2\n'],
    ['-N node2 -Y', 'Resource agent:0 is running on host node2\n'],
    [
      '-r db -a',
      'Locations:\n  * Node node2 (score=50, id=l1, rsc=db)\nResources colocated with db:\n  * web (score=INFINITY, id=c1)\n',
    ],
    [
      '-r http -A',
      'Resources web is colocated with:\n  * db (score=INFINITY, id=c1)\n    * Locations:\n      * Node node2 (score=50, id=l1, rsc=db)\n',
    ],
    ['-r http -a -f', ''],
    [
      '-O -r db',
      `db\t(ocf:test:Thing):\t Started: db_start_0 (node=node1, call=3, rc=0, last-rc-change='${ctime(1_000_000_000)}', exec=7ms): Done\n`,
    ],
    ['-q -r ip', `ip\t(ocf:test:Thing):\t Stopped\nResource XML:\n${primitive('ip').replace('></primitive>', '/>')}\n`],
  ];
  for (const [line, stdout] of cases) t.same(await run(line), { code: 0, stdout, stderr: '' }, line);
});

t.test('queries as XML', async (t) => {
  const cases: [string, string][] = [
    ['-r db -W', '  <nodes resource="db">\n    <node>node1</node>\n  </nodes>\n'],
    ['-r db -g port', '  <list name="attributes" count="1">\n    <item name="port">5432</item>\n  </list>\n'],
    ['-r http -a -f', '  <constraints/>\n'],
    ['-r db -Y -N node1', '  <reason running_on="node1">\n    <check id="db"/>\n  </reason>\n'],
    [
      '-r web -m -p is-managed -v false',
      '  <resource-settings>\n    <group id="web">\n      <meta_attributes id="web-meta_attributes">\n        <nvpair id="web-meta_attributes-is-managed" value="false" name="is-managed"/>\n      </meta_attributes>\n    </group>\n  </resource-settings>\n',
    ],
  ];
  for (const [line, body] of cases) {
    const { code, stdout } = await run(`${line} --output-as=xml`);
    t.equal(code, 0, line);
    t.equal(stdout.split('\n').slice(1, -3).join('\n'), body.trimEnd(), line);
  }
});

t.test('what cannot be done is told, and leaves the CIB as it is', async (t) => {
  const before = cib.text;
  const cases: [string, number, string][] = [
    ['-W', 64, 'crm_resource: Must supply a resource ID with -r/--resource\n'],
    ['--digests -r db', 64, 'crm_resource: Must supply a node name with -N/--node\n'],
    ['-r no -W', 105, `crm_resource: Resource 'no' not found\n${ERROR} No such object\n`],
    ['-r db -M -N no', 105, `crm_resource: Node 'no' not found\n${ERROR} No such object\n`],
    [
      '-r agent:0 -M -N node1',
      2,
      `crm_resource: Cannot operate on clone resource instance 'agent:0'\n${ERROR} Invalid parameter\n`,
    ],
    ['--move db --node node1', 108, `crm_resource: ${ERROR} Requested item already exists\n`],
    ['--move db -r db --node node1', 64, 'crm_resource: non-option ARGV-elements:\n[1 of 1] db\n'],
    ['--move db web --node node1', 64, 'crm_resource: non-option ARGV-elements:\n[1 of 2] db\n[2 of 2] web\n'],
    ['-r db -M -N node1', 108, `crm_resource: ${ERROR} Requested item already exists\n`],
    ['-r db -d nothing', 105, `crm_resource: ${ERROR} No such object\n`],
    ['-r db -g nothing', 0, "Attribute 'nothing' not found for 'db'\n"],
    ['-r db -p a', 64, 'crm_resource: You need to supply a value with the -v option\n'],
    ['-e -L', 64, 'crm_resource: --expired requires --clear or -U\n'],
    ['foo', 64, 'crm_resource: non-option ARGV-elements:\n[1 of 1] foo\n'],
    ['--list-options=foo', 64, 'crm_resource: Error parsing option --list-options\n'],
    ['--validate=x -r db', 64, 'crm_resource: Invalid check level setting: x\n'],
    ['-T P1D --wait', 64, 'crm_resource: Error parsing option -T\n'],
    ['-r db --class ocf', 64, 'crm_resource: --class, --agent, and --provider cannot be used with -r/--resource\n'],
    [
      '--agent x -L',
      64,
      'crm_resource: --class, --agent, and --provider can only be used with --validate and --force-*\n',
    ],
    ['--class ocf --agent x --validate', 64, 'crm_resource: --provider and --agent are required with --class=ocf\n'],
    [
      '--force-start -r web',
      3,
      `Sorry, the force-start option doesn't support group resources\ncrm_resource: ${ERROR} Unimplemented\n`,
    ],
    [
      '--restart -r web',
      105,
      `web is not running anywhere and so cannot be restarted\ncrm_resource: ${ERROR} No such object\n`,
    ],
    ['-C -r db', 0, 'Dry run: skipping clean-up of db on node1 due to CIB_file\n'],
    ['-F -r db -N node1', 0, 'Dry run: skipping fail of db on node1 due to CIB_file\n'],
  ];
  for (const [line, code, stderr] of cases) t.match(await run(line), { code, stderr }, line);
  t.equal(cib.text, before);
});

t.test('moves and bans', async (t) => {
  t.same(await run('--resource db --move --node node2'), { code: 0, stdout: '', stderr: '' });
  t.match(cib.text, '<rsc_location id="cli-prefer-db" rsc="db" role="Started" node="node2" score="INFINITY"/>');
  t.match((await run('-r db -M')).stdout, /^WARNING: Creating rsc_location constraint 'cli-ban-db-on-node1' with/);
  const { stdout } = await run('-r db -U');
  t.equal(stdout, 'Removing constraint: cli-ban-db-on-node1\nRemoving constraint: cli-prefer-db\n');
  t.notMatch(cib.text, 'cli-');

  t.match((await run('-r db -B -N node2 -u PT1H')).stdout, /^Migration will take effect until: /);
  t.match(cib.text, '<date_expression id="cli-ban-db-on-node2-lifetime" operation="lt"');
  t.equal((await run('-e -U')).stdout, '', 'not yet');
  await run('-r db -B -N node1');
  const later = new Date('2030-01-01T02:00:00Z');
  t.equal((await run('-e -U -r db -N node1', later)).stdout, '', 'one without an end stays');
  t.equal((await run('-e -U', later)).stdout, 'Removing constraint: cli-ban-db-on-node2\n');
});

t.test('attributes', async (t) => {
  const cases: [string, string, string][] = [
    ['-r db -p port -v 1', "Set 'db' option: id=db-port name=port value=1\n", 'name="port" value="1"'],
    [
      '-r agent -m -p priority -v 2',
      "Performing update of 'priority' on 'all', the parent of 'agent'\nSet 'all' option: id=all-meta_attributes-priority set=all-meta_attributes name=priority value=2\n",
      '<meta_attributes id="all-meta_attributes">',
    ],
    [
      '-r db -m -p target-role -v Stopped --recursive',
      "Set 'db' option: id=db-meta_attributes-target-role set=db-meta_attributes name=target-role value=Stopped\nSet 'web' option: id=web-meta_attributes-target-role set=web-meta_attributes name=target-role value=Stopped\n",
      '<meta_attributes id="web-meta_attributes">',
    ],
    ['-r db --element -p description -v x', 'Set attribute: name=description value=x\n', 'description="x"'],
    ['-r db -d port', "Deleted 'db' option: id=db-port name=port\n", '<instance_attributes id="db-i"/>'],
  ];
  for (const [line, stdout, found] of cases) {
    t.same(await run(line), { code: 0, stdout, stderr: '' }, line);
    t.ok(cib.text.includes(found), found);
  }
  t.equal((await run('-D -r ip -t primitive')).code, 0);
  t.notMatch(cib.text, '<primitive id="ip"');
});

t.test('digests tell a change of parameters', async (t) => {
  const of = async (rest: string) => (await run(`--digests -r db -N node1${rest}`)).stdout.split('\n')[0];
  const now = await of('');
  t.match(now, /^[0-9a-f]{32} \(all parameters\)$/);
  t.equal(await of(' port=5432'), now);
  t.not(await of(' port=1'), now);
});

t.test('all that is known of why, for programs and who asks for more', async (t) => {
  const { result } = JSON.parse((await run('-Y -r db --output-as=json')).stdout);
  t.match(result, {
    reason: [{}],
    explanation: { resource: 'db', kind: 'primitive', obstacles: [{ kind: 'quorum' }] },
  });
  t.match(
    (await run('-Y -r db -V')).stdout,
    /^Resource db is running\n\ndb is running, [\s\S]*\nWhat nodes are worth:\n/,
  );
});
