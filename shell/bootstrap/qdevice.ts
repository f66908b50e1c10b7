import { isAbsolute } from 'node:path';
import { CibError } from '../../cib/result/error.js';
import { type Device, removeDevice, setDevice } from '../corosync/device.js';
import { valuesAt } from '../corosync/document.js';
import { readConfiguration, writeConfiguration } from '../corosync/file.js';
import { hasDevice, nodeSections } from '../corosync/nodes.js';
import { reload } from '../corosync/reload.js';
import { onEach } from '../remote/fanout.js';
import { clusterNodes } from '../remote/members.js';
import { has, must, type Setup } from './setup.js';
import { pushToOthers } from './spread.js';

/** A vote from outside the cluster. */

const SERVICE = 'corosync-qdevice';

/** @throws CibError `EINVAL` */
export function checkDevice({ port, tieBreaker, heuristics, host }: Device, self: string): void {
  const wrong = (text: string) => {
    throw new CibError('EINVAL', text);
  };
  if (host === self) wrong('host for qnetd must be a remote one');
  if (!(Number(port) > 1024 && Number(port) < 65536)) wrong('invalid qdevice port range(1024 - 65535)');
  if (!/^(lowest|highest|\d+)$/.test(tieBreaker)) wrong('invalid qdevice tie_breaker(lowest/highest/valid_node_id)');
  for (const line of heuristics?.commands ?? []) {
    if (!isAbsolute(line.split(' ')[0] ?? '')) wrong('commands for heuristics should be absolute path');
  }
}

/** Let the device vote: certificates, configuration on all nodes, the service that talks to it. */
export async function addDevice(setup: Setup, device: Device): Promise<void> {
  const { session, runner, services, note } = setup;
  if (!(await has(setup, undefined, 'corosync-qdevice'))) {
    throw new CibError('ENOENT', 'corosync-qdevice is not installed');
  }
  const { status } = await runner.run(device.host, ['sh', '-c', 'command -v corosync-qnetd']);
  if (status !== 0) throw new CibError('ENOENT', `${device.host}: corosync-qnetd is not installed`);
  const root = readConfiguration(session.env);
  if (hasDevice(root) && !(await setup.confirm('Qdevice is already configured - overwrite?'))) return;
  const nodes = await clusterNodes(session);
  const [name = 'hacluster'] = valuesAt(root, 'totem.cluster_name');
  if (device.tls !== 'off') {
    note(`Exchanging certificates with ${device.host}`);
    await must(setup, undefined, ['corosync-qdevice-net-certutil', '-Q', '-n', name, device.host, ...nodes]);
  }
  setDevice(root, device);
  writeConfiguration(root, session.env);
  await pushToOthers(setup);
  await reload(session, undefined);
  await services.start(device.host, 'corosync-qnetd');
  await services.enable(device.host, 'corosync-qnetd');
  await eachNode(nodes, session.host, async (host) => {
    await services.enable(host, SERVICE);
    await services.start(host, SERVICE);
  });
}

/** @throws CibError `ENXIO` if there is none */
export async function dropDevice(setup: Setup): Promise<void> {
  const { session, services, note } = setup;
  const root = readConfiguration(session.env);
  if (!hasDevice(root)) throw new CibError('ENXIO', 'No QDevice configuration in this cluster');
  if (!(await setup.confirm('Removing QDevice service and configuration from cluster: Are you sure?'))) return;
  const nodes = nodeSections(root).length > 0 ? await clusterNodes(session) : [session.host];
  note('Disable corosync-qdevice.service');
  await eachNode(nodes, session.host, async (host) => {
    await services.disable(host, SERVICE);
    await services.stop(host, SERVICE);
  });
  removeDevice(root);
  writeConfiguration(root, session.env);
  await pushToOthers(setup);
  await reload(session, undefined);
}

/** @throws CibError the first fault */
async function eachNode(nodes: readonly string[], self: string, task: (host: string | undefined) => Promise<void>) {
  const results = await onEach(nodes, (node) => task(node === self ? undefined : node));
  for (const result of results) if (!result.ok) throw result.error;
}
