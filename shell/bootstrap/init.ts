import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { CibError } from '../../cib/result/error.js';
import { newConfiguration } from '../corosync/create.js';
import type { Device } from '../corosync/device.js';
import { setAt } from '../corosync/document.js';
import { configurationFile, readConfiguration, writeConfiguration } from '../corosync/file.js';
import { shellLine } from '../remote/runner.js';
import { isActive } from '../remote/services.js';
import { checkRunning, forgetCib, openFirewall, startCluster, waitForCluster } from './cluster.js';
import { configure } from './configure.js';
import { arrangeLogins, makeCorosyncKey, makeRemoteKey } from './keys.js';
import { checkFreeAddress, linkAddresses, multicastGroups } from './network.js';
import { readProfile } from './profile.js';
import { addDevice, checkDevice } from './qdevice.js';
import { checkSbd, configureSbd, type SbdWish, setUpSbd } from './sbd.js';
import { must, type Setup, type Step, takeSteps } from './setup.js';

/** What the new cluster is to be. */
export interface InitWish {
  readonly name: string;
  /** Further nodes, which join when this one is up. */
  readonly nodes: readonly string[];
  readonly interfaces: readonly string[];
  readonly transport: 'knet' | 'udpu' | 'udp';
  readonly second: boolean;
  readonly ipv6: boolean;
  readonly adminAddress: string | undefined;
  readonly sbd: SbdWish | undefined;
  readonly device: Device | undefined;
  readonly yes: boolean;
}

export const INIT_STAGES = [
  'ssh',
  'firewalld',
  'csync2',
  'corosync',
  'remote_auth',
  'sbd',
  'cluster',
  'admin',
  'qdevice',
] as const;
export type InitStage = (typeof INIT_STAGES)[number];

/** These need a cluster that runs; all others but `ssh` one that does not. */
const RUNNING: readonly InitStage[] = ['admin', 'qdevice'];
const EITHER: readonly InitStage[] = ['ssh', 'firewalld', 'csync2', 'sbd'];

/**
 * Make a cluster of this node, or take one step of that.
 * @throws CibError with the step, and the node, that it stopped at
 */
export async function init(setup: Setup, wish: InitWish, stage: InitStage | undefined): Promise<void> {
  await checkWish(setup, wish, stage);
  const steps = stepsFor(setup, wish);
  if (stage !== undefined) return takeSteps(steps.filter(({ name }) => name === stage));
  await takeSteps(steps);
  await takeSteps(wish.nodes.map((node) => ({ name: 'nodes', run: () => addNode(setup, wish, node) })));
}

async function checkWish(setup: Setup, { adminAddress, device, nodes, interfaces, sbd }: InitWish, stage?: InitStage) {
  const { session } = setup;
  const running = await isActive(setup.services, undefined, 'corosync');
  const which = stage === undefined ? '' : ` ${stage} stage`;
  if (stage !== undefined && RUNNING.includes(stage)) {
    await checkRunning(setup, undefined, true, `Cluster is inactive - can't run${which}`);
  } else if (running && !(stage !== undefined && EITHER.includes(stage))) {
    throw new CibError('EBUSY', `Cluster is currently active - can't run${which}`);
  }
  const twice = nodes.find((node, at) => nodes.indexOf(node) !== at);
  if (twice !== undefined) throw new CibError('EINVAL', 'Duplicated input for -N/--nodes option');
  if (nodes.length > 0 && stage !== undefined) {
    throw new CibError('EINVAL', `Can't use -N/--nodes option and stage(${stage}) together`);
  }
  if (interfaces.length > 8) throw new CibError('EINVAL', 'Maximum number of interface is 8');
  if (new Set(interfaces).size < interfaces.length) {
    throw new CibError('EINVAL', 'Duplicated input for -i/--interface option');
  }
  if (adminAddress !== undefined) await checkFreeAddress(setup, adminAddress);
  else if (stage === 'admin') throw new CibError('EINVAL', 'the address is missing: give --admin-ip');
  if (device) checkDevice(device, session.host);
  if (sbd) await checkSbd(setup, sbd);
  else if (stage === 'sbd') {
    throw new CibError('EINVAL', 'Stage sbd should specify sbd device by -s or diskless sbd by -S option');
  }
}

function stepsFor(setup: Setup, wish: InitWish): Step[] {
  const { session, note } = setup;
  const { nodes, sbd, device, adminAddress } = wish;
  return [
    {
      name: 'ssh',
      run: () =>
        arrangeLogins(
          setup,
          nodes.filter((node) => node !== session.host),
        ),
    },
    { name: 'firewalld', run: () => openFirewall(setup) },
    { name: 'csync2', run: async () => note('Files are copied to the other nodes over ssh: csync2 is not needed') },
    {
      name: 'corosync',
      async run() {
        await makeCorosyncKey(setup);
        await writeCorosync(setup, wish);
      },
    },
    { name: 'remote_auth', run: () => makeRemoteKey(setup) },
    {
      name: 'sbd',
      async run() {
        if (sbd) await setUpSbd(setup, sbd);
      },
    },
    {
      name: 'cluster',
      async run() {
        await forgetCib(setup);
        await startCluster(setup);
        await waitForCluster(setup);
        note('Loading initial cluster configuration');
        await configure(session, INITIAL);
        if (sbd) await configureSbd(setup, sbd);
      },
    },
    {
      name: 'admin',
      async run() {
        if (adminAddress === undefined) return;
        note(`Configuring virtual IP (${adminAddress})`);
        await configure(
          session,
          `primitive admin-ip IPaddr2 params ip=${adminAddress} op monitor interval=10 timeout=20\n`,
        );
      },
    },
    {
      name: 'qdevice',
      async run() {
        if (device) await addDevice(setup, device);
      },
    },
  ];
}

/** Until there are fence devices, nothing is fenced: everything else is what most people want. */
const INITIAL = `property cib-bootstrap-options: stonith-enabled=false
op_defaults op-options: timeout=600 record-pending=true
rsc_defaults rsc-options: migration-threshold=3 resource-stickiness=1
`;

async function writeCorosync(setup: Setup, { name, transport, interfaces, second, ipv6 }: InitWish): Promise<void> {
  const { session, note, confirm } = setup;
  const file = configurationFile(session.env);
  if (existsSync(file) && !(await confirm(`${file} already exists - overwrite?`))) {
    readConfiguration(session.env);
    return;
  }
  note(`Configuring corosync (${transport})`);
  const addresses = await linkAddresses(setup, interfaces, { ipv6, second });
  const digest = createHash('sha256')
    .update(`${name} ${addresses.join(' ')}`)
    .digest();
  const multicast = multicastGroups(digest, addresses.length, ipv6);
  const root = newConfiguration({ name, transport, addresses, node: session.host, ipv6, multicast });
  for (const [key, value] of await readProfile(setup)) {
    if (key.startsWith('corosync.')) setAt(root, key.slice('corosync.'.length), value);
  }
  writeConfiguration(root, session.env);
}

async function addNode(setup: Setup, { interfaces, yes }: InitWish, node: string): Promise<void> {
  if (node === setup.session.host) return;
  const options = [...(yes ? ['-y'] : []), '-c', setup.session.host, ...interfaces.flatMap((name) => ['-i', name])];
  const line = ['crm', 'cluster', 'join', ...options];
  setup.note(`Adding node ${node} to cluster`);
  setup.note(`Running command on ${node}: ${shellLine(line)}`);
  await must(setup, node, line);
}
