import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Bench, type BenchOptions, bench } from '../../harness.js';
import { type FakeCluster, fakeCluster, install, type Program } from '../../remote/fake.js';

/** Three nodes: the one at hand is called `host`. */
export const CIB = `<cib crm_feature_set="3.19.0" validate-with="pacemaker-3.9" epoch="5" num_updates="0" admin_epoch="0">
  <configuration>
    <crm_config/>
    <nodes><node id="1" uname="host"/><node id="2" uname="beta"/><node id="3" uname="gamma"/></nodes>
    <resources/>
    <constraints/>
  </configuration>
  <status/>
</cib>
`;

export const CONF = `totem {
	version: 2
	cluster_name: web
	transport: knet
}

quorum {
	provider: corosync_votequorum
}

nodelist {
	node {
		ring0_addr: 10.0.0.1
		name: host
		nodeid: 1
	}
	node {
		ring0_addr: 10.0.0.2
		name: beta
		nodeid: 2
	}
	node {
		ring0_addr: 10.0.0.3
		name: gamma
		nodeid: 3
	}
}
`;

export interface Nodes extends Bench, FakeCluster {
  /** Path of corosync.conf on all of them. */
  readonly conf: string;
  /** Run a line: whether it went well, what was printed, what was done on nodes. */
  step(line: string): Promise<{ ok: boolean; said: string; log: string[] }>;
}

/** A session on made-up nodes; a clock that goes on as it waits. */
export function nodes(
  directory: string,
  { program, conf: text = CONF, ...options }: BenchOptions & { program?: Program; conf?: string | undefined } = {},
): Nodes {
  const cluster = fakeCluster(['beta', 'gamma'], program, directory);
  for (const name of ['host', 'beta', 'gamma']) install(cluster.node(name), 'corosync', 'pacemaker');
  const conf = join(directory, 'corosync.conf');
  if (text !== '') writeFileSync(conf, text);
  let { now = 0 } = options;
  const made = bench(directory, {
    cib: CIB,
    ...options,
    clock: () => now,
    env: { COROSYNC_MAIN_CONFIG_FILE: conf, ...options.env },
    outside: {
      runner: cluster.runner,
      sleep: async (milliseconds) => {
        now += milliseconds;
      },
      coordinator: async () => 'host',
      ...options.outside,
    },
  });
  return {
    ...made,
    ...cluster,
    conf,
    async step(line) {
      cluster.log.length = 0;
      const ok = await made.run(line);
      return { ok, said: made.output(), log: [...cluster.log] };
    },
  };
}
