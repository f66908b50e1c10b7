import type { Version } from '../../../cib/schema/versions.js';

export type Section =
  | 'crm_config'
  | 'rsc_defaults'
  | 'op_defaults'
  | 'nodes'
  | 'resources'
  | 'constraints'
  | 'fencing-topology'
  | 'acls'
  | 'tags'
  | 'alerts';

const REQUIRED: readonly Section[] = ['crm_config', 'nodes', 'resources', 'constraints'];

/** Text of a small CIB of a version: two resources, and what is given for each section. */
export function cibText(version: Version | string, content: Partial<Record<Section, string>> = {}, more = ''): string {
  const dummies = ['vip', 'web'].map((id) => `<primitive id="${id}" class="ocf" provider="heartbeat" type="Dummy"/>\n`);
  const filled: Partial<Record<Section, string>> = {
    ...content,
    resources: dummies.join('') + (content.resources ?? ''),
  };
  const sections = [...new Set([...REQUIRED, ...(Object.keys(content) as Section[])])];
  const body = sections.map((name) => `<${name}>\n${filled[name] ?? ''}\n</${name}>\n`).join('');
  return (
    `<cib validate-with="pacemaker-${version}" admin_epoch="0" epoch="1" num_updates="0" ${more}>\n` +
    `<configuration>\n${body}</configuration>\n<status/>\n</cib>\n`
  );
}
