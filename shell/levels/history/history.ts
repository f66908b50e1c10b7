import { many, word } from '../../grammar/argument.js';
import { type Expectation, free, oneOf } from '../../grammar/expectation.js';
import { type Command, command } from '../../level.js';
import { NODE, RESOURCE } from '../arguments.js';
import { level } from '../define.js';
import { needsCluster } from '../unavailable.js';

/** Everything here is read from the logs and transitions of the cluster's nodes. */

const past = (
  name: string,
  summary: string,
  usage = '',
  takes: Expectation = free('<argument>'),
  about: Pick<Command, 'aliases' | 'help'> = {},
): Command =>
  command({
    ...about,
    name,
    summary,
    grammar: { ...many(word(takes)), usage },
    run: () => needsCluster(`\`history ${name}\``),
  });

const PE = free('<pe>');

export const HISTORY = level({
  name: 'history',
  summary: 'What happened in the cluster: logs, transitions, past configurations',
  help: 'Collects the logs and the saved transitions of all nodes, and shows what happened to nodes and resources in a span of time. The changes of the configuration are in `cib log`.',
  entries: [
    past('source', 'Choose where the past is read from', '[<dir>|<file>|live]'),
    past('limit', 'Choose the span of time', '[<from> [<to>]]', free('<time>'), { aliases: ['timeframe'] }),
    past('info', 'Show what is looked at'),
    past('latest', 'Show what happened in the last transition'),
    past('refresh', 'Read anew what has happened since', '[force]'),
    past('setnodes', 'Choose the nodes', '<node> [<node> ...]', NODE),
    past('events', 'Show what was noteworthy'),
    past('resource', 'Show what happened to resources', '<rsc> [<rsc> ...]', RESOURCE),
    past('node', 'Show what happened to nodes', '<node> [<node> ...]', NODE),
    past('log', 'Show the logs of nodes', '[<node> ...]', NODE),
    past('exclude', 'Leave out lines that match', '[<regex>|clear]'),
    past('peinputs', 'List the saved transitions', '[<range> ...] [v]', PE),
    past('transitions', 'List the transitions with their times'),
    past(
      'transition',
      'Show a transition: what was decided, and why',
      '[<number>|<index>|<file>] [nograph] [v...] [scores] [actions] [utilization] | showdot|log|tags|save',
      PE,
    ),
    past('show', 'Show the configuration or status of a transition', '<pe> [status]', PE),
    past('diff', 'Compare two transitions', '<pe> <pe> [status] [html]', PE),
    past('wdiff', 'Compare two transitions, word by word', '<pe> <pe> [status]', PE),
    past('graph', 'Draw the configuration of a transition', '<pe> [dot [<file> [<format>]]]', PE),
    past('detail', 'Choose how much is told', '<level>', oneOf('<level>', ['0', '1'])),
    past('session', 'Save and restore what is looked at', '[{save|load|delete} <name>|pack [<name>]|update|list]'),
  ],
});
