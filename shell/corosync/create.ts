import { parseDocument, type Section } from './document.js';

/** What a new configuration is made of. */
export interface NewCluster {
  readonly name: string;
  readonly transport: 'knet' | 'udpu' | 'udp';
  /** Of the first node: one for each link. */
  readonly addresses: readonly string[];
  readonly node: string;
  readonly ipv6: boolean;
  /** Groups for `udp`, one for each link. */
  readonly multicast?: readonly string[];
}

/** Each link a port of its own, with one left out that `udp` uses for sending. */
const portOf = (link: number): number => 5405 + 2 * link;

/** A configuration for a cluster of one node. Only knet encrypts more than one link. */
export function newConfiguration({ name, transport, addresses, node, ipv6, multicast }: NewCluster): Section {
  const interfaces = addresses.map((address, link) =>
    [
      '	interface {',
      transport === 'knet' ? `		linknumber: ${link}` : `		ringnumber: ${link}`,
      ...(transport === 'udp'
        ? [`		bindnetaddr: ${address}`, `		mcastaddr: ${multicast?.[link]}`, '		ttl: 1']
        : []),
      `		mcastport: ${portOf(link)}`,
      '	}',
    ].join('\n'),
  );
  const rings = addresses.map((address, link) => `		ring${link}_addr: ${address}`);
  return parseDocument(`# See corosync.conf(5).
totem {
	version: 2
	cluster_name: ${name}
	transport: ${transport}
${transport === 'knet' ? '	crypto_cipher: aes256\n	crypto_hash: sha256' : '	secauth: on'}
	token: 5000
	token_retransmits_before_loss_const: 10
${ipv6 ? '	ip_version: ipv6\n' : ''}${interfaces.join('\n')}
}

quorum {
	provider: corosync_votequorum
	expected_votes: 1
	two_node: 0
}

nodelist {
	node {
${rings.join('\n')}
		name: ${node}
		nodeid: 1
	}
}

logging {
	to_logfile: yes
	logfile: /var/log/cluster/corosync.log
	to_syslog: yes
	debug: off
	timestamp: on
}
`);
}
