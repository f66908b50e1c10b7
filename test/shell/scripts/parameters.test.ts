import t from 'tap';
import { actionsOf } from '../../../shell/scripts/actions.js';
import { assemble, type Parts } from '../../../shell/scripts/assemble.js';
import { givenBy, resolve } from '../../../shell/scripts/parameters.js';
import type { Source } from '../../../shell/scripts/source.js';

const AGENT = `<?xml version="1.0"?><!DOCTYPE resource-agent SYSTEM "ra-api-1.dtd">
<resource-agent name="Thing"><shortdesc lang="en">Does things</shortdesc><longdesc lang="en">At length.</longdesc>
<parameters>
<parameter name="size" required="1"><shortdesc lang="en">How large</shortdesc><content type="integer"/></parameter>
<parameter name="color"><shortdesc lang="en">Of what color</shortdesc><content type="string" default="red"/></parameter>
</parameters></resource-agent>`;

const SOURCES: Readonly<Record<string, Source>> = {
  thing: {
    version: 2.2,
    category: 'Basic',
    include: [
      {
        agent: 'ocf:x:Thing',
        name: 'thing',
        parameters: [{ name: 'color' }],
        ops: 'op start timeout=9s\n\nop stop timeout=8s',
      },
    ],
    actions: [{ include: 'thing' }],
  },
  typed: {
    version: 2.2,
    shortdesc: 'All types',
    parameters: [
      ...['integer', 'boolean', 'resource', 'ip_address', 'ip_network', 'port', 'email', 'string', 'odd'].map(
        (type) => ({
          name: type,
          type,
        }),
      ),
      { name: 'enum', type: 'enum', values: 'One, two' },
    ],
  },
  service: {
    version: 2.2,
    shortdesc: 'A service',
    longdesc: 'Of two things.',
    parameters: [
      { name: 'id', required: true },
      { name: 'install', type: 'boolean', value: false },
    ],
    include: [
      { script: 'thing', name: 'first', parameters: [{ name: 'id', value: '{{id}}-one' }] },
      { script: 'thing', name: 'second', required: false },
    ],
    actions: [
      { install: 'a b', when: 'install' },
      { install: ['c'], when: 'install', shortdesc: 'More' },
      { service: 'a:enable b:start', nodes: 'all', when: "install == 'true' and not second" },
      { call: 'echo {{id}}', nodes: 'local', sudo: true },
      { copy: 'x.conf', to: '/etc/{{id}}.conf', template: 'yes' },
      { include: 'first' },
      { include: 'second' },
      { cib: 'group {{id}}\n  {{first:id}}\n  {{second:id}}' },
      { crm: 'resource start {{id}}', when: false },
    ],
  },
};

const parts: Parts = {
  agent: async () => AGENT,
  script: (name) => assemble(name, SOURCES[name] as Source, undefined, parts),
};
const script = (name: string) => parts.script(name);

t.test('what an agent says becomes a step', async (t) => {
  const { shortdesc, longdesc, steps, actions } = await script('thing');
  t.same([shortdesc, longdesc], ['Does things', 'At length.']);
  t.match(steps, [
    {
      name: undefined,
      parameters: [
        { name: 'id', required: true, type: 'resource' },
        { name: 'size', required: true, advanced: false, type: 'integer' },
        { name: 'color', required: false, advanced: false, example: 'red' },
      ],
    },
  ]);
  t.match(actions, [{ cib: { isCib: true } }]);
});

