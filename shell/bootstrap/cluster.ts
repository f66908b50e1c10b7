import { CibError } from '../../cib/result/error.js';
import { coordinator } from '../remote/controller.js';
import { isActive } from '../remote/services.js';
import { has, must, type Setup } from './setup.js';

/** Starting the cluster on a node, and waiting for it. */

const MEMBERSHIP = 'corosync';
const MANAGER = 'pacemaker';
const STEP = 2000;
const PATIENCE = 120_000;

/** Ports that have to be open: of remote nodes, of the tools of the cluster. */
const PORTS = ['3121/tcp', '5403/tcp', '9929/tcp', '9929/udp', '21064/tcp', '5404-5412/udp'];

/** Let the cluster through the firewall of this node, if it has one that we know. */
export async function openFirewall(setup: Setup): Promise<void> {
  if (await has(setup, undefined, 'firewall-cmd')) {
    const running = (await setup.runner.run(undefined, ['firewall-cmd', '--state'])).status === 0;
    const program = running ? 'firewall-cmd' : 'firewall-offline-cmd';
    const lasting = running ? ['--permanent'] : [];
    await must(setup, undefined, [program, ...lasting, '--add-service=high-availability']);
    if (running) await must(setup, undefined, ['firewall-cmd', '--reload']);
  } else if (await has(setup, undefined, 'ufw')) {
    for (const port of PORTS) await must(setup, undefined, ['ufw', 'allow', port.replace('-', ':')]);
  }
}

/** Start the cluster here, now and with the system. */
export async function startCluster({ services, note }: Setup): Promise<void> {
  note('Starting pacemaker');
  for (const service of [MEMBERSHIP, MANAGER]) {
    await services.start(undefined, service);
    await services.enable(undefined, service);
  }
}

/** Wait until there is a coordinator. @throws CibError `ETIME` */
export async function waitForCluster({ session, note }: Setup): Promise<void> {
  note('Waiting for cluster');
  const end = session.now().getTime() + PATIENCE;
  while ((await coordinator(session)) === undefined) {
    if (session.now().getTime() >= end) {
      throw new CibError('ETIME', `there is no coordinator after ${PATIENCE / 1000} seconds: see the log of pacemaker`);
    }
    await session.sleep(STEP);
  }
}

/** @throws CibError `EBUSY` if the cluster runs on a node, `ENOTCONN` if it should and does not */
export async function checkRunning({ services }: Setup, host: string | undefined, should: boolean, problem: string) {
  if ((await isActive(services, host, MEMBERSHIP)) === should) return;
  throw new CibError(should ? 'ENOTCONN' : 'EBUSY', problem);
}

/** Files that make a node one of a cluster. */
export const TRACES = [
  '/etc/corosync/corosync.conf',
  '/etc/corosync/authkey',
  '/etc/sysconfig/sbd',
  '/etc/pacemaker/authkey',
];
/** What a cluster keeps on a node. */
const KEPT = '/var/lib/pacemaker/cib';

/** Forget the configuration that an earlier cluster has left. */
export const forgetCib = (setup: Setup, host?: string): Promise<string> =>
  must(setup, host, ['sh', '-c', `rm -f ${KEPT}/*`]);
