import t from 'tap';
import { LOG_LEVELS } from '../../../tools/command/context.js';
import { logPolicy } from '../../../tools/command/log.js';

/** Environment, number of -V, and the least urgent level that is shown. */
const CASES: [env: Record<string, string>, verbosity: number, last: string | undefined][] = [
  [{}, 0, undefined],
  [{}, 1, 'error'],
  [{}, 2, 'warning'],
  [{}, 6, 'trace'],
  [{}, 9, 'trace'],
  [{ PCMK_stderr: '1' }, 0, 'error'],
  [{ PCMK_stderr: 'Yes' }, 1, 'warning'],
  [{ PCMK_stderr: 'crm_mon,crm_rule' }, 0, 'error'],
  [{ PCMK_stderr: 'crm_mon' }, 0, undefined],
  [{ PCMK_stderr: 'off' }, 1, 'error'],
  [{ PCMK_stderr: '1', PCMK_debug: 'true' }, 0, 'debug'],
  [{ PCMK_debug: 'true' }, 0, undefined],
];

for (const [env, verbosity, last] of CASES) {
  t.test(`${JSON.stringify(env)} and ${verbosity} -V`, async (t) => {
    const policy = logPolicy(env, 'crm_rule', verbosity);
    t.equal(
      LOG_LEVELS.findLast((level) => policy.shows(level, 'somewhere')),
      last,
    );
  });
}

t.test('traced sources show everything, and lines tell a place', async (t) => {
  const policy = logPolicy({ PCMK_stderr: '1', PCMK_trace_functions: 'here,there' }, 'crm_rule', 0);
  t.ok(policy.shows('trace', 'there'));
  t.notOk(policy.shows('warning', 'elsewhere'));
  t.equal(policy.line('error', 'here', 'oh'), '(here@crm_rule.c:1) \terror: oh\n');
  t.equal(logPolicy({}, 'crm_rule', 1).line('error', 'here', 'oh'), '(here) \terror: oh\n');
});
