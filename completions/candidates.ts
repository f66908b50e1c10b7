import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ClientEnvironment } from '../cib/client/client.js';
import { openCib } from '../cib/client/open.js';
import { shadowFile } from '../cib/client/shadow.js';
import { SCHEMAS } from '../cib/schema/versions.js';
import type { Element } from '../cib/xml/element.js';
import type { ValueKind } from '../tools/command/option.js';
import { TOOLS } from '../tools/registry.js';

const SECTIONS =
  'cib configuration crm_config nodes resources constraints rsc_defaults op_defaults acls tags alerts fencing-topology tickets status';

const idOf = (...names: readonly string[]) => {
  const wanted = new Set(names);
  return (element: Element): string | undefined => (wanted.has(element.name) ? element.id : undefined);
};

/** For the kinds that live in the CIB: the candidate that an element is, if it is one. */
const IN_CIB: Partial<Record<ValueKind, (element: Element) => string | undefined>> = {
  node: (element) => (element.name === 'node' ? element.get('uname') : undefined),
  resource: idOf('primitive', 'group', 'clone', 'master', 'bundle', 'template'),
  ticket: (element) => (element.name === 'ticket_state' ? element.id : element.get('ticket')),
  attribute: (element) => (element.name === 'nvpair' ? element.get('name') : undefined),
  rule: idOf('rule'),
  set: idOf('instance_attributes', 'meta_attributes', 'utilization', 'cluster_property_set'),
};

/** Names that a value of this kind can have here and now, for shell completion. */
export async function candidates(kind: ValueKind, env: ClientEnvironment): Promise<string[]> {
  const pick = IN_CIB[kind];
  if (pick) {
    const client = await openCib(env, 'completion');
    const { output } = await client.call({ operation: 'query' });
    await client.close();
    const names = [...(output?.walk() ?? [])].map(pick).filter((name) => name !== undefined);
    return [...new Set(names)].sort();
  }
  switch (kind) {
    case 'shadow':
      return readdirSync(dirname(shadowFile('x', env)))
        .filter((file) => file.startsWith('shadow.'))
        .map((file) => file.slice('shadow.'.length));
    case 'schema':
      return [...SCHEMAS];
    case 'section':
      return SECTIONS.split(' ');
    case 'command':
      return Object.keys(TOOLS);
    default:
      return [];
  }
}

/** `metronome complete KIND`: a candidate a line; none where there is no CIB to ask. */
export async function runComplete(args: readonly string[], env: ClientEnvironment): Promise<number> {
  try {
    const found = await candidates(args[0] as ValueKind, env);
    process.stdout.write(found.map((name) => `${name}\n`).join(''));
    return 0;
  } catch {
    return 1;
  }
}
