import t from 'tap';
import { bench } from '../harness.js';

t.test('in a conversation, long output goes through the pager', async (t) => {
  const { run, output, session } = bench(t.testdir());
  const paged: string[] = [];
  Object.assign(session.console, {
    rows: 5,
    page: async (pager: string, text: string) => {
      paged.push(`${pager}: ${text.split('\n')[0]}`);
      return true;
    },
  });
  await run('configure show');
  t.match(output(), 'primitive vip', 'not where nobody talks');
  session.prompter = async () => 'n';
  await run('configure show');
  t.equal(output(), '');
  t.match(paged, [/: node 1: alpha$/]);
  await run('configure show web');
  t.equal(output(), 'primitive web systemd:nginx\n', 'what fits is printed');
});
