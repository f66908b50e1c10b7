import t from 'tap';
import { CLUSTER_OPTIONS } from '../../../cib/options/cluster.js';
import { parseMetadata } from '../../../tools/agents/metadata.js';
import { daemonMetadata } from '../../../tools/options/daemon.js';

const parameters = (name: string) => parseMetadata(daemonMetadata(name) ?? '').parameters;
const DAEMONS = ['pacemaker-based', 'pacemaker-controld', 'pacemaker-schedulerd'];

t.test('every cluster option is told by one daemon, under both its names', async (t) => {
  const told = DAEMONS.flatMap(parameters).map(({ name }) => name);
  const known = CLUSTER_OPTIONS.options.flatMap(({ name, alias }) => (alias === undefined ? [name] : [name, alias]));
  t.same([...told].sort(), [...known].sort());
});

t.test('types that OCF knows, and marks in words', async (t) => {
  const find = (daemon: string, wanted: string) => parameters(daemon).find(({ name }) => name === wanted);
  t.match(find('pacemaker-schedulerd', 'stonith-timeout'), {
    type: 'time',
    default: '60s',
    short: '*** Deprecated *** *** Replaced with fencing-timeout ***',
    long: 'Deprecated alias for fencing-timeout',
  });
  t.match(find('pacemaker-schedulerd', 'no-quorum-policy'), { type: 'select', values: ['stop', 'freeze'] });
  t.match(find('pacemaker-schedulerd', 'no-quorum-policy')?.long, / {2}Allowed values: stop, freeze, /);
  t.match(find('pacemaker-schedulerd', 'node-health-red'), { type: 'integer', default: '-INFINITY' });
  t.match(find('pacemaker-controld', 'election-timeout')?.short, /^\*\*\* Advanced Use Only \*\*\*/);
  t.match(find('pacemaker-controld', 'dc-version'), { type: 'string' });
  t.match(find('pacemaker-fenced', 'pcmk_host_list'), { type: 'string' });
});

t.test('other names are no daemons', async (t) => t.equal(daemonMetadata('pacemaker-execd'), undefined));
