import t from 'tap';
import { crmAttribute } from '../../tools/crm_attribute.js';
import { CibFile, type Sections } from '../harness/cib-file.js';
import { fc } from '../harness/property.js';

const SECTIONS: Sections = {
  crm_config:
    '<cluster_property_set id="cib-bootstrap-options"><nvpair id="o-delay" name="cluster-delay" value="60s"/></cluster_property_set>' +
    '<cluster_property_set id="more"><nvpair id="m-a" name="twice" value="1"/><nvpair id="m-b" name="batch-limit" value="2"/></cluster_property_set>' +
    '<cluster_property_set id="again"><nvpair id="n-a" name="twice" value="3"/></cluster_property_set>',
  nodes:
    '<node id="1" uname="Alpha"><instance_attributes id="nodes-1"><nvpair id="nodes-1-ram" name="ram" value="8G"/>' +
    '<nvpair id="nodes-1-rack" name="rack" value="b"/></instance_attributes></node><node id="2" uname="beta"/>',
  resources:
    '<primitive id="far" class="ocf" provider="pacemaker" type="remote"/>' +
    '<primitive id="vm" class="ocf" provider="heartbeat" type="VirtualDomain"><meta_attributes id="vm-meta">' +
    '<nvpair id="vm-meta-remote-node" name="remote-node" value="guest"/></meta_attributes></primitive>',
  status: '<node_state id="1" uname="Alpha"/><node_state id="gone" uname="gone" remote_node="true"/>',
};
const cib = new CibFile(SECTIONS);
t.teardown(() => cib.remove());
t.beforeEach(() => cib.reset(SECTIONS));

interface Case {
  readonly line: string | readonly string[];
  readonly code?: number;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly env?: Record<string, string>;
  /** Part of the CIB afterwards. */
  readonly has?: string | RegExp;
}

async function check(
  on: Pick<typeof t, 'same' | 'match'>,
  { line, code = 0, stdout = '', stderr = '', env = {}, has }: Case,
): Promise<void> {
  const name = typeof line === 'string' ? line : line.join(' ');
  on.same(await cib.run(crmAttribute, line, { env }), { code, stdout, stderr }, name);
  if (has !== undefined) on.match(cib.text, has, `${name}: CIB`);
}

const said = (text: string) => `crm_attribute: ${text}\n`;
const failed = (text: string) => said(`Error performing operation: ${text}`);
const NOT_FOUND = failed('No such device or address');

t.test('queries', async (t) => {
  const cases: Case[] = [
    { line: '-n cluster-delay -G', stdout: 'scope=crm_config name=cluster-delay value=60s\n' },
    { line: '--name cluster-delay --query --quiet', stdout: '60s\n' },
    { line: '-n nothing -G', code: 105, stderr: NOT_FOUND },
    { line: '-n nothing -G -d x', stdout: 'scope=crm_config name=nothing value=x\n' },
    { line: ['-n', 'nothing', '-d', 'a"b'], stdout: 'scope=crm_config name=nothing value=a\\"b\n' },
    { line: '-N alpha', stdout: 'scope=nodes name=ram value=8G\nscope=nodes name=rack value=b\n' },
    { line: '-N alpha -n rack -q', stdout: 'b\n' },
    { line: '-N alpha -P ^rac', stdout: 'scope=nodes name=rack value=b\n' },
    { line: '-N alpha -P none', code: 105, stderr: NOT_FOUND },
    { line: '-i o-delay', stdout: 'scope=crm_config id=o-delay name=cluster-delay value=60s\n' },
    { line: '-n twice -s again -q', stdout: '3\n' },
    { line: '-N nobody -n x', code: 105, stderr: said('Could not map name=nobody to a UUID') },
    { line: '-N alpha -t nowhere', code: 76, stderr: failed('No message of desired type') },
    { line: '-N alpha -n ram -G --output-as=none' },
  ];
  for (const one of cases) await check(t, one);
  const xml = await cib.run(crmAttribute, '-n cluster-delay --output-as=xml');
  t.match(
    xml.stdout,
    '  <attribute name="cluster-delay" value="60s" scope="crm_config"/>\n  <status code="0" message="OK"/>',
  );
});