t.test('actions with their values', async (t) => {
  const made = async (name: string, ...given: string[]) => {
    const found = await script(name);
    return actionsOf(found, resolve(found, givenBy(given)));
  };
  t.match(await made('thing', 'id=a', 'size=3'), [
    {
      kind: 'cib',
      shortdesc: 'Configure cluster resources',
      text: 'primitive a ocf:x:Thing\n\tsize="3"\n\top start timeout=9s\n\top stop timeout=8s',
    },
  ]);
  const plain = await made('service', 'id=s', 'first:size=1');
  t.same(
    plain.map(({ kind }) => kind),
    ['call', 'copy', 'cib'],
  );
  t.match(plain[0], { value: 'echo s', nodes: 'local', sudo: true });
  t.match(plain[1], { value: 'x.conf', to: '/etc/s.conf', isTemplate: true, text: 'x.conf -> /etc/s.conf' });
  t.equal(
    plain[2]?.text,
    'primitive s-one ocf:x:Thing\n\tsize="1"\n\top start timeout=9s\n\top stop timeout=8s\n\ngroup s\n\ts-one',
  );
  const full = await made('service', 'id=s', 'first:size=1', 'install=yes', 'second:id=t', 'second:size=0x10');
  t.same(
    full.map(({ kind }) => kind),
    ['install', 'call', 'copy', 'cib'],
  );
  t.match(full[0], { packages: ['a', 'b', 'c'], text: 'a b c', shortdesc: 'More' });
  t.match(full[3]?.text, 'primitive t ocf:x:Thing\n\tsize="0x10"');
  t.match(full[3]?.text, 'group s\n\ts-one\n\tt');
  const installed = await made('service', 'id=s', 'first:size=1', 'install=on');
  t.match(installed[1], {
    kind: 'service',
    services: [
      ['a', 'enable'],
      ['b', 'start'],
    ],
    text: 'a -> enable\nb -> start',
  });
});

t.test('parameters that cannot be', async (t) => {
  const cases: [script: string, given: string[], ...problems: string[]][] = [
    ['thing', ['id=a'], 'Missing required parameter(s): size'],
    ['thing', ['id=a', 'size=big'], 'size=big is not an integer'],
    ['thing', ['id=a', 'size=1', 'x=1', 'y:z=2'], 'Unknown parameter x', 'Unknown parameter y'],
    ['service', ['id=s', 'second:id=t'], 'Missing required parameter(s): first:size, second:size'],
    ['service', ['id=s', 'first=1'], 'first is a step, not a parameter'],
    [
      'typed',
      [
        'integer=08',
        'resource=a=b',
        'ip_address=1.2.3',
        'ip_network=::/x',
        'port=70000',
        'email=a',
        'odd=1',
        'enum=three',
      ],
      'integer=08 is not an integer',
      'resource=a=b invalid resource identifier',
      'ip_address=1.2.3 is not an IP address',
      'ip_network=::/x is not a valid IP network',
      'port=70000 is out of port range',
      'email=a is not a valid email address',
      'odd=1 is unknown type odd',
      "enum=three does not match 'One|two'",
    ],
  ];
  for (const [name, given, first, ...more] of cases) {
    const found = await script(name);
    t.throws(() => resolve(found, givenBy(given)), { code: 'EINVAL', message: first, details: more }, given.join(' '));
  }
});

t.test('parameters are put into their form', async (t) => {
  const found = await script('typed');
  const given = [
    'integer=-0x1F',
    'boolean=ON',
    'ip_address=::1',
    'ip_network=10.0.0.0/8',
    'port=22',
    'email=a@b',
    'enum=ONE',
    'nodes=a,b',
  ];
  const { settings, common } = resolve(found, givenBy(given));
  t.match(Object.fromEntries(settings), { integer: '-0x1F', boolean: 'true', enum: 'One', port: '22' });
  t.match(common, { nodes: 'a,b', dry_run: 'no', timeout: '600', action: undefined });
});

t.test('scripts that cannot be', async (t) => {
  const cases: [source: Source, problem: string][] = [
    [{ version: 3 }, 'Unsupported script version (expected 2.2, got 3)'],
    [{ version: 2.2, parameters: [{ shortdesc: 'x' }] }, 'Parameter has no name: shortdesc'],
    [{ version: 2.2, include: [{ nosuch: 'x' }] }, 'Unknown include type: nosuch'],
    [{ version: 2.2, actions: [{ include: 'x' }] }, "Script references 'x', but only includes: "],
    [
      { version: 2.2, include: [{ script: 'thing', parameters: [{ name: 'nosuch' }] }] },
      "Referenced parameter 'nosuch' not found in 'thing'",
    ],
    [
      { version: 2.2, include: [{ script: 'thing', parameters: [{ step: 'nosuch', parameters: [] }] }] },
      "Referenced step 'nosuch' not found in 'thing'",
    ],
  ];
  for (const [source, message] of cases) await t.rejects(assemble('x', source, undefined, parts), { message }, message);
  const odd = await assemble('x', { version: 2.2, actions: [{ dance: 1 }] }, undefined, parts);
  t.throws(() => actionsOf(odd, resolve(odd, {})), { message: 'Unknown action: dance' });
});
