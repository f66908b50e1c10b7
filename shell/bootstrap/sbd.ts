import { CibError } from '../../cib/result/error.js';
import { checkDevices, DEFAULTS, initialise } from '../sbd/disk.js';
import { readSettings, withSettings } from '../sbd/sysconfig.js';
import { configure } from './configure.js';
import { has, type Setup } from './setup.js';

/** What fencing by SBD a new cluster is to have. */
export interface SbdWish {
  readonly devices: readonly string[];
  readonly diskless: boolean;
  readonly watchdog: string | undefined;
}

const WATCHDOG = '/dev/watchdog';

/** @throws CibError if SBD is not here, or a device is none */
export async function checkSbd(setup: Setup, { devices, watchdog }: SbdWish): Promise<void> {
  if (!(await has(setup, undefined, 'sbd'))) throw new CibError('ENOENT', 'sbd is not installed');
  await checkDevices(setup.runner, devices, [undefined]);
  const device = watchdogDevice(watchdog);
  const { status } = await setup.runner.run(undefined, ['test', '-c', device]);
  if (status !== 0)
    throw new CibError('ENXIO', `${device} is no watchdog device: load a driver first (softdog if all else fails)`);
}

/** By its device, or by the name of its driver, which is loaded then. */
const watchdogDevice = (name: string | undefined): string => (name?.startsWith('/') ? name : WATCHDOG);

/** Prepare the devices and the settings; SBD starts with the cluster. */
export async function setUpSbd(setup: Setup, wish: SbdWish): Promise<void> {
  const { runner, services, confirm } = setup;
  for (const device of wish.devices) {
    const used = (await runner.run(undefined, ['sbd', '-d', device, 'dump'])).status === 0;
    const question = used
      ? `${device} has already been initialized by SBD - overwrite?`
      : `All data on ${device} will be destroyed - continue?`;
    if (await confirm(question)) await initialise(runner, [device], DEFAULTS);
    else if (!used) throw new CibError('EPERM', `${device} is not to be used`);
  }
  const settings = await readSettings(runner, undefined);
  const text = withSettings(settings.text, {
    SBD_DEVICE: wish.devices.length > 0 ? wish.devices.join(';') : undefined,
    SBD_PACEMAKER: 'yes',
    SBD_STARTMODE: 'always',
    SBD_DELAY_START: 'no',
    SBD_WATCHDOG_DEV: watchdogDevice(wish.watchdog),
    SBD_WATCHDOG_TIMEOUT: String(DEFAULTS.watchdog),
  });
  await runner.write(undefined, settings.path, text);
  await services.enable(undefined, 'sbd');
}

/** Let the cluster fence by it. Times have to be longer than those of the disks and watchdogs. */
export async function configureSbd({ session }: Setup, { devices }: SbdWish): Promise<void> {
  const fencing = Math.ceil(1.2 * (devices.length > 0 ? 30 + DEFAULTS.msgwait : 2 * DEFAULTS.watchdog));
  const properties = `property cib-bootstrap-options: stonith-enabled=true stonith-timeout=${Math.max(60, fencing)}s`;
  await configure(
    session,
    devices.length > 0
      ? `primitive stonith-sbd stonith:fence_sbd params devices="${devices.join(',')}" pcmk_delay_max=30s\n${properties}\n`
      : `${properties} stonith-watchdog-timeout=${2 * DEFAULTS.watchdog}s\n`,
  );
}
