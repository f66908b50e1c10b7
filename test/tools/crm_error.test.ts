import t from 'tap';
import { crmError } from '../../tools/crm_error.js';
import { invoke } from '../harness/invoke.js';

const CASES: [args: string[], stdout: string | RegExp, code?: number][] = [
  [['0'], 'OK\n'],
  [['-s', '12345'], 'Unknown error 12345\n'],
  [['-n', '5'], 'EIO - Input/output error\n'],
  [['-n', '--', '-203'], 'pcmk_err_schema_validation - Update does not conform to the configured schema\n'],
  [['--exit', '--name', '105'], 'CRM_EX_NOSUCH - No such object\n'],
  [['-X', '129'], 'Interrupted by signal\n'],
  [['-rn', '--', '-1016'], 'pcmk_rc_schema_validation - Update does not conform to the configured schema\n'],
  [['-l', '-X'], /^ {4}0: OK\n {4}1: Error occurred\n(.*\n)* {2}193: No exit status available\n$/],
  [['--output-as=json', '5'], /"result": \{\s+"codes": \[\s+\{\s+"code": 5/],
  [
    ['--output-as=xml', '5'],
    /<result-code code="5" description="Input\/output error"\/>\n {2}<status code="0" message="OK"\/>/,
  ],
];

for (const [args, stdout, code = 0] of CASES) {
  t.test(`crm_error ${args.join(' ')}`, async (t) => {
    const ran = await invoke(crmError, args);
    t.match(ran, { code, stderr: '' });
    if (typeof stdout === 'string') t.equal(ran.stdout, stdout);
    else t.match(ran.stdout, stdout);
  });
}

t.test('command lines that are refused', async (t) => {
  t.match(await invoke(crmError, ['--exi']), {
    code: 64,
    stderr: 'crm_error: Unknown option --exi (did you mean --exit?)\n',
  });
  t.match(await invoke(crmError, ['--output-as=toast', '5']), { code: 1, stderr: /Unknown output format/ });
  t.match(await invoke(crmError, ['--output-as']), {
    code: 64,
    stderr: 'crm_error: Missing argument for --output-as\n',
  });
});
