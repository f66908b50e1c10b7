import t from 'tap';
import { cibadmin } from '../../tools/cibadmin.js';
import { CibFile } from '../harness/cib-file.js';

const file = new CibFile({});
t.teardown(() => file.remove());
t.beforeEach(() => file.reset({ resources: '<primitive id="a" class="ocf" provider="pacemaker" type="Dummy"/>' }));

const PRIMITIVE = '<primitive id="a" class="ocf" provider="pacemaker" type="Dummy"/>';

interface Case {
  readonly argv: readonly string[];
  readonly code?: number;
  readonly stdout?: string | RegExp;
  readonly stderr?: string;
  readonly stdin?: string;
  /** What the file holds afterwards. */
  readonly file?: RegExp;
}

const FORCE =
  'cibadmin: The supplied command is considered dangerous. To prevent accidental destruction of the cluster, the --force flag is required in order to proceed.\n';
const EXISTS = `<failed>
  <failed_update id="a" object-type="primitive" operation="cib_create" reason="File exists">
    ${PRIMITIVE}
  </failed_update>
</failed>
`;

const CASES: Record<string, Case> = {
  'a query is the default': { argv: [], stdout: /^<cib validate-with="pacemaker-4.0" .*<\/cib>\n$/s },
  'query a section': { argv: ['-Q', '-o', 'resources'], stdout: `<resources>\n  ${PRIMITIVE}\n</resources>\n` },
  'query without children': { argv: ['-Q', '-n', '-o', 'resources'], stdout: '<resources/>\n' },
  'query by XPath': { argv: ['--query', '--xpath', "//primitive[@id='a']"], stdout: `${PRIMITIVE}\n` },
  'query paths': {
    argv: ['-Q', '-e', '-A', '//primitive'],
    stdout: "/cib/configuration/resources/primitive[@id='a']\n",
  },
  'query in XML': {
    argv: ['-Q', '-A', '//primitive', '--output-as=xml'],
    stdout: `<pacemaker-result api-version="2.42" request="cibadmin -Q -A //primitive --output-as=xml">
  <output><![CDATA[${PRIMITIVE}
]]></output>
  <status code="0" message="OK"/>
</pacemaker-result>
`,
  },
  'query what is not there': {
    argv: ['-Q', '-A', '//nothing'],
    code: 105,
    stderr: 'cibadmin: CIB API call failed: No such device or address\n',
  },
  'query no section': {
    argv: ['-Q', '-o', 'nowhere'],
    code: 105,
    stderr:
      "Invalid value 'nowhere' for '--scope'. Operation will apply to the entire CIB\ncibadmin: CIB API call failed: No such device or address\n",
  },
  'the last of scope and XPath counts': { argv: ['-Q', '-A', '//nothing', '-o', 'nodes'], stdout: '<nodes/>\n' },
  create: {
    argv: ['-C', '-o', 'resources', '-X', PRIMITIVE.replace('"a"', '"b"')],
    file: /epoch="2".*"a".*"b"/s,
  },
  'create from standard input': {
    argv: ['-C', '-o', 'resources', '-p'],
    stdin: PRIMITIVE.replace('"a"', '"b"'),
    file: /"b"/,
  },
  'create what exists': {
    argv: ['-C', '-o', 'resources', '-X', PRIMITIVE],
    code: 108,
    stdout: EXISTS,
    stderr: 'cibadmin: CIB API call failed: File exists\n',
  },
  modify: { argv: ['--modify', '--xml-text', '<primitive id="a" type="Stateful"/>'], file: /type="Stateful"/ },
  'modify what is not there': {
    argv: ['-M', '-X', '<primitive id="z"/>'],
    code: 105,
    stderr: 'cibadmin: CIB API call failed: No such device or address\n',
  },
  'modify by a score': {
    argv: ['-M', '--score', '-X', '<cib admin_epoch="admin_epoch+=2"/>'],
    file: /admin_epoch="2"/,
  },
  'modify to something invalid': {
    argv: ['-M', '-X', '<primitive id="a" bogus="1"/>'],
    code: 78,
    stderr: 'cibadmin: CIB API call failed: Update does not conform to the configured schema\n',
  },
  'delete by XPath': { argv: ['--delete', '--xpath', '//primitive'], file: /<resources\/>/ },
  'delete all needs force': { argv: ['-d', '-A', '//primitive'], code: 107, stderr: FORCE },
  'delete all': { argv: ['-d', '-f', '-A', '//primitive'], file: /<resources\/>/ },
  replace: { argv: ['--replace', '-o', 'resources', '-X', '<resources/>'], file: /<resources\/>/ },
  'replace everything by something older': {
    argv: ['-R', '-X', '<cib epoch="0" admin_epoch="0" num_updates="0"/>'],
    code: 103,
    stderr: 'cibadmin: CIB API call failed: Update was older than existing configuration\n',
  },
  'erase needs force': { argv: ['-E'], code: 107, stderr: FORCE },
  erase: { argv: ['--erase', '--force'], file: /admin_epoch="1" epoch="2".*<resources\/>/s },
  bump: { argv: ['--bump'], file: /epoch="2" num_updates="1"/ },
  'upgrade needs force': { argv: ['-u'], code: 107, stderr: FORCE },
  upgrade: { argv: ['--upgrade', '--force'], file: /pacemaker-4.0/ },
  patch: {
    argv: [
      '-P',
      '-X',
      `<diff format="2"><change operation="delete" path="/cib/configuration/resources/primitive[@id='a']"/></diff>`,
    ],
    file: /<resources\/>/,
  },
  empty: {
    argv: ['--empty'],
    stdout: /^<cib crm_feature_set="[\d.]+" validate-with="pacemaker-4.0" admin_epoch="0" epoch="1"/,
  },
  'empty, of a schema': { argv: ['-a', 'pacemaker-1.2'], stdout: /validate-with="pacemaker-1.2"/ },
  'digest of a file': { argv: ['-5', '-X', '<a b="1"/>'], stdout: '5a7fe6d8eb62b708fdc765ffa7154aeb\n' },
  'digest of a message': { argv: ['-6', '-X', '<a b="1"/>'], stdout: 'a6fe910763f0c95fe9464a432376b545\n' },
  'digest in XML': {
    argv: ['-6', '-X', '<a b="1"/>', '--output-as=xml'],
    stdout: /<md5-sum digest="a6fe910763f0c95fe9464a432376b545"\/>/,
  },
  'input is missing': {
    argv: ['-C'],
    code: 64,
    stderr: 'cibadmin: The supplied command requires input via --xml-file, --xml-text, or --xml-pipe\n',
  },
  'input or XPath is missing': {
    argv: ['-D'],
    code: 64,
    stderr:
      'cibadmin: The supplied command requires either --xpath or input via --xml-file, --xml-text, or --xml-pipe\n',
  },
  'input is no XML': {
    argv: ['-C', '-X', '<a>\n<b></a>'],
    code: 65,
    stderr: "cibadmin: Couldn't parse input from input string\ninput:2:7: unexpected close tag\n",
  },
  'timeout is no number': { argv: ['-t', 'x'], code: 64, stderr: 'cibadmin: Cannot parse integer value “x” for -t\n' },
  'timeout is not positive': {
    argv: ['-Q', '-t', '0', '-o', 'nodes'],
    stdout: '<nodes/>\n',
    stderr: 'Timeout must be positive, defaulting to 30\n',
  },
  'show access for nobody': {
    argv: ['-Q', '-S'],
    code: 64,
    stderr: 'cibadmin: -U/--user is required with -S/--show-access\n',
  },
  'show access for a superuser': {
    argv: ['-Q', '-S', '-U', 'root'],
    code: 78,
    stderr: 'cibadmin: Could not evaluate ACLs for root: Already in requested state\n',
  },
  'old options do no harm': { argv: ['-Q', '-l', '-s', '-b', '-N', 'n1', '-o', 'nodes'], stdout: '<nodes/>\n' },
};

for (const [name, { argv, code = 0, stdout = '', stderr = '', stdin = '', file: after }] of Object.entries(CASES)) {
  t.test(name, async (t) => {
    const before = file.text;
    const ran = await file.run(cibadmin, argv, { stdin });
    t.equal(ran.stderr.replace(/^\(.*\n/gm, ''), stderr);
    if (typeof stdout === 'string') t.equal(ran.stdout, stdout);
    else t.match(ran.stdout, stdout);
    t.equal(ran.code, code);
    if (after) t.match(file.text, after);
    else t.equal(file.text, before, 'the file is as it was');
  });
}

t.test('no such file', async (t) => {
  const ran = await file.run(cibadmin, '-Q', { env: { CIB_file: '/no/such/file' } });
  t.equal(ran.stderr, 'cibadmin: Could not connect to the CIB API: No such device or address\n');
  t.equal(ran.code, 105);
});
