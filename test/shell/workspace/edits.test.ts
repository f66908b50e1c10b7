import t from 'tap';
import { bench, SMALL } from '../harness.js';

/** What `configure show` prints for some objects after commands at the level configure. */
async function after(directory: string, commands: readonly string[], shown: string): Promise<string> {
  const { run, output } = bench(directory);
  await run('configure', ...commands);
  output();
  await run(`show ${shown}`);
  return output();
}

t.test('commands change the configuration', async (t) => {
  const cases: { title: string; commands: string[]; show: string; expected: string }[] = [
    {
      title: 'a primitive',
      commands: ['primitive d Dummy state="/a b" op monitor interval=10s'],
      show: 'd',
      expected: 'primitive d Dummy \\\n\tparams state="/a b" \\\n\top monitor interval=10s\n',
    },
    {
      title: 'a monitor without an interval',
      commands: [
        'primitive d Dummy op monitor',
        'primitive e @t op monitor timeout=5',
        'rsc_template t Dummy op monitor',
      ].reverse(),
      show: 'd e t',
      expected:
        'rsc_template t Dummy \\\n\top monitor interval=20s\nprimitive d Dummy \\\n\top monitor interval=20s\nprimitive e @t \\\n\top monitor timeout=5 interval=20s\n',
    },
    { title: 'id= before an id', commands: ['primitive id=d Dummy'], show: 'd', expected: 'primitive d Dummy\n' },
    {
      title: 'a group takes its members in, and their constraints',
      commands: ['group g vip web'],
      show: 'g type:location type:colocation',
      expected: 'group g vip web\nlocation vip-on-alpha g 100: alpha\n',
    },
    {
      title: 'a clone of a group',
      commands: ['group g vip', 'clone c g'],
      show: 'c g',
      expected: 'group g vip\nclone c g\n',
    },
    {
      title: 'options are added to those that are there',
      commands: ['property stonith-enabled=true batch-limit=5'],
      show: 'type:property',
      expected: 'property cib-bootstrap-options: \\\n\tstonith-enabled=true \\\n\tbatch-limit=5\n',
    },
    {
      title: 'defaults',
      commands: ['rsc_defaults priority=1', 'op_defaults timeout=9'],
      show: 'type:rsc_defaults type:op_defaults',
      expected: 'rsc_defaults rsc-options: \\\n\tpriority=1\nop_defaults op-options: \\\n\ttimeout=9\n',
    },
    {
      title: 'attributes of a node that exists',
      commands: ['node alpha attributes standby=on', 'node alpha attributes standby=off a=b'],
      show: 'alpha',
      expected: 'node 1: alpha \\\n\tattributes standby=off a=b\n',
    },
    {
      title: 'an operation',
      commands: ['monitor vip:Started 30s:10s'],
      show: 'vip',
      expected:
        'primitive vip IPaddr2 \\\n\tparams ip=10.0.0.1 \\\n\top monitor interval=10s timeout=20s \\\n\top monitor role=Started interval=30s timeout=10s\n',
    },
    {
      title: 'deletion takes along what makes no sense without it',
      commands: ['delete vip'],
      show: 'type:primitive type:location type:colocation',
      expected: 'primitive web systemd:nginx\n',
    },
    {
      title: 'a deleted group leaves its members',
      commands: ['group g vip web', 'delete g'],
      show: 'type:group type:primitive',
      expected:
        'primitive vip IPaddr2 \\\n\tparams ip=10.0.0.1 \\\n\top monitor interval=10s timeout=20s\nprimitive web systemd:nginx\n',
    },
    {
      title: 'the last member takes its group along',
      commands: ['group g web', 'delete web'],
      show: 'type:group type:colocation',
      expected: '',
    },
    {
      title: 'a reference to an object is one to the set in it',
      commands: [
        'primitive a Dummy operations $id=a-ops op monitor interval=10s',
        'primitive b Dummy operations $id-ref=a',
        'location l1 a rule $id=r 5: #uname eq alpha',
        'location l2 b rule $id-ref=l1',
      ],
      show: 'b l2',
      expected: 'primitive b Dummy \\\n\toperations  $id-ref=a-ops\nlocation l2 b \\\n\trule $id-ref=r\n',
    },
    {
      title: 'sets that have two resources left become a plain constraint',
      commands: [
        ...['primitive a Dummy', 'primitive b Dummy', 'primitive c Dummy'],
        'order o Serialize: a:start b ( c:promote )',
        'colocation c1 inf: a b c',
        'colocation c2 inf: ( c b ) ( a )',
        'colocation c3 inf: ( a b c )',
        'delete b',
      ],
      show: 'o c1 c2 c3',
      expected:
        'colocation c1 inf: c a\ncolocation c2 inf: c a\ncolocation c3 inf: ( a c )\norder o Serialize: a:start c:promote\n',
    },
    {
      title: 'a group takes the last place of its members in sets',
      commands: [
        ...['primitive a Dummy', 'primitive b Dummy', 'primitive c Dummy'],
        ...['order o ( a b ) c', 'colocation k inf: a b c', 'group g a c'],
      ],
      show: 'o k',
      expected: 'colocation k inf: g b\norder o b g\n',
    },
    {
      title: 'what one container gives up another takes, in one edit',
      commands: [
        ...['primitive a Dummy', 'primitive b Dummy', 'group g1 a vip', 'group g2 b web'],
        `filter "sed '/g1/s/ a/ b/;/g2/s/ b/ a/'"`,
      ],
      show: 'type:group',
      expected: 'group g1 b vip\ngroup g2 a web\n',
    },
    {
      title: 'a new name is used everywhere',
      commands: ['tag t vip web', 'rename vip ip'],
      show: 'type:location type:colocation t',
      expected: 'tag t ip web\nlocation vip-on-alpha ip 100: alpha\ncolocation web-with-vip inf: web ip\n',
    },
    {
      title: 'members come and go',
      commands: ['primitive d Dummy', 'group g vip web', 'modgroup g add d before web', 'modgroup g remove vip'],
      show: 'g',
      expected: 'group g d web\n',
    },
    {
      title: 'XML is taken as it stands',
      commands: ['xml <rsc_order id="o" first="vip" then="web" require-all="false"/>'],
      show: 'o',
      expected: 'xml <rsc_order id="o" first="vip" then="web" require-all="false"/>\n',
    },
    { title: 'erase leaves the nodes', commands: ['erase'], show: '', expected: 'node 1: alpha\nnode 2: beta\n' },
    {
      title: 'a bundle',
      commands: ['bundle b podman image=i network ip-range-start=10.0.0.9 port-mapping id=p port=80 primitive web'],
      show: 'b',
      expected:
        'bundle b \\\n\tpodman image=i \\\n\tnetwork ip-range-start=10.0.0.9 port-mapping id=p port=80 \\\n\tprimitive web\n',
    },
  ];
  for (const { title, commands, show, expected } of cases) {
    t.equal(await after(t.testdir(), commands, show), expected, title);
  }
});

