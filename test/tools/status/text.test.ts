import t from 'tap';
import { crmMon } from '../../../tools/crm_mon.js';
import { CibFile } from '../../harness/cib-file.js';

const NODES =
  '<node id="1" uname="n1"/><node id="2" uname="n2"><instance_attributes id="n2-a"><nvpair id="n2-l" name="site" value="east"/></instance_attributes></node>';
const OFF =
  '<cluster_property_set id="o"><nvpair id="o-f" name="fencing-enabled" value="false"/></cluster_property_set>';
const primitive = (id: string): string => `<primitive id="${id}" class="ocf" provider="pacemaker" type="Dummy"/>`;
const key = '1:1:0:11111111-2222-3333-4444-555555555555';
const op = (id: string, task: string, exit = 0): string =>
  `<lrm_rsc_op id="${id}_${task}_0" operation="${task}" operation_key="${id}_${task}_0" interval="0" call-id="1" rc-code="${exit}" op-status="0" transition-key="${key}" transition-magic="0:${exit};${key}" exit-reason="" exec-time="1500"/>`;
const state = (id: string, name: string, ops: Readonly<Record<string, string>>): string =>
  `<node_state id="${id}" uname="${name}" in_ccm="true" crmd="online" join="member" expected="member"><lrm id="${id}"><lrm_resources>${Object.entries(
    ops,
  )
    .map(
      ([resource, text]) =>
        `<lrm_resource id="${resource}" class="ocf" provider="pacemaker" type="Dummy">${text}</lrm_resource>`,
    )
    .join('')}</lrm_resources></lrm></node_state>`;

const cib = new CibFile({
  crm_config: OFF,
  nodes: NODES,
  resources: `${primitive('A')}<group id="G">${primitive('B')}${primitive('C')}</group><clone id="K">${primitive('D')}</clone>`,
  status:
    state('1', 'n1', { A: op('A', 'start'), B: op('B', 'start'), D: op('D', 'start') }) +
    state('2', 'n2', { C: op('C', 'start', 1) }),
});
t.teardown(() => cib.remove());

const SELECT = '--exclude=all --include';
const cases: readonly (readonly [string, string])[] = [
  [`-1 ${SELECT} nodes`, 'Node List:\n  * Online: [ n1 n2 ]\n'],
  [
    `-1 ${SELECT} resources`,
    `Active Resources:
  * A\t(ocf:pacemaker:Dummy):\t Started n1
  * Resource Group: G:
    * B\t(ocf:pacemaker:Dummy):\t Started n1
    * C\t(ocf:pacemaker:Dummy):\t FAILED n2
  * Clone Set: K [D]:
    * Started: [ n1 ]
`,
  ],
  [
    `-1 -r --resource K ${SELECT} resources`,
    `Full List of Resources:
  * Clone Set: K [D]:
    * Started: [ n1 ]
    * Stopped: [ n2 ]
`,
  ],
  [
    `-1 --resource G --node n2 --brief ${SELECT} resources`,
    'Active Resources:\n  * Resource Group: G:\n    * 1/2\t(ocf:pacemaker:Dummy):\tActive n1\n    * 1/2\t(ocf:pacemaker:Dummy):\tActive n2\n',
  ],
  [
    `-1 -n --resource A ${SELECT} nodes`,
    `Node List:
  * Node n1: online:
    * Resources:
      * A\t(ocf:pacemaker:Dummy):\t Started
  * Node n2: online:
    * Resources:
`,
  ],
  [`-1 ${SELECT} failures`, "Failed Resource Actions:\n  * C start on n2 returned 'Error occurred' after 1.500s\n"],
  [
    `-1 -R ${SELECT} failures`,
    "Failed Resource Actions:\n  * C_start_0 on n2 'Error occurred' (1): call=1, status='Done', exec=1500ms\n",
  ],
  [`-1 ${SELECT} attributes`, `Node Attributes:\n  * Node: n2:\n    * ${'site'.padEnd(32)}\t: ${'east'.padEnd(10)}\n`],
  [
    `-1 --node n1 --resource A ${SELECT} operations`,
    'Operations:\n  * Node: n1:\n    * A: migration-threshold=1000000:\n      * (1) start\n',
  ],
  [
    `-1 ${SELECT} nodes,resources --resource A`,
    'Node List:\n  * Online: [ n1 n2 ]\n\nActive Resources:\n  * A\t(ocf:pacemaker:Dummy):\t Started n1\n',
  ],
];

t.test('crm_mon shows what is asked for', async (t) => {
  for (const [line, expected] of cases) {
    const { stdout, code } = await cib.run(crmMon, line);
    t.equal(code, 0, line);
    // Without a DC, the summary always says so
    t.equal(stdout.replace('Cluster Summary:\n  * Current DC: NONE\n\n', ''), expected, line);
  }
});

t.test('as XML and JSON', async (t) => {
  const { stdout } = await cib.run(crmMon, `--output-as=xml ${SELECT} resources --resource A`);
  t.match(stdout, '<resource id="A" resource_agent="ocf:pacemaker:Dummy" role="Started" active="true"');
  const json = JSON.parse((await cib.run(crmMon, `--output-as=json ${SELECT} nodes`)).stdout);
  t.same(
    json.result.nodes[0].node.map(({ name, online }: Record<string, string>) => [name, online]),
    [
      ['n1', 'true'],
      ['n2', 'true'],
    ],
  );
});

t.test('what it cannot do', async (t) => {
  const lines: readonly (readonly [string, RegExp])[] = [
    ['-1 --include=nonsense', /--include options: all, attributes, bans\[:PREFIX\]/],
    ['-1 --exclude=nonsense', /--exclude options: all, attributes, bans, counts/],
    ['--daemonize', /--daemonize requires at least one of --output-to/],
    ['-1 -i soon', /Invalid value for -i: soon/],
    ['-1 -m 4', /Fence history must be 0-3/],
  ];
  for (const [line, expected] of lines) {
    const { stderr, code } = await cib.run(crmMon, line);
    t.equal(code, 64, line);
    t.match(stderr, expected, line);
  }
});
