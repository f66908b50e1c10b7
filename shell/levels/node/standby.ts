import { Element } from '../../../cib/xml/element.js';
import { many, word } from '../../grammar/argument.js';
import { fromWorld } from '../../grammar/expectation.js';
import { command, type Outcome } from '../../level.js';
import { failure, remarks } from '../../outcome.js';
import type { Session } from '../../session.js';
import { setAttribute } from '../../workspace/meta.js';
import { nodesOf } from '../../workspace/nodes.js';

const NODE_OR_ALL = fromWorld('<node>', (world) => [...world.nodes(), '--all']);
const NODES = { ...many(word(NODE_OR_ALL)), usage: '[--all | <node> ...]' };
const LIFETIMES = ['reboot', 'forever'];

/** Change some nodes, all at once. @returns what to tell */
async function change(
  session: Session,
  words: readonly string[],
  verb: string,
  edit: (cib: Element, node: Element, used: Set<string>) => void,
): Promise<Outcome> {
  const all = words.includes('--all');
  const named = words.filter((text) => text !== '--all');
  if (all && named.length > 0) return failure(`node.${verb}: Should either use --all or specific node(s)`);
  const { changeCib } = await import('../../workspace/change.js');
  const client = await session.cib();
  const known = nodesOf((await client.call({ operation: 'query' })).output as Element).map(
    (node) => node.get('uname') ?? '',
  );
  const wanted = all ? known : named.length > 0 ? named : [session.host];
  const strange = wanted.filter((name) => !known.includes(name));
  if (strange.length > 0) return failure(`Node "${strange.join(', ')}" is not in the cluster`);
  await changeCib(client, (cib) => {
    const used = new Set([...cib.walk()].flatMap((element) => element.id ?? []));
    for (const node of nodesOf(cib)) if (wanted.includes(node.get('uname') ?? '')) edit(cib, node, used);
  });
  return remarks(...wanted.map((name) => `${verb} node ${name}`));
}

const standbyIn = (owner: Element | undefined): Element[] =>
  [...(owner?.elements('instance_attributes') ?? [])].flatMap((set) =>
    [...set.elements('nvpair')].filter((pair) => pair.get('name') === 'standby'),
  );

const stateOf = (cib: Element, node: Element): Element | undefined =>
  cib.child('status')?.child('node_state', node.get('id'));

export const STANDBY = command({
  name: 'standby',
  summary: 'Let nodes run no resources',
  help: 'Without a name, this node; with `--all`, every one. With `reboot` it lasts until the node is restarted.',
  examples: ['standby alpha', 'standby alpha reboot', 'standby --all'],
  grammar: { ...NODES, usage: `${NODES.usage} [reboot|forever]` },
  waits: true,
  run(words, session) {
    const lifetime = LIFETIMES.includes(words.at(-1) ?? '') ? words.at(-1) : undefined;
    const nodes = lifetime === undefined ? words : words.slice(0, -1);
    return change(session, nodes, 'standby', (cib, node, used) => {
      const state = stateOf(cib, node);
      const transient = state?.child('transient_attributes');
      const lasting = lifetime !== 'reboot';
      for (const pair of standbyIn(lasting ? transient : node)) pair.remove();
      if (lasting) return setAttribute(node, 'instance_attributes', ['standby', 'on'], used, `nodes-${node.id}`);
      const id = node.get('id') ?? '';
      const status = cib.child('status') ?? cib.append(new Element('status'));
      const place = state ?? status.append(new Element('node_state', { id, uname: node.get('uname') ?? '' }));
      const attributes = transient ?? place.append(new Element('transient_attributes', { id }));
      setAttribute(attributes, 'instance_attributes', ['standby', 'on'], used, `status-${id}`);
    });
  },
});

export const ONLINE = command({
  name: 'online',
  summary: 'End the standby of nodes',
  help: 'Without a name, of this node; with `--all`, of every one.',
  grammar: NODES,
  waits: true,
  run: (words, session) =>
    change(session, words, 'online', (cib, node) => {
      const pairs = [...standbyIn(node), ...standbyIn(stateOf(cib, node)?.child('transient_attributes'))];
      for (const pair of pairs) pair.set('value', 'off');
    }),
});