t.test('what cannot be is refused, and nothing has changed', async (t) => {
  const cases: [command: string, message: string][] = [
    ['primitive vip Dummy', "ERROR: Cannot create primitive with ID 'vip': Found existing primitive with same ID."],
    ['primitive 9x Dummy', 'ERROR: 9x: invalid object id'],
    ['group g vip nosuch', 'ERROR: g refers to missing object nosuch'],
    ['group g web-with-vip', 'ERROR: a group may contain only primitives; web-with-vip is colocation'],
    ['order o vip nosuch', "ERROR: constraint o references a resource nosuch which doesn't exist"],
    ['delete nosuch', 'ERROR: object nosuch does not exist'],
    ['rename vip web', 'ERROR: web: id is already in use'],
    ['rename alpha gamma', 'ERROR: configure.rename: cannot rename nodes'],
    ['monitor web-with-vip 10s', 'ERROR: configure.monitor: web-with-vip is not a primitive'],
    ['monitor vip 10s', 'ERROR: configure.monitor: vip already has a monitor op with interval 10s'],
    ['modgroup vip add web', 'ERROR: configure.modgroup: element vip is not a group'],
    ['user joe read xpath://a', 'ERROR: user not supported by the RNG schema'],
    ['property cluster-delay=', 'ERROR: syntax in property: Empty value for cluster-delay is not allowed'],
    ['op_defaults timeout', 'ERROR: syntax in op_defaults: Unknown arguments: timeout near <timeout>'],
    ['modgroup g add vip', 'ERROR: configure.modgroup: group g does not exist'],
    ['xml <nonsense', 'ERROR: syntax in xml:'],
    ['show nosuch', 'ERROR: object nosuch does not exist'],
    ['schema pacemaker-9.9', 'ERROR: configure.schema: schema pacemaker-9.9 does not exist'],
    ['primitive x "Dummy', 'ERROR: configure: No closing quotation at column 13'],
    ['load update /nonexistent/file', 'ERROR: configure.load: /nonexistent/file: '],
  ];
  for (const [command, message] of cases) {
    const { run, output, session } = bench(t.testdir());
    await run('configure');
    output();
    t.equal(await run(command), false, command);
    const [line = ''] = output().split('\n');
    t.ok(line.startsWith(message.replace('configure: No', 'No')) || line.startsWith(message), `${command}: ${line}`);
    t.equal(session.openWorkspace?.isChanged, false, `${command}: nothing edited`);
  }
});

t.test('members that are in use stay where they are', async (t) => {
  const { run, output } = bench(t.testdir());
  await run('configure', 'group g vip web');
  output();
  t.equal(await run('group h vip'), false);
  t.equal(output(), 'ERROR: Cannot create group:h: Child primitive:vip already in group:g\n');
});

