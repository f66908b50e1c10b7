import type { Setup } from './setup.js';

const FILE = '/etc/crm/profiles.yml';

/**
 * Settings that a site wants for every new cluster: `corosync.totem.token: 10000`, below `default:`
 * of a file of profiles.
 */
export async function readProfile({ runner }: Setup): Promise<ReadonlyMap<string, string>> {
  const text = (await runner.read(undefined, FILE))?.toString('utf8') ?? '';
  const values = new Map<string, string>();
  let profile = '';
  for (const line of text.split('\n')) {
    const [, indent, name = '', value = ''] = /^(\s*)([\w.-]+):\s*(.*?)\s*(?:#.*)?$/.exec(line) ?? [];
    if (indent === undefined) continue;
    if (indent === '') profile = name;
    else if (profile === 'default' && value !== '') values.set(name, value.replace(/^(["'])(.*)\1$/, '$2'));
  }
  return values;
}
