import { FORMAT, type Source } from './source.js';

const parameter = (name: string, rest: Source = {}): Source => ({ name, ...rest });
const needed = (name: string, rest: Source = {}): Source => ({ name, required: true, ...rest });

const operations = (start: string, stop: string, interval: string, timeout: string): string =>
  `op start timeout=${start}\nop stop timeout=${stop}\nop monitor interval=${interval} timeout=${timeout}`;

/** An address that belongs to a service, named after it. */
const ADDRESS: Source = {
  script: 'virtual-ip',
  parameters: [parameter('id', { value: '{{id}}-ip' })],
};

const FILES: Source = {
  script: 'filesystem',
  required: false,
};

/** A group in the order in which its members start; those that were not asked for are left out. */
const grouped = (...members: string[]): Source => ({
  cib: `group {{id}}-group\n${members.map((member) => `  {{${member}}}`).join('\n')}`,
});

const VIRTUAL_IP: Source = {
  version: FORMAT,
  category: 'Basic',
  shortdesc: 'Virtual IP address',
  longdesc: 'An address that is always on one of the nodes, and moves with what needs it.',
  include: [
    {
      agent: 'ocf:heartbeat:IPaddr2',
      name: 'virtual-ip',
      parameters: [
        needed('id', { type: 'resource' }),
        needed('ip', { type: 'ip_address' }),
        parameter('cidr_netmask', { type: 'integer' }),
        parameter('nic', { type: 'string' }),
      ],
      ops: operations('20s', '20s', '10s', '20s'),
    },
  ],
  actions: [{ include: 'virtual-ip' }],
};

const FILESYSTEM: Source = {
  version: FORMAT,
  category: 'File system',
  shortdesc: 'File system on shared storage',
  longdesc: 'Mounts a file system on one node at a time. The storage has to be reachable from all of them.',
  include: [
    {
      agent: 'ocf:heartbeat:Filesystem',
      name: 'filesystem',
      parameters: [
        needed('id', { type: 'resource' }),
        needed('device', { type: 'string' }),
        needed('directory', { type: 'string' }),
        needed('fstype', { type: 'string' }),
        parameter('options', { type: 'string' }),
      ],
      ops: operations('60s', '60s', '20s', '40s'),
    },
  ],
  actions: [{ include: 'filesystem' }],
};

const MAILTO: Source = {
  version: FORMAT,
  category: 'Basic',
  shortdesc: 'Mail when something moves',
  longdesc:
    'Sends mail to somebody whenever a node takes over, or gives up. Put it into the group that it is to watch.',
  include: [
    {
      agent: 'ocf:heartbeat:MailTo',
      name: 'mailto',
      parameters: [
        needed('id', { type: 'resource' }),
        needed('email', { type: 'email' }),
        parameter('subject', { type: 'string' }),
      ],
      ops: operations('10s', '10s', '10s', '10s'),
    },
  ],
  actions: [{ include: 'mailto' }],
};

/** A web server: its data and its address come before it. */
const webServer = (name: string, shortdesc: string, agent: string, packageName: string): Source => ({
  version: FORMAT,
  category: 'Server',
  shortdesc,
  longdesc:
    'A group of an address, the server, and, if wanted, a file system with its data. The configuration of the server has to be the same on all nodes, and the system must not start it by itself.',
  parameters: [
    parameter('install', {
      type: 'boolean',
      value: false,
      shortdesc: 'Install the server, and keep the system from starting it',
    }),
  ],
  include: [
    {
      agent,
      name,
      parameters: [parameter('configfile', { type: 'string' })],
      ops: operations('40s', '60s', '10s', '20s'),
    },
    ADDRESS,
    FILES,
  ],
  actions: [
    { install: [packageName], when: 'install', shortdesc: 'Install the web server' },
    { service: [{ [packageName]: 'disable' }], when: 'install', shortdesc: 'Leave the server to the cluster' },
    { include: 'filesystem' },
    { include: 'virtual-ip' },
    { include: name },
    grouped('filesystem:id', 'virtual-ip:id', 'id'),
  ],
});

const EXPORTFS: Source = {
  version: FORMAT,
  category: 'NFS',
  shortdesc: 'Directory exported by NFS',
  longdesc: 'Exports a directory to clients. An NFS server has to run already.',
  include: [
    {
      agent: 'ocf:heartbeat:exportfs',
      name: 'exportfs',
      parameters: [
        needed('id', { type: 'resource' }),
        needed('fsid', { type: 'string' }),
        needed('directory', { type: 'string' }),
        needed('options', { type: 'string' }),
        parameter('clientspec', { type: 'string', value: '*' }),
      ],
      ops: operations('40s', '120s', '30s', '20s'),
    },
  ],
  actions: [{ include: 'exportfs' }],
};

const NFSSERVER: Source = {
  version: FORMAT,
  category: 'NFS',
  shortdesc: 'NFS server that moves between nodes',
  longdesc: 'A group of a file system, the NFS server with its state on it, an exported directory and an address.',
  include: [
    {
      agent: 'ocf:heartbeat:nfsserver',
      name: 'nfsserver',
      parameters: [needed('id', { type: 'resource' }), needed('nfs_shared_infodir', { type: 'string' })],
      ops: operations('40s', '20s', '10s', '20s'),
    },
    { ...FILES, required: true },
    { script: 'exportfs', parameters: [parameter('id', { value: '{{id}}-export' })] },
    ADDRESS,
  ],
  actions: [
    { include: 'filesystem' },
    { include: 'nfsserver' },
    { include: 'exportfs' },
    { include: 'virtual-ip' },
    grouped('filesystem:id', 'id', 'exportfs:id', 'virtual-ip:id'),
  ],
};

const DATABASE: Source = {
  version: FORMAT,
  category: 'Database',
  shortdesc: 'MariaDB or MySQL',
  longdesc: 'A group of a file system with the data, the database, and its address.',
  include: [
    {
      agent: 'ocf:heartbeat:mysql',
      name: 'database',
      parameters: [
        needed('id', { type: 'resource' }),
        parameter('datadir', { type: 'string' }),
        parameter('config', { type: 'string' }),
      ],
      ops: operations('120s', '120s', '20s', '30s'),
    },
    FILES,
    { ...ADDRESS, required: false },
  ],
  actions: [
    { include: 'filesystem' },
    { include: 'virtual-ip' },
    { include: 'database' },
    grouped('filesystem:id', 'virtual-ip:id', 'id'),
  ],
};

/** The scripts that come with the shell, by name. A directory may have another of the name. */
export const WIZARDS: ReadonlyMap<string, Source> = new Map([
  ['virtual-ip', VIRTUAL_IP],
  ['filesystem', FILESYSTEM],
  ['mailto', MAILTO],
  ['apache', webServer('apache', 'Apache web server', 'ocf:heartbeat:apache', 'apache2')],
  ['nginx', webServer('nginx', 'Nginx web server', 'ocf:heartbeat:nginx', 'nginx')],
  ['exportfs', EXPORTFS],
  ['nfsserver', NFSSERVER],
  ['database', DATABASE],
]);