t.test('a commit is one change, and raises the epoch by one', async (t) => {
  const { run, output, saved } = bench(t.testdir());
  t.ok(await run('configure', 'primitive a Dummy', 'primitive b Dummy', 'group g a b', 'commit'), output());
  t.match(saved(), /epoch="6" num_updates="0"/);
  t.match(saved(), /<group id="g">\s*<primitive id="a"[^>]*\/>\s*<primitive id="b"[^>]*\/>\s*<\/group>/);
  output();
  t.ok(await run('commit'));
  t.match(output(), /nothing to commit/);
});

t.test('a configuration that breaks its schema is not committed unless forced', async (t) => {
  const { run, output, saved } = bench(t.testdir());
  const bad = 'xml <rsc_location id="l" rsc="vip" node="alpha" score="nonsense"/>';
  await run('configure', bad);
  output();
  t.equal(await run('commit'), false);
  t.match(output(), /ERROR: .*rsc_location/s);
  t.equal(saved(), SMALL);
});

t.test('warnings do not stop a commit', async (t) => {
  const { run, output, saved } = bench(t.testdir());
  t.ok(await run('configure', 'location l vip 5: gamma', 'commit'));
  t.match(output(), /WARNING: l: referenced node gamma does not exist/);
  t.match(saved(), /id="l"/);
});

t.test('what is loaded as an update adds to sets of options, and keeps the ids of nodes', async (t) => {
  const directory = t.testdir({
    'more.crm': 'node alpha attributes a=b\nproperty batch-limit=5\nrsc_defaults priority=1\n',
  });
  for (const [method, kept] of [
    ['update', true],
    ['push', true],
    ['replace', false],
  ] as const) {
    const { run, output } = bench(directory);
    await run('configure', 'rsc_defaults resource-stickiness=2');
    t.ok(await run(`load ${method} ${directory}/more.crm`), output());
    output();
    await run('show alpha type:property type:rsc_defaults');
    const options = kept ? 'stonith-enabled=false \\\n\tbatch-limit=5' : 'batch-limit=5';
    const defaults = kept ? 'resource-stickiness=2 \\\n\tpriority=1' : 'priority=1';
    t.equal(
      output(),
      `node 1: alpha \\\n\tattributes a=b\nproperty cib-bootstrap-options: \\\n\t${options}\nrsc_defaults rsc-options: \\\n\t${defaults}\n`,
      method,
    );
  }
});

t.test('members of a group', async (t) => {
  const { run, output } = bench(t.testdir());
  await run('configure', 'group g vip web', 'primitive d Dummy', 'clone c d');
  output();
  const cases: [command: string, message: string][] = [
    ['modgroup g remove d', 'configure.modgroup: d is not member of g'],
    ['modgroup g remove nosuch', 'configure.modgroup: nosuch is not member of g'],
    ['modgroup g add nosuch', 'g refers to missing object nosuch'],
    ['modgroup g add c', 'a group may contain only primitives; c is clone'],
    ['modgroup g add d', 'd already in use at c'],
    ['modgroup g add vip', 'configure.modgroup: child vip listed more than once in g'],
  ];
  for (const [command, message] of cases) {
    t.equal(await run(command), false, command);
    t.equal(output(), `ERROR: ${message}\n`, command);
  }
});

t.test('unsorted, objects are shown as they came', async (t) => {
  const { run, output } = bench(t.testdir(), { options: { settings: [['core.sort_elements', 'no']] } });
  await run('configure', 'primitive a Dummy', 'delete vip', 'primitive vip Dummy', 'clone c a');
  output();
  await run('show type:primitive');
  t.equal(output(), 'primitive web systemd:nginx\nprimitive a Dummy\nprimitive vip Dummy\n');
});

t.test('maintenance of all replaces that of some', async (t) => {
  const { run, output } = bench(t.testdir(), { answers: [true, false, true] });
  await run('configure', 'primitive a Dummy meta maintenance=true', 'primitive b Dummy meta is-managed=false');
  await run('node alpha attributes maintenance=on');
  output();
  t.ok(await run('property maintenance-mode=true'));
  t.equal(
    output(),
    [
      "'maintenance' attribute already exists in a. Remove it (y/n)? \n",
      "'is-managed' conflicts with 'maintenance' in b. Remove it (y/n)? \n",
      "'maintenance' attribute already exists in alpha. Remove it (y/n)? \n",
    ].join(''),
  );
  await run('show a b alpha type:property');
  t.equal(
    output(),
    'node 1: alpha\nprimitive a Dummy\nprimitive b Dummy \\\n\tmeta is-managed=false\nproperty cib-bootstrap-options: \\\n\tstonith-enabled=false \\\n\tmaintenance-mode=true\n',
  );
});
