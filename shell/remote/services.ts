import { CibError } from '../../cib/result/error.js';
import type { Host, Ran, Runner } from './runner.js';

/** What a node says of one of its services. */
export interface ServiceState {
  /** `active`, `inactive`, `failed` …; `unknown` if there is no such service. */
  readonly active: string;
  /** `running`, `dead` … */
  readonly sub: string;
  /** Whether it starts with the system: `enabled`, `disabled` …; empty if there is no such service. */
  readonly enabled: string;
}

/**
 * The services of nodes. Every method throws CibError: `ENOTCONN` if a node cannot be reached, `EIO`
 * if it cannot do what is asked, with the name of the node and of the service.
 */
export interface Services {
  state(host: Host, service: string): Promise<ServiceState>;
  start(host: Host, service: string): Promise<void>;
  stop(host: Host, service: string): Promise<void>;
  enable(host: Host, service: string): Promise<void>;
  disable(host: Host, service: string): Promise<void>;
}

export const isActive = async (services: Services, host: Host, service: string): Promise<boolean> =>
  (await services.state(host, service)).active === 'active';

const ABSENT: ServiceState = { active: 'unknown', sub: '', enabled: '' };

/** Services by systemd; by scripts in /etc/init.d where that does not run. */
export function servicesBy(runner: Runner): Services {
  const managers = new Map<Host, Promise<Services>>();
  const managerOf = (host: Host): Promise<Services> => {
    let found = managers.get(host);
    if (!found) managers.set(host, (found = detect(host)));
    return found;
  };
  async function detect(host: Host): Promise<Services> {
    const { status } = await runner.run(host, ['test', '-d', '/run/systemd/system']);
    return status === 0 ? systemd(runner) : initScripts(runner);
  }
  return {
    state: async (host, service) => (await managerOf(host)).state(host, service),
    start: async (host, service) => (await managerOf(host)).start(host, service),
    stop: async (host, service) => (await managerOf(host)).stop(host, service),
    enable: async (host, service) => (await managerOf(host)).enable(host, service),
    disable: async (host, service) => (await managerOf(host)).disable(host, service),
  };
}

function systemd(runner: Runner): Services {
  const act = (verb: string) => async (host: Host, service: string) => {
    const done = await runner.run(host, ['systemctl', verb, unit(service)]);
    if (done.status !== 0) throw refused(host, verb, service, done);
  };
  return {
    async state(host, service) {
      const what = ['ActiveState', 'SubState', 'UnitFileState', 'LoadState'].flatMap((name) => ['-p', name]);
      const { status, stdout } = await runner.run(host, ['systemctl', 'show', ...what, unit(service)]);
      const value = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(stdout)?.[1] ?? '';
      if (status !== 0 || ['', 'not-found'].includes(value('LoadState'))) return ABSENT;
      return { active: value('ActiveState'), sub: value('SubState'), enabled: value('UnitFileState') };
    },
    start: act('start'),
    stop: act('stop'),
    enable: act('enable'),
    disable: act('disable'),
  };
}

/** What can be said without systemd: whether a service runs, and whether its script is linked to start. */
function initScripts(runner: Runner): Services {
  const act = (verb: 'start' | 'stop') => async (host: Host, service: string) => {
    const done = await runner.run(host, ['service', service, verb]);
    if (done.status !== 0) throw refused(host, verb, service, done);
  };
  const link = (verb: 'enable' | 'disable') => async (host: Host, service: string) => {
    const done = await runner.run(host, ['update-rc.d', service, verb]);
    const other = done.status === 127 ? ['chkconfig', service, verb === 'enable' ? 'on' : 'off'] : undefined;
    const last = other ? await runner.run(host, other) : done;
    if (last.status !== 0) throw refused(host, verb, service, last);
  };
  return {
    async state(host, service) {
      if ((await runner.run(host, ['test', '-x', `/etc/init.d/${service}`])).status !== 0) return ABSENT;
      const { status } = await runner.run(host, ['service', service, 'status']);
      const linked = await runner.run(host, ['sh', '-c', `ls /etc/rc[2-5].d/S??${service} >/dev/null 2>&1`]);
      const [active, sub] = status === 0 ? ['active', 'running'] : ['inactive', 'dead'];
      return { active, sub, enabled: linked.status === 0 ? 'enabled' : 'disabled' };
    },
    start: act('start'),
    stop: act('stop'),
    enable: link('enable'),
    disable: link('disable'),
  };
}

const unit = (service: string): string => (/\.(service|socket)$/.test(service) ? service : `${service}.service`);

const refused = (host: Host, verb: string, service: string, { status, stderr, stdout }: Ran): CibError => {
  const said = (stderr.trim() || stdout.trim()).split('\n').at(-1) || `exit status ${status}`;
  return new CibError('EIO', `${host === undefined ? '' : `${host}: `}cannot ${verb} ${service}: ${said}`);
};
