import { intAtLeast } from '../../../../cib/number/int.js';
import type { Element } from '../../../../cib/xml/element.js';
import { configError, type Journal } from '../../log.js';

const REMOTE_PORT = '3121';
const REMOTE_KEY = '/etc/pacemaker/authkey';
const LOGS_ON_HOST = '/var/log/pacemaker/bundles';
const LOGS = '/var/log';

export interface Mount {
  readonly source: string;
  readonly target: string;
  readonly options: string | undefined;
  /** The source is a directory that has one for each replica. */
  readonly perReplica: boolean;
}

export interface Port {
  readonly source: string;
  readonly target: string;
}

/** What the elements of a bundle say of its containers. */
export interface Settings {
  readonly engine: 'docker' | 'podman';
  readonly image: string | undefined;
  readonly promotedMax: number;
  readonly replicas: number;
  replicasPerHost: number;
  readonly runCommand: string | undefined;
  readonly options: string | undefined;
  readonly containerNetwork: string | undefined;
  readonly ipRangeStart: string | undefined;
  readonly hostNetmask: string | undefined;
  readonly hostInterface: string | undefined;
  readonly controlPort: string | undefined;
  readonly addHost: boolean;
  readonly ports: Port[];
  readonly mounts: Mount[];
}

const atLeast = (minimum: number, text: string | undefined): number =>
  text === undefined ? minimum : intAtLeast(minimum, text);

export function readSettings(xml: Element, journal: Journal): Settings | undefined {
  const docker = xml.child('docker');
  const engine = docker ?? xml.child('podman');
  if (!engine) return undefined;
  const network = xml.child('network');
  const promotedMax = atLeast(0, engine.get('promoted-max'));
  const replicas = engine.get('replicas');
  return {
    engine: docker ? 'docker' : 'podman',
    image: engine.get('image'),
    promotedMax,
    replicas: replicas === undefined && promotedMax > 0 ? promotedMax : atLeast(1, replicas),
    replicasPerHost: atLeast(1, engine.get('replicas-per-host')),
    runCommand: engine.get('run-command'),
    options: engine.get('options'),
    containerNetwork: engine.get('network'),
    ipRangeStart: network?.get('ip-range-start'),
    hostNetmask: network?.get('host-netmask'),
    hostInterface: network?.get('host-interface'),
    controlPort: network?.get('control-port'),
    addHost: !/^(?:false|off|no|n|0)$/i.test(network?.get('add-host') ?? ''),
    ports: network ? readPorts(network, journal) : [],
    mounts: readMounts(xml.child('storage'), journal),
  };
}

function readPorts(network: Element, journal: Journal): Port[] {
  const ports: Port[] = [];
  for (const mapping of network.elements('port-mapping')) {
    const port = mapping.get('port');
    const source = port ?? mapping.get('range');
    if (source)
      ports.push({ source, target: (port === undefined ? undefined : mapping.get('internal-port')) ?? source });
    else configError(journal, 'pe__unpack_bundle', `Invalid port directive ${mapping.id}`);
  }
  return ports;
}

function readMounts(storage: Element | undefined, journal: Journal): Mount[] {
  const mounts: Mount[] = [];
  for (const mapping of storage?.elements('storage-mapping') ?? []) {
    const directory = mapping.get('source-dir');
    const source = directory ?? mapping.get('source-dir-root');
    const target = mapping.get('target-dir');
    if (source !== undefined && target !== undefined) {
      mounts.push({ source, target, options: mapping.get('options'), perReplica: directory === undefined });
    } else configError(journal, 'pe__unpack_bundle', `Invalid mount directive ${mapping.id}`);
  }
  return mounts;
}

/** What Pacemaker Remote in the container needs besides what is configured. */
export function addRemoteSettings(settings: Settings): void {
  const { mounts, ports } = settings;
  const logs = mounts.some(({ target }) => target === LOGS);
  mounts.push({ source: REMOTE_KEY, target: REMOTE_KEY, options: undefined, perReplica: false });
  if (!logs) mounts.push({ source: LOGS_ON_HOST, target: LOGS, options: undefined, perReplica: true });
  const port = remotePort(settings);
  ports.push({ source: port, target: port });
}

export const remotePort = ({ controlPort }: Settings): string => controlPort ?? REMOTE_PORT;

/** Whether Pacemaker Remote in the container can be reached. */
export function hasConnection(settings: Settings, id: string, journal: Journal): boolean {
  if (settings.ipRangeStart !== undefined) return true;
  if (settings.controlPort === undefined) return false;
  if (settings.replicasPerHost > 1) {
    const text = `Specifying the 'control-port' for ${id} requires 'replicas-per-host=1'`;
    configError(journal, 'valid_network', text);
    settings.replicasPerHost = 1;
  }
  return true;
}
