import { Element } from '../../../../cib/xml/element.js';
import type { Replica } from '../../model/resource.js';
import { addOperation, addPairs, implicitPrimitive } from '../../unpack/implicit.js';
import { remotePort, type Settings } from './settings.js';

/** The executor that runs in a container. */
const REMOTE_EXECUTOR = '/usr/sbin/pacemaker-remoted';

/** A replica whose resources are being made. */
export type Plan = Pick<Replica, 'offset' | 'ipAddress' | 'child'>;

/** An id with what XML does not allow in one replaced. */
export const validId = (id: string): string => id.replace(/^[^\p{L}_]/u, '_').replace(/[^\p{L}\p{N}_.:·-]/gu, '.');

/** The resource that runs a replica's container. */
export function containerResource(bundle: string, settings: Settings, hosts: string, replica: Plan): Element {
  const { engine, image } = settings;
  const id = validId(`${bundle}-${engine}-${replica.offset}`);
  const primitive = implicitPrimitive(id, 'heartbeat', engine);
  const pairs: [string, string][] = [
    ['image', image ?? ''],
    ['allow_pull', 'true'],
    ['force_kill', 'false'],
    ['reuse', 'false'],
    ['run_opts', runOptions(bundle, settings, hosts, replica)],
    ['mount_points', mountPoints(bundle, settings, replica).join(',')],
  ];
  const command = settings.runCommand ?? (replica.child ? REMOTE_EXECUTOR : undefined);
  if (command !== undefined) pairs.push(['run_cmd', command]);
  pairs.push(['monitor_cmd', '/bin/true']);
  addPairs(primitive, 'instance_attributes', `${bundle}-attributes-${replica.offset}`, pairs);
  addOperation(primitive.append(new Element('operations')), id, 'monitor', '60s');
  return primitive;
}

const perReplica = (bundle: string, source: string, { offset }: Plan): string => `${source}/${bundle}-${offset}`;

function mountPoints(bundle: string, { mounts }: Settings, replica: Plan): string[] {
  return mounts.filter((mount) => mount.perReplica).map(({ source }) => perReplica(bundle, source, replica));
}

/** Options for the command that runs the container; each begins with a space. */
function runOptions(bundle: string, settings: Settings, hosts: string, replica: Plan): string {
  const { containerNetwork, mounts, ports, options } = settings;
  let text = settings.engine === 'docker' ? ' --restart=no' : '';
  if (settings.ipRangeStart !== undefined) text += ` -h ${bundle}-${replica.offset}`;
  text += ' -e PCMK_stderr=1';
  if (containerNetwork !== undefined) text += ` --net=${containerNetwork}`;
  text += ` -e PCMK_remote_port=${remotePort(settings)}`;
  for (const mount of mounts) {
    const source = mount.perReplica ? perReplica(bundle, mount.source, replica) : mount.source;
    text += ` -v ${source}:${mount.target}${mount.options === undefined ? '' : `:${mount.options}`}`;
  }
  for (const { source, target } of ports) {
    if (replica.ipAddress !== undefined) text += ` -p ${replica.ipAddress}:${source}:${target}`;
    else if (containerNetwork !== 'host') text += ` -p ${source}:${target}`;
  }
  if (options !== undefined) text += ` ${options}`;
  return `${text} ${hosts}`;
}

/** The resource that gives a replica its address; none if it has none. */
export function addressResource(bundle: string, settings: Settings, replica: Plan): Element | undefined {
  const { ipAddress } = replica;
  if (settings.ipRangeStart === undefined || ipAddress === undefined) return undefined;
  const id = validId(`${bundle}-ip-${ipAddress}`);
  const primitive = implicitPrimitive(id, 'heartbeat', 'IPaddr2');
  const pairs: [string, string][] = [['ip', ipAddress]];
  if (settings.hostInterface !== undefined) pairs.push(['nic', settings.hostInterface]);
  pairs.push(['cidr_netmask', settings.hostNetmask ?? '32']);
  addPairs(primitive, 'instance_attributes', `${bundle}-attributes-${replica.offset}`, pairs);
  addOperation(primitive.append(new Element('operations')), id, 'monitor', '60s');
  return primitive;
}

/** The address after another, within a range of three octets; undefined beyond. */
export function nextAddress(address: string): string | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)/.exec(address);
  if (!match) return undefined;
  const [first, second, third, fourth] = match.slice(1).map(Number) as [number, number, number, number];
  if (third > 253) return undefined;
  return fourth > 253 ? `${first}.${second}.${third + 1}.1` : `${first}.${second}.${third}.${fourth + 1}`;
}
