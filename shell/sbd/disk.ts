import { CibError } from '../../cib/result/error.js';
import { nodeError, onEach } from '../remote/fanout.js';
import type { Runner } from '../remote/runner.js';

/** Disks that carry messages of SBD. */

export const MOST_DEVICES = 3;

/** Seconds, as they are written on a disk. */
export interface Timeouts {
  readonly watchdog: number;
  readonly allocate: number;
  readonly loop: number;
  readonly msgwait: number;
}

/** As `sbd create` sets them, unless told otherwise. */
export const DEFAULTS: Timeouts = { watchdog: 5, allocate: 2, loop: 1, msgwait: 10 };

/** The header of a disk, as `sbd dump` prints it. @throws CibError `EIO` if it has none */
export async function dump(runner: Runner, device: string): Promise<string> {
  const { status, stdout, stderr } = await runner.run(undefined, ['sbd', '-d', device, 'dump']);
  if (status === 0 && stdout.trim() !== '') return stdout;
  throw new CibError('EIO', `Cannot get metadata from SBD device ${device}: ${lastLine(stderr) || `status ${status}`}`);
}

/** @throws CibError `EINVAL` if the text says nothing of them */
export function timeoutsIn(text: string, device: string): Timeouts {
  const seconds = (name: keyof Timeouts): number => {
    const found = new RegExp(`\\(${name}\\)\\s*:\\s*(\\d+)`).exec(text)?.[1];
    if (found === undefined) throw new CibError('EINVAL', `Cannot find ${name} timeout in sbd device ${device}`);
    return Number(found);
  };
  return {
    watchdog: seconds('watchdog'),
    allocate: seconds('allocate'),
    loop: seconds('loop'),
    msgwait: seconds('msgwait'),
  };
}

/** Write a header: everything that was on the disk is lost to SBD. @throws CibError `EIO` */
export async function initialise(runner: Runner, devices: readonly string[], timeouts: Timeouts): Promise<void> {
  const { watchdog, allocate, loop, msgwait } = timeouts;
  const options = ['-1', watchdog, '-2', allocate, '-3', loop, '-4', msgwait].map(String);
  for (const device of devices) {
    const { status, stderr } = await runner.run(undefined, ['sbd', ...options, '-d', device, 'create']);
    if (status !== 0) throw new CibError('EIO', `Failed to initialize SBD device ${device}: ${lastLine(stderr)}`);
  }
}

/**
 * @throws CibError `EINVAL` if there are too many, or one twice; `ENXIO` if a node does not have one of
 * them as a block device
 */
export async function checkDevices(
  runner: Runner,
  devices: readonly string[],
  nodes: readonly (string | undefined)[],
): Promise<void> {
  if (devices.length > MOST_DEVICES) {
    throw new CibError('EINVAL', `Maximum number of SBD device is ${MOST_DEVICES}`);
  }
  if (new Set(devices).size < devices.length) throw new CibError('EINVAL', 'Duplicated input for SBD device');
  for (const device of devices) {
    const results = await onEach(
      nodes.map((node) => node ?? ''),
      async (node) => (await runner.run(node || undefined, ['test', '-b', device])).status,
    );
    const unreached = results.find(({ ok }) => !ok);
    if (unreached && !unreached.ok) throw new CibError('ENOTCONN', nodeError(unreached.node, unreached.error));
    const without = results.filter((result) => result.ok && result.value !== 0).map(({ node }) => node || 'this node');
    if (without.length > 0) throw new CibError('ENXIO', `${device} is not a block device on ${without.join(', ')}`);
  }
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
