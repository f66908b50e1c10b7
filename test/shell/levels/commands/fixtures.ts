import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compressed } from '../../../../cib/client/compress.js';
import { CLUSTER } from '../cluster.js';

/** A cluster of two nodes. */
export const COROSYNC = `totem {
	version: 2
	transport: knet
}
nodelist {
	node {
		ring0_addr: 10.0.0.1
		name: alpha
		nodeid: 1
	}
	node {
		ring0_addr: 10.0.0.2
		name: beta
		nodeid: 2
	}
}
`;

/** A corosync.conf of two nodes. */
export function writeCorosync(directory: string): void {
  writeFileSync(join(directory, 'corosync.conf'), COROSYNC);
}

export const corosyncEnv = (directory: string) => ({ COROSYNC_MAIN_CONFIG_FILE: join(directory, 'corosync.conf') });

const TEMPLATE = `%name address
# An address
%required
%% ip
%optional
%% netmask
%generate

primitive %_ ocf:heartbeat:Thing
	params ip=%_:ip
	opt speed=%_:netmask
`;

/** A template called `address`, where the file of options says that templates are. */
export function writeTemplate(directory: string): void {
  mkdirSync(join(directory, 'templates'));
  writeFileSync(join(directory, 'templates', 'address'), TEMPLATE);
  writeFileSync(
    join(directory, 'crm.conf'),
    `[path]\nsharedir = ${directory}\n[core]\nignore_missing_metadata = yes\n`,
  );
}

const at = (clock: string, text: string) => `2019-03-22T${clock}+00:00 alpha ${text}`;
const LOG = [
  at(
    '10:00:05.2',
    'pacemaker-schedulerd[3]:  notice: Calculated transition 1, saving inputs in /var/lib/pe/pe-input-7.bz2',
  ),
  at('10:00:06.0', 'pacemaker-controld[4]:  notice: Initiating start operation vip_start_0 on beta'),
  at(
    '10:00:09.0',
    'pacemaker-controld[4]:  notice: Transition 1 (Complete=3, Pending=0, Fired=0, Skipped=1, Incomplete=0, Source=/var/lib/pe/pe-input-7.bz2): Complete',
  ),
  at(
    '10:05:00.0',
    'pacemaker-schedulerd[3]:  notice: Calculated transition 2, saving inputs in /var/lib/pe/pe-input-8.bz2',
  ),
];

/** A report, in the folder `report`: two transitions of one node, by different inputs; and a place for sessions. */
export async function writeReport(directory: string): Promise<void> {
  const node = join(directory, 'report', 'alpha');
  mkdirSync(join(node, 'pengine'), { recursive: true });
  writeFileSync(join(node, 'ha-log.txt'), `${LOG.join('\n')}\n`);
  writeFileSync(join(node, 'cib.xml'), CLUSTER);
  writeFileSync(join(directory, 'report', 'description.txt'), 'Date: some day\nBy: somebody\n');
  writeFileSync(join(directory, 'crm.conf'), `[path]\ncache = ${directory}\n[core]\nignore_missing_metadata = yes\n`);
  for (const [number, cib] of [
    ['7', CLUSTER],
    ['8', CLUSTER.replace('epoch="5"', 'epoch="6"').replace('10.0.0.1', '10.0.0.2')],
  ] as const) {
    const file = join(node, 'pengine', `pe-input-${number}.bz2`);
    writeFileSync(file, await compressed(cib, file));
  }
}
