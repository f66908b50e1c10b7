import { CibError } from '../../../cib/result/error.js';
import { initArbitrator, initGeo, joinGeo, parseClusters } from '../../bootstrap/geo.js';
import { setupOf } from '../../bootstrap/setup.js';
import { made } from '../../grammar/argument.js';
import { type OptionTable, optionsHelp, withOptions } from '../../grammar/options.js';
import { command } from '../../level.js';
import { MANNER } from './setup.js';

/** Clusters at several sites. */

const CLUSTERS = {
  flags: ['-s', '--clusters'],
  value: 'DESC',
  summary: 'the sites: name=address, separated by commas or blanks',
} as const;
const NODE = { flags: ['-c', '--cluster-node'], value: 'HOST', summary: 'where the geo cluster is known' } as const;
const AGENT = { flags: ['--use-ssh-agent'], summary: 'use the keys of the ssh agent', old: true } as const;

const INIT = {
  ...MANNER,
  clusters: CLUSTERS,
  arbitrator: { flags: ['-a', '--arbitrator'], value: 'IP', summary: 'address of the arbitrator' },
  tickets: { flags: ['-t', '--tickets'], value: 'LIST', summary: 'tickets to make, separated by commas or blanks' },
} as const satisfies OptionTable;

const needed = (value: string | undefined, option: string): string => {
  if (value !== undefined && value !== '') return value;
  throw new CibError('EINVAL', `The ${option} argument is required.`);
};

export const GEO_INIT = command({
  name: 'geo_init',
  aliases: ['geo-init'],
  summary: 'Make this cluster a site of a geo cluster',
  help: `The first of several: the others join with \`geo_join\`.\n\n${optionsHelp(INIT)}`,
  examples: ['geo_init -y --clusters paris=192.168.10.10,lyon=192.168.11.10 --tickets ticketA'],
  grammar: made(withOptions(INIT), ({ options }) => ({
    ...options,
    clusters: parseClusters(needed(options.clusters, '--clusters')),
    tickets: (options.tickets ?? '').split(/[ ,;]+/).filter(Boolean),
  })),
  misuse: 2,
  skill: 'administrator',
  async run(wish, session) {
    await initGeo(await setupOf(session, wish), wish);
    return undefined;
  },
});

const JOIN = { ...MANNER, node: NODE, clusters: CLUSTERS, agent: AGENT } as const satisfies OptionTable;

export const GEO_JOIN = command({
  name: 'geo_join',
  aliases: ['geo-join'],
  summary: 'Let this cluster join a geo cluster',
  help: optionsHelp(JOIN),
  examples: ['geo_join -y -c 192.168.10.10 --clusters paris=192.168.10.10,lyon=192.168.11.10'],
  grammar: made(withOptions(JOIN), ({ options }) => ({
    ...options,
    host: needed(options.node, '--cluster-node'),
    clusters: parseClusters(needed(options.clusters, '--clusters')),
  })),
  misuse: 2,
  skill: 'administrator',
  async run(wish, session) {
    await joinGeo(await setupOf(session, wish), wish.host, wish.clusters);
    return undefined;
  },
});

const ARBITRATOR = { ...MANNER, node: NODE, agent: AGENT } as const satisfies OptionTable;

export const GEO_INIT_ARBITRATOR = command({
  name: 'geo_init_arbitrator',
  aliases: ['geo-init-arbitrator'],
  summary: 'Make this node the arbitrator of a geo cluster',
  help: optionsHelp(ARBITRATOR),
  examples: ['geo_init_arbitrator -y -c 192.168.10.10'],
  grammar: made(withOptions(ARBITRATOR), ({ options }) => ({
    ...options,
    host: needed(options.node, '--cluster-node'),
  })),
  misuse: 2,
  skill: 'administrator',
  async run(wish, session) {
    await initArbitrator(await setupOf(session, wish), wish.host);
    return undefined;
  },
});
