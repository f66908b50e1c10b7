import { CibError } from '../../cib/result/error.js';
import { readConfiguration, writeConfiguration } from '../corosync/file.js';
import { nodeNamed, removeNode } from '../corosync/nodes.js';
import { reload } from '../corosync/reload.js';
import { forgetMember } from '../remote/controller.js';
import { clusterNodes } from '../remote/members.js';
import { isActive } from '../remote/services.js';
import { deleteNode } from '../workspace/nodes.js';
import { checkRunning, forgetCib, TRACES } from './cluster.js';
import { must, type Setup, takeSteps } from './setup.js';
import { pushToOthers } from './spread.js';

const SERVICES = ['corosync-qdevice', 'pacemaker', 'corosync', 'sbd'];

/**
 * Remove a node from the cluster: it is stopped, and forgets that it was one of it.
 * @param force this node itself may be removed
 * @throws CibError with the step and the node
 */
export async function remove(setup: Setup, node: string, force: boolean): Promise<void> {
  const { session, confirm } = setup;
  await checkRunning(setup, undefined, true, "Cluster is not active - can't execute removing action");
  const known = await clusterNodes(session);
  if (!known.includes(node)) {
    throw new CibError('ENXIO', `Specified node ${node} is not configured in cluster! Unable to remove.`);
  }
  if (!force && !(await confirm(`Removing node "${node}" from the cluster: Are you sure?`))) return;
  if (node !== session.host) return removeOther(setup, node);
  if (!force) throw new CibError('EPERM', 'Removing self requires --force');
  const other = known.find((each) => each !== node);
  // Another node has to tell the others, and what is left of the cluster.
  if (other !== undefined) await must(setup, other, ['crm', 'cluster', 'remove', '-y', '-c', node]);
  else await clear(setup, undefined);
}

async function removeOther(setup: Setup, node: string): Promise<void> {
  const { session, note } = setup;
  await takeSteps([
    { name: 'stop', run: () => clear(setup, node) },
    {
      name: 'delete',
      async run() {
        note(`Removing the node ${node}`);
        await forgetMember(session, node);
        await deleteNode(await session.cib(), node);
      },
    },
    {
      name: 'corosync',
      async run() {
        const root = readConfiguration(session.env);
        if (!nodeNamed(root, node)) return;
        removeNode(root, node);
        writeConfiguration(root, session.env);
        note('Propagating configuration changes across the remaining nodes');
        await pushToOthers(setup);
        await reload(session, undefined);
      },
    },
  ]);
}

/** Stop the cluster on a node, and remove what makes it one of it. */
async function clear(setup: Setup, host: string | undefined): Promise<void> {
  const { services, note } = setup;
  for (const service of SERVICES) {
    if (await isActive(services, host, service)) {
      note(`Stopping the ${service}.service${host === undefined ? '' : ` on ${host}`}`);
      await services.stop(host, service);
    }
    if ((await services.state(host, service)).enabled === 'enabled') await services.disable(host, service);
  }
  await must(setup, host, ['rm', '-f', ...TRACES]);
  await forgetCib(setup, host);
}
