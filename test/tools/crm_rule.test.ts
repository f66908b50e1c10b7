import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { crmRule } from '../../tools/crm_rule.js';
import { invoke as run, type World } from '../harness/invoke.js';

/** With the log on standard error, as PCMK_stderr asks for. */
const invoke = (command: typeof crmRule, args: readonly string[], world: World = {}) =>
  run(command, args, { ...world, env: { PCMK_stderr: '1', ...world.env } });

const now = new Date('2031-06-18T10:30:45Z');

const location = (id: string, ...conditions: string[]): string =>
  `<rsc_location id="l-${id}" rsc="db"><rule id="${id}" score="INFINITY">${conditions.join('')}</rule></rsc_location>`;
const spec = (id: string, ranges: string): string =>
  `<date_expression id="${id}e" operation="date_spec"><date_spec id="${id}s" ${ranges}/></date_expression>`;
const lt = (id: string, end: string): string => `<date_expression id="${id}" operation="lt" end="${end}"/>`;

const CIB = `<cib admin_epoch="0" epoch="1" num_updates="0" validate-with="pacemaker-3.9"><configuration><crm_config/><nodes/>
<resources><primitive id="db" class="ocf" provider="heartbeat" type="Dummy"/></resources><constraints>
${location('past', lt('p', '2031-01-01'))}
${location('future', '<date_expression id="f" operation="gt" start="2032-01-01"/>')}
${location('present', lt('n', '2032-01-01'))}
${location('this-year', spec('t', 'years="2031"'))}
${location('last-year', spec('l', 'years="2030"'))}
${location('daily', spec('d', 'hours="9-17"'))}
${location('two', lt('a', '2032-01-01'), lt('b', '2033-01-01'))}
${location('none', '<expression id="x" attribute="a" operation="defined"/>')}
${location('wrong', lt('w', 'never'))}
${location('twin', lt('t1', '2032-01-01'))}
${location('twin', lt('t2', '2032-01-01'))}
</constraints></configuration><status/></cib>`;

const undetermined = (rule: string, why: string): string =>
  `Could not determine whether rule ${rule} is in effect: ${why}\n`;
const SUPPORTED = 'Rule must either not use date_spec, or use date_spec with years=';

const CASES: [args: string[], code: number, stdout: string, stderr?: string][] = [
  [['past'], 110, 'Rule past is expired\n'],
  [['future'], 111, 'Rule future has not yet taken effect\n'],
  [['present'], 0, 'Rule present is still in effect\n'],
  [['this-year'], 0, 'Rule this-year satisfies conditions\n'],
  [['last-year'], 110, 'Rule last-year is expired\n'],
  [['past', '-d', '2030-12-31'], 0, 'Rule past is still in effect\n'],
  [['past', '-r', 'future'], 111, 'Rule past is expired\nRule future has not yet taken effect\n'],
  [['past', '-r', 'this-year'], 110, 'Rule past is expired\nRule this-year satisfies conditions\n'],
  // A rule that is in effect by a range decides over those before it.
  [['past', '-r', 'present'], 0, 'Rule past is expired\nRule present is still in effect\n'],
  [['lost'], 105, '', undetermined('lost', 'Rule not found')],
  [['twin'], 109, '', undetermined('twin', 'Found more than one rule with matching ID')],
  [['none'], 3, '', undetermined('none', 'Rule does not have a date expression')],
  [['two'], 3, '', undetermined('two', 'Rule has more than one date expression')],
  [['daily'], 3, '', undetermined('daily', SUPPORTED)],
  [
    ['wrong'],
    78,
    '',
    "(parse_date) \terror: 'never' is not a valid ISO 8601 date/time specification\n" +
      '(evaluate_lt) \terror: Treating date_expression w as not passing because end is invalid\n' +
      undetermined('wrong', 'Error parsing rule'),
  ],
];

for (const [args, code, stdout, stderr = ''] of CASES) {
  t.test(`crm_rule -c -r ${args.join(' ')}`, async (t) => {
    t.same(await invoke(crmRule, ['-c', '-X', CIB, '-r', ...args], { now }), { code, stdout, stderr });
  });
}

t.test('the rule may come from standard input or the CIB in use', async (t) => {
  const stdout = 'Rule past is expired\n';
  t.match(await invoke(crmRule, ['--check', '--rule=past', '-X', '-'], { now, stdin: CIB }), { code: 110, stdout });
  const file = join(t.testdir({}), 'cib.xml');
  writeFileSync(file, CIB.replace(/.*"twin".*\n/g, ''));
  t.match(await invoke(crmRule, ['--check', '--rule=past'], { now, env: { CIB_file: file } }), { code: 110, stdout });
  const missing = await invoke(crmRule, ['--check', '--rule=past'], { now, env: { CIB_file: `${file}.not` } });
  t.match(missing, { stdout: '', stderr: /^Could not connect to the CIB: / });
  t.not(missing.code, 0);
});

t.test('XML', async (t) => {
  const args = ['-c', '--output-as=xml', '-r', 'past', '-r', 'lost', '-X', CIB];
  const { stdout, code } = await invoke(crmRule, args, { now });
  t.equal(code, 105);
  t.match(
    stdout,
    `  <rule-check rule-id="past" rc="110"/>
  <rule-check rule-id="lost" rc="105"/>
  <status code="105" message="No such object">
    <errors>
      <error>Could not determine whether rule lost is in effect: Rule not found</error>
    </errors>
  </status>
`,
  );
});

const REFUSED: [args: string[], code: number, stderr: string][] = [
  [[], 64, 'crm_rule: No mode operation given\n'],
  [['-r', 'x'], 64, 'crm_rule: No mode operation given\n'],
  [['-c'], 64, 'crm_rule: --check requires use of --rule=\n'],
  [['-c', '-r', 'x', '-d', '10000-01-01'], 65, "crm_rule: Invalid date specified: '10000-01-01'\n"],
  [
    ['-c', '-r', 'x', '-d', ''],
    65,
    "No ISO 8601 date/time specification given\ncrm_rule: Invalid date specified: ''\n",
  ],
  [
    ['-c', '-r', 'x', '-X', '\n no XML'],
    65,
    "parser error : Start tag expected, '<' not found\n" +
      '(pcmk__log_xmllib_err) \terror: XML Error:  no XML\n' +
      '(pcmk__log_xmllib_err) \terror: XML Error:  ^\n' +
      "crm_rule: Couldn't parse input string: \n no XML\n",
  ],
  [['-c', '-r', 'x', '-X', '-'], 65, "XML Error: ^\ncrm_rule: Couldn't parse input from STDIN\n"],
];

for (const [args, code, stderr] of REFUSED) {
  t.test(`refused: crm_rule ${args.join(' ')}`, async (t) => {
    const ran = await invoke(crmRule, args, { now });
    t.match(ran, { code, stdout: '' });
    t.ok(ran.stderr.endsWith(stderr), ran.stderr);
  });
}
