import { CibError } from '../../../cib/result/error.js';
import { Element } from '../../../cib/xml/element.js';
import { type AgentMetadata, advised } from '../../../tools/agents/metadata.js';
import { agentText } from '../../../tools/agents/name.js';
import { agentOf, metadataOf } from '../../checks/agents.js';
import { many, word } from '../../grammar/argument.js';
import { fromWorld } from '../../grammar/expectation.js';
import { command, type Message } from '../../level.js';
import { makeId } from '../../syntax/identity.js';
import { reduced } from '../../workspace/reduced.js';
import type { Workspace } from '../../workspace/workspace.js';

const ALWAYS = ['start', 'stop'];
const PROMOTABLE = ['promote', 'demote'];
const MIGRATABLE = ['migrate_to', 'migrate_from'];

export const DEFAULT_TIMEOUTS = command({
  name: 'default-timeouts',
  aliases: ['default_timeouts'],
  summary: 'Set timeouts of operations to what the agent advises',
  help: 'Operations that the resource needs and does not have are added with their timeouts.',
  examples: ['default-timeouts vip web'],
  grammar: many(word(fromWorld('<primitive>', (world) => world.ids('primitive'))), 1),
  async run(ids, session) {
    const workspace = await session.workspace();
    const messages: Message[] = [];
    const advice = new Map<string, AgentMetadata>();
    for (const id of ids) {
      const found = workspace.findResource(id);
      if (!found) messages.push({ level: 'error', text: `object ${id} does not exist` });
      else if (found.kind.keyword !== 'primitive') {
        messages.push({ level: 'warning', text: `element ${id} is not a primitive` });
      } else {
        const resource = reduced(workspace, found.element);
        const metadata = resource && (await metadataOf(agentOf(resource), session.env));
        if (metadata) advice.set(id, metadata);
        else if (!resource) messages.push({ level: 'warning', text: `template for ${id} not defined` });
        else {
          const text = `${agentText(agentOf(resource))}: no resource agent found for ${id}`;
          messages.push({ level: 'error', text });
        }
      }
    }
    if (advice.size > 0) {
      workspace.edit(() => [...advice].flatMap(([id, metadata]) => (takeAdvice(workspace, id, metadata) ? [id] : [])));
    }
    return { messages, failed: messages.length > 0 };
  },
});

/** @returns whether anything was changed */
function takeAdvice(workspace: Workspace, id: string, metadata: AgentMetadata): boolean {
  const primitive = workspace.findResource(id)?.element;
  if (!primitive) throw new CibError('ENXIO', `object ${id} does not exist`);
  const needed = new Set(neededOperations(primitive));
  let changed = false;
  const own = primitive.child('operations');
  for (const op of own?.elements('op') ?? []) {
    const name = op.get('name') ?? '';
    if (!needed.delete(name) && name !== 'monitor') continue;
    const timeout = advised(metadata, name, 'timeout', { role: op.get('role') }) ?? advised(metadata, name, 'timeout');
    if (timeout === undefined || op.get('timeout') === timeout) continue;
    op.set('timeout', timeout);
    changed = true;
  }
  for (const name of needed) {
    const timeout = advised(metadata, name, 'timeout');
    if (timeout === undefined) continue;
    const operations = primitive.child('operations') ?? primitive.append(new Element('operations'));
    const op = new Element('op', { name, timeout, interval: '0' });
    const made = makeId(op, id, workspace.ids);
    workspace.ids.add(made);
    op.flat.unshift('id', made);
    operations.append(op);
    changed = true;
  }
  return changed;
}

const metaOf = (resource: Element, name: string): string | undefined =>
  [...resource.elements('meta_attributes')]
    .flatMap((set) => [...set.elements('nvpair')])
    .find((pair) => pair.get('name') === name)
    ?.get('value');

function neededOperations(primitive: Element): string[] {
  const { parent } = primitive;
  const promotable = parent?.name === 'master' || (parent?.name === 'clone' && metaOf(parent, 'promotable') === 'true');
  const migratable = metaOf(primitive, 'allow-migrate') === 'true';
  return [...ALWAYS, ...(promotable ? PROMOTABLE : []), ...(migratable ? MIGRATABLE : [])];
}