t.test('updates', async (t) => {
  const cases: Case[] = [
    { line: '-n cluster-delay -v 30s', has: '<nvpair id="o-delay" name="cluster-delay" value="30s"/>' },
    { line: '-n batch-limit -v batch-limit++', has: 'name="batch-limit" value="batch-limit++"' },
    { line: '-n new -v 1', has: '<nvpair id="cib-bootstrap-options-new" name="new" value="1"/>' },
    { line: '-N beta -n place -v here', has: '<nvpair id="nodes-2-place" name="place" value="here"/>' },
    { line: '-N alpha -n cpu -v 2 -z', has: '<utilization id="nodes-1-utilization">' },
    { line: '-N alpha -n x -v 1 -l reboot', has: '<nvpair id="status-1-x" name="x" value="1"/>' },
    {
      line: '-N alpha -p db -v -INFINITY',
      has: '<nvpair id="status-1-master-db" name="master-db" value="-INFINITY"/>',
    },
    { line: '-N far -n x -v 1', has: /<node type="remote" id="far" uname="far">/ },
    { line: '-N guest -n x -v 1', has: /<node type="remote" id="guest" uname="guest">/ },
    { line: '-N alpha -P ^ra -v 0', has: /name="ram" value="0".*\n.*name="rack" value="0"/ },
    { line: '-t rsc_defaults -N alpha -n x -v 1', has: /<rsc_defaults>\s*<meta_attributes id="rsc_defaults-options">/ },
  ];
  for (const one of cases) await check(t, one);
  await check(t, {
    line: '-n twice -v 5',
    code: 109,
    stdout: 'Multiple attributes match name=twice\n  Value: 1 \t(id=m-a)\n  Value: 3 \t(id=n-a)\n',
    stderr: said("Please choose from one of the matches below and supply the 'id' with --attr-id"),
  });
  await check(t, {
    line: '-N alpha -t constraints -n x -v 1',
    code: 78,
    stderr:
      'Error setting x=1 (section=constraints, set=constraints-options): ' +
      `Update does not conform to the configured schema\n${failed('Update does not conform to the configured schema')}`,
  });
  await check(t, {
    line: '-N beta -n x -v 1 -l reboot',
    code: 105,
    stderr: `Error setting x=1 (section=status, set=status-2): No such device or address\n${NOT_FOUND}`,
  });
});

t.test('scores are added to', async (t) => {
  await check(t, { line: '-n batch-limit -v value++', has: 'name="batch-limit" value="3"' });
  await check(t, { line: '-n batch-limit -v value+=10', has: 'name="batch-limit" value="13"' });
});

t.test('deletions', async (t) => {
  const before = cib.text;
  await check(t, { line: '-n nothing -D' });
  t.equal(cib.text.replace(/\s+/g, ''), before.replace(/\s+/g, ''), 'what is not there need not be deleted');
  await check(t, { line: '-N alpha -n ram -D', stdout: 'Deleted nodes attribute: id=nodes-1-ram name=ram\n' });
  t.notMatch(cib.text, 'nodes-1-ram');
  await check(t, {
    line: '-n cluster-delay -D -i o-delay',
    stdout: 'Deleted crm_config option: id=(null) name=cluster-delay\n',
  });
  await check(t, {
    line: '-n twice -D',
    stdout: 'Multiple attributes match name=twice\n  Value: 1 \t(id=m-a)\n  Value: 3 \t(id=n-a)\n',
    has: /m-a.*n-a/s,
  });
  await check(t, { line: '-n batch-limit -D -q' });
});

t.test('misuse', async (t) => {
  const cases: [string | string[], string][] = [
    ['-D', 'Error: must specify attribute name or pattern to delete'],
    ['-v 1', 'Error: must specify attribute name or pattern to update'],
    ['-n a -P b', 'Error: --name and --pattern cannot be used at the same time'],
    ['-L primitive', "Invalid --list-options value 'primitive'. Allowed values: cluster"],
    ['-n x -W soon', "--wait= must be one of 'no', 'local', 'cluster'"],
    [['-p', ''], '-p/--promotion must be called from an OCF resource agent or with a resource ID specified'],
    ['-n', 'Missing argument for -n'],
  ];
  for (const [line, message] of cases) await check(t, { line, code: 64, stderr: said(message) });
});

t.test('what the environment decides', async (t) => {
  const agent = { OCF_RESKEY_CRM_meta_on_node: 'Alpha', OCF_RESOURCE_INSTANCE: 'db' };
  await check(t, { line: '-p -v 7', env: agent, has: '<nvpair id="status-1-master-db" name="master-db" value="7"/>' });
  await check(t, { line: '-l forever -n ram -q', env: agent, stdout: '8G\n' });
  await check(t, { line: '-N auto -n ram -q', env: agent, stdout: '8G\n' });
  const container = {
    OCF_RESKEY_CRM_meta_on_node: 'bundle-0',
    OCF_RESKEY_CRM_meta_container_attribute_target: 'host',
    OCF_RESKEY_CRM_meta_physical_host: 'alpha',
  };
  await check(t, { line: '-l forever -n ram -q', env: container, stdout: '8G\n' });
  const missing = { CIB_file: `${cib.path}.none` };
  await check(t, {
    line: '-n x',
    env: missing,
    code: 105,
    stderr: said('Could not connect to the CIB: No such device or address'),
  });
});

t.test('what is set is what is found', async () => {
  // A colon gets into the id, which the schema then refuses.
  const named = fc.stringMatching(/^[ -9;-~äöü☃]+$/).filter((name) => !/^-/.test(name));
  const text = fc.stringMatching(/^[ -~äöü☃]+$/).filter((name) => !/^-/.test(name) && !/(\+\+|\+=)/.test(name));
  await fc.assert(
    fc.asyncProperty(
      named,
      text,
      fc.constantFrom([], ['-N', 'alpha'], ['-N', 'alpha', '-l', 'reboot']),
      async (name, value, where) => {
        const set = await cib.run(crmAttribute, ['-n', name, `--update=${value}`, ...where]);
        const got = await cib.run(crmAttribute, ['-n', name, '-q', ...where]);
        cib.reset(SECTIONS);
        return set.code === 0 && got.stdout === `${value}\n`;
      },
    ),
    { numRuns: 60 },
  );
});
