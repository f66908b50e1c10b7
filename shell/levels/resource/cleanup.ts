import { CHECK_OUTPUT } from '../../answer/tools.js';
import { many, word } from '../../grammar/argument.js';
import type { Expectation } from '../../grammar/expectation.js';
import { type Command, command } from '../../level.js';
import { succeeded } from '../../outcome.js';
import { showTool } from '../../tool.js';

const TARGET: Expectation = {
  title: '<rsc>|<node>|force',
  complete: (world) => [...world.resources(), ...world.nodes(), 'force'].map((text) => ({ text })),
};

const forgetting = (
  name: 'cleanup' | 'refresh',
  about: Pick<Command, 'summary' | 'help' | 'examples' | 'aliases' | 'skill'>,
): Command<string[]> =>
  command({
    ...about,
    name,
    grammar: { ...many(word(TARGET)), usage: '[<rsc>] [<node>] [force]' },
    waits: true,
    output: CHECK_OUTPUT,
    async run(words, session) {
      const [id, node] = words.filter((text) => text !== 'force');
      const args = [
        `--${name}`,
        ...(id === undefined ? [] : ['--resource', id]),
        ...(node === undefined ? [] : ['--node', node]),
        ...(words.includes('force') ? ['--force'] : []),
      ];
      return succeeded(await showTool(session, 'crm_resource', args));
    },
  });

export const CLEANUP = forgetting('cleanup', {
  summary: 'Forget the failures of a resource',
  help: 'Its history is dropped where it has failed, and the cluster looks anew at what it does there. Without a resource, failures of all.',
  examples: ['cleanup', 'cleanup vip', 'cleanup vip alpha'],
  skill: 'administrator',
});

export const REFRESH = forgetting('refresh', {
  aliases: ['reprobe'],
  summary: 'Look anew at the state of a resource',
  help: 'Its history is dropped whether it has failed or not. With `force`, that of one member of a group or clone by itself.',
  examples: ['refresh', 'refresh vip alpha'],
});
