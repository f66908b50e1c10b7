import { choice, many, word } from '../../grammar/argument.js';
import { type Expectation, free } from '../../grammar/expectation.js';
import { type Command, command } from '../../level.js';
import { level } from '../define.js';
import { needsCluster } from '../unavailable.js';

const script = (name: string, summary: string, usage: string, takes: Expectation, aliases?: string[]): Command =>
  command({
    name,
    summary,
    ...(aliases ? { aliases } : {}),
    grammar: { ...many(word(takes)), usage },
    run: () => needsCluster(`\`script ${name}\``),
  });

export const SCRIPT = level({
  name: 'script',
  summary: 'Scripts that set up services on a cluster',
  help: 'A cluster script asks for parameters, then configures resources and prepares nodes for them.',
  entries: [
    command({
      name: 'list',
      summary: 'List the scripts',
      grammar: many(choice('all', 'names')),
      run: () => needsCluster('`script list`'),
    }),
    script('show', 'Describe a script and its parameters', '<script> [all]', free('<script>'), ['info', 'describe']),
    script('verify', 'Show what a script would do', '<script> [<param>=<value> ...]', free('<script>')),
    script('run', 'Run a script', '<script> [<param>=<value> ...]', free('<script>')),
    script('json', 'Do what a request in JSON asks for', '<json>', free('<json>')),
  ],
});
