import { SIMULATION_OUTPUT, STATUS_OUTPUT } from '../../answer/tools.js';
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

const wordsOf = (text: string): readonly string[] => (Object.hasOwn(WORDS, text) ? WORDS[text] : undefined) ?? [text];

export const STATUS = command({
  name: 'status',
  summary: 'Show the state of the cluster',
  help: `What crm_mon shows, once. Without a word, inactive resources too. The words ask for more, or for another form: ${Object.keys(WORDS).join(', ')}.`,
  examples: ['status', 'status bynode failcounts', 'status full'],
  grammar: { ...many(word(oneOf('<option>', Object.keys(WORDS)))), usage: '[<option> ...]' },
  output: STATUS_OUTPUT,
  async run(words, session) {
    // Words for a form are of no use where a program has asked for one.
    const asked = session.answer ? words.filter((text) => text !== 'html' && text !== 'xml') : words;
    const args = ['-1', ...(asked.length === 0 ? ['-r'] : asked.flatMap(wordsOf))];
    if (session.answer) return succeeded(await showTool(session, 'crm_mon', args));
    const { status, output, complaints } = await runTool(session, 'crm_mon', args);
    if (output !== '') session.console.out(output);
    // Without a CIB, crm_mon says so and is content.
    return status === 0 && (output !== '' || complaints === '')
      ? undefined
      : failure(`status: ${complaints.trim()} (rc=${status})`);
  },
});

export const VERIFY = command({
  name: 'verify',
  summary: 'Check the configuration and what the cluster makes of it',
  help: 'Says what is wrong with the configuration in use, as the scheduler sees it. With `scores`, what each node is worth for each resource besides.',
  grammar: { ...many(word(oneOf('scores', ['scores']))), usage: '[scores]' },
  output: SIMULATION_OUTPUT,
  async run(words, session) {
    const simulation = ['-LjV', ...(words.includes('scores') ? ['-s'] : [])];
    const sound = await showTool(session, 'crm_verify', ['-LVVV']);
    return succeeded((await showTool(session, 'crm_simulate', simulation)) && sound);
  },
});
