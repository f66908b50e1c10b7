import { choice, many, nothing, sequence, word } from '../../grammar/argument.js';
import { free } from '../../grammar/expectation.js';
import { command } from '../../level.js';
import { level } from '../define.js';
import { needsCluster } from '../unavailable.js';

const words = many(word(free('<argument>')));

export const SBD = level({
  name: 'sbd',
  summary: 'Fencing by a shared disk or a watchdog',
  help: 'With SBD a node fences itself when it is told so on a shared disk, or when its watchdog is no longer fed.',
  entries: [
    command({
      name: 'configure',
      summary: 'Show or change the settings of SBD',
      grammar: {
        ...words,
        usage:
          'show [disk_metadata|sysconfig|property] | {watchdog-timeout|allocate-timeout|loop-timeout|msgwait-timeout|crashdump-watchdog-timeout|watchdog-device}=<value> ... [--force]',
      },
      run: () => needsCluster('`sbd configure`'),
    }),
    command({
      name: 'device',
      summary: 'Add or remove a shared disk',
      grammar: sequence({ action: choice('add', 'remove'), devices: many(word(free('<device>')), 1) }),
      run: () => needsCluster('`sbd device`'),
    }),
    command({
      name: 'purge',
      summary: 'Remove SBD from the cluster',
      grammar: { ...words, usage: '[crashdump] [--force]' },
      run: () => needsCluster('`sbd purge`'),
    }),
    command({
      name: 'status',
      summary: 'Show the state of SBD on the nodes',
      grammar: nothing,
      run: () => needsCluster('`sbd status`'),
    }),
  ],
});
