import { isIP, isIPv6 } from 'node:net';
import { CibError } from '../../cib/result/error.js';
import { must, type Setup } from './setup.js';

/** An address of this node. */
export interface Address {
  readonly interface: string;
  readonly address: string;
}

/** Addresses of this node by which others can reach it. */
export async function localAddresses(setup: Setup, ipv6: boolean): Promise<Address[]> {
  const text = await must(setup, undefined, ['ip', '-o', ipv6 ? '-6' : '-4', 'addr', 'show']);
  return text.split('\n').flatMap((line): Address[] => {
    const [, name, address, scope] = /^\d+:\s+(\S+)\s+inet6?\s+([^/\s]+)\S*.*\bscope (\w+)/.exec(line) ?? [];
    if (name === undefined || address === undefined || scope === 'link' || scope === 'host') return [];
    return [{ interface: name, address }];
  });
}

/** The interface that the default route leads to. */
async function defaultInterface({ runner }: Setup, ipv6: boolean): Promise<string | undefined> {
  const { stdout } = await runner.run(undefined, ['ip', '-o', ipv6 ? '-6' : '-4', 'route', 'show', 'default']);
  return /\bdev (\S+)/.exec(stdout)?.[1];
}

/**
 * Addresses that this node takes part with, one for each link.
 * @param wanted interfaces or addresses; without any, what leads to the default route
 * @throws CibError `ENXIO` if there is no such address
 */
export async function linkAddresses(
  setup: Setup,
  wanted: readonly string[],
  { ipv6, second }: { readonly ipv6: boolean; readonly second: boolean },
): Promise<string[]> {
  const all = await localAddresses(setup, ipv6);
  if (all.length === 0) throw new CibError('ENXIO', `this node has no ${ipv6 ? 'IPv6' : 'IPv4'} address to use`);
  if (wanted.length > 0) {
    return wanted.map((name) => {
      const found = all.find((each) => each.interface === name || each.address === name);
      if (found) return found.address;
      const known = all.map((each) => each.interface).join(', ');
      throw new CibError('ENXIO', `${name} is no interface or address of this node (there are: ${known})`);
    });
  }
  const main = await defaultInterface(setup, ipv6);
  const first = all.find((each) => each.interface === main) ?? (all[0] as Address);
  const other = all.find((each) => each.interface !== first.interface);
  if (second && !other)
    throw new CibError('ENXIO', 'Cannot configure second heartbeat, since only one address is available');
  return [first.address, ...(second && other ? [other.address] : [])];
}

/** Groups for multicast, told by the name of the cluster, so that two clusters have not the same. */
export function multicastGroups(digest: Uint8Array, links: number, ipv6: boolean): string[] {
  return Array.from({ length: links }, (_, link) => {
    const [a = 0, b = 0, c = 0] = digest.subarray(link * 3);
    return ipv6 ? `ff3e::${a.toString(16)}:${b.toString(16)}:${(c || 1).toString(16)}` : `239.${a}.${b}.${c || 1}`;
  });
}

/** @throws CibError `EINVAL` if it is no address, `EBUSY` if somebody has it */
export async function checkFreeAddress({ runner }: Setup, address: string): Promise<void> {
  if (isIP(address) === 0) throw new CibError('EINVAL', `${address} is no address`);
  const ping = isIPv6(address) ? ['ping', '-6'] : ['ping'];
  const { status } = await runner.run(undefined, [...ping, '-c', '1', '-W', '2', address]);
  if (status === 0) throw new CibError('EBUSY', `Address already in use: ${address}`);
}
