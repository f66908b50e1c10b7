import { many, word } from '../../grammar/argument.js';
import { oneOf } from '../../grammar/expectation.js';
import { command } from '../../level.js';
import { failure, succeeded } from '../../outcome.js';
import { runTool, showTool } from '../../tool.js';

/** What each word asks of crm_mon. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  bynode: ['-n'],
  inactive: ['-r'],
  ops: ['-o'],
  timing: ['-t'],
  failcounts: ['-f'],
  verbose: ['-V'],
  quiet: ['-Q'],
  html: ['--output-as', 'html'],
  xml: ['--output-as', 'xml'],
  simple: ['-s'],
  tickets: ['-c'],
  noheaders: ['-D'],
  detail: ['-R'],
  brief: ['-b'],
  full: ['-ncrft'],
};

export const STATUS = command({
  name: 'status',
  summary: 'Show the state of the cluster',
  help: `What crm_mon shows, once. Without a word, inactive resources too. The words ask for more, or for another form: ${Object.keys(WORDS).join(', ')}.`,
  examples: ['status', 'status bynode failcounts', 'status full'],
  grammar: { ...many(word(oneOf('<option>', Object.keys(WORDS)))), usage: '[<option> ...]' },
  async run(words, session) {
    const args = words.length === 0 ? ['-r'] : words.flatMap((text) => WORDS[text] ?? [text]);
    const { format } = session.options;
    const form = format === 'text' ? [] : ['--output-as', format];
    const { status, output, complaints } = await runTool(session, 'crm_mon', ['-1', ...args, ...form]);
    if (output !== '') session.console.out(output);
    return status === 0 ? undefined : failure(`status: ${complaints.trim()} (rc=${status})`);
  },
});

export const VERIFY = command({
  name: 'verify',
  summary: 'Check the configuration and what the cluster makes of it',
  help: 'Says what is wrong with the configuration in use, as the scheduler sees it. With `scores`, what each node is worth for each resource besides.',
  grammar: { ...many(word(oneOf('scores', ['scores']))), usage: '[scores]' },
  async run(words, session) {
    const sound = await showTool(session, 'crm_verify', ['-LVVV']);
    const scores = words.includes('scores') ? ['-s'] : [];
    return succeeded((await showTool(session, 'crm_simulate', ['-LjV', ...scores])) && sound);
  },
});
