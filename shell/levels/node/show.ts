import { CibError } from '../../../cib/result/error.js';
import type { Element } from '../../../cib/xml/element.js';
import { byName, flag, list, object, text } from '../../answer/shape.js';
import { many, optional } from '../../grammar/argument.js';
import { command } from '../../level.js';
import type { Session } from '../../session.js';
import { PLAIN } from '../../syntax/paint.js';
import { pair } from '../../syntax/text.js';
import { nodesOf } from '../../workspace/nodes.js';
import { node } from '../arguments.js';

interface NodeAttribute {
  readonly name: string;
  readonly value: string;
}

/** A node as it is told of. */
export interface ShownNode {
  readonly name: string;
  readonly id: string;
  readonly type: string;
  readonly online: boolean;
  /** Further attributes of its element. */
  readonly further: Readonly<Record<string, string>>;
  /** Its node attributes, by set. */
  readonly sets: readonly (readonly NodeAttribute[])[];
}

const KNOWN = ['id', 'uname', 'type'];

function shown(element: Element, online: ReadonlySet<string>): ShownNode {
  const name = element.get('uname') ?? '';
  return {
    name,
    id: element.get('id') ?? '',
    type: element.get('type') || 'member',
    online: online.has(name),
    further: Object.fromEntries([...element.attributes()].filter(([key]) => !KNOWN.includes(key))),
    sets: [...element.elements('instance_attributes')].map((set) =>
      [...set.elements('nvpair')].map((pair) => ({ name: pair.get('name') ?? '', value: pair.get('value') ?? '' })),
    ),
  };
}

/** The CIB with its status, not what is being edited. */
export async function wholeCib(session: Session): Promise<Element> {
  const { output } = await (await session.cib()).call({ operation: 'query' });
  if (!output) throw new CibError('ENXIO', 'No CIB!');
  return output;
}

export const SHOW = command({
  name: 'show',
  aliases: ['list'],
  summary: 'Show the nodes and their attributes',
  help: 'Without a name, all of them.',
  examples: ['show', 'show alpha'],
  grammar: optional(node),
  async run(name, session) {
    const [cib, { onlineNodes }] = await Promise.all([wholeCib(session), import('../../../tools/nodes/online.js')]);
    const online = onlineNodes(cib, session.now().getTime());
    const nodes = nodesOf(cib).filter((element) => name === undefined || element.get('uname') === name);
    return { value: nodes.map((element) => shown(element, online)) };
  },
  output: list(
    'node',
    object({
      name: text(),
      id: text(),
      type: text('member, remote or guest'),
      online: flag(),
      further: byName(text(), 'Further attributes of its element'),
      sets: list('set', list('attribute', object({ name: text(), value: text() })), 'Node attributes, by set'),
    }),
  ),
  render: { text: (nodes: readonly ShownNode[]) => nodes.map(nodeText).join('') },
});

function nodeText({ name, id, type, online, further, sets }: ShownNode): string {
  const title = name === id ? name : `${name}(${id})`;
  const lines = [
    `${title}: ${type}${online ? '' : '(offline)'}`,
    ...Object.entries(further).map(([key, value]) => `\t${key}: ${value}`),
    ...sets.map((pairs) => `\t${pairs.map(({ name, value }) => pair(name, value, PLAIN)).join(' ')}`),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

export const SERVER = command({
  name: 'server',
  summary: 'Show how nodes are reached over the network',
  help: 'The name of a cluster node; the server parameter of a remote node.',
  grammar: many(node),
  async run(names, session) {
    const cib = await wholeCib(session);
    const primitives = [...(cib.child('configuration')?.child('resources')?.walk() ?? [])];
    return {
      value: nodesOf(cib).flatMap((element) => {
        const name = element.get('uname') ?? element.get('id') ?? '';
        if (names.length > 0 && !names.includes(name)) return [];
        if (element.get('type') !== 'remote') return [name];
        const connection = primitives.find((resource) => resource.name === 'primitive' && resource.id === name);
        const parameters = [...(connection?.walk() ?? [])].filter(({ name: kind }) => kind === 'nvpair');
        return [parameters.find((pair) => pair.get('name') === 'server')?.get('value') ?? name];
      }),
    };
  },
  output: list('name', text()),
  render: { text: (names: readonly string[]) => names.map((name) => `${name}\n`).join('') },
});
