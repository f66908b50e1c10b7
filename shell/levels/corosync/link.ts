import { CibError } from '../../../cib/result/error.js';
import { byName, number as integer, list, object, text } from '../../answer/shape.js';
import { readConfiguration } from '../../corosync/file.js';
import {
  type Addresses,
  addLink,
  type Link,
  type LinkOptions,
  linksOf,
  removeLink,
  updateLink,
} from '../../corosync/links.js';
import { type Grammar, many, nothing, sequence, word } from '../../grammar/argument.js';
import { free, fromWorld } from '../../grammar/expectation.js';
import { command } from '../../level.js';
import { remarks } from '../../outcome.js';
import type { Session } from '../../session.js';
import { level } from '../define.js';
import { changeConfiguration } from './corosync.js';

const NUMBER = fromWorld('<linknumber>', ({ session }) => {
  try {
    return linksOf(readConfiguration(session.env)).map(({ number }) => String(number));
  } catch {
    return [];
  }
});

const number: Grammar<number> = {
  usage: NUMBER.title,
  read(reader, session) {
    const text = word(NUMBER).read(reader, session);
    return /^\d+$/.test(text) ? Number(text) : reader.fail(`expected linknumber, actual ${text}`, reader.at - 1);
  },
};

interface Given {
  readonly addresses: Addresses;
  readonly options: LinkOptions;
}

/** `NODE=ADDRESS ... options NAME=VALUE ...` */
const given = (emptyToo: boolean): Grammar<Given> => ({
  usage: '[<node>=<addr> ...] [options <option>=<value> ...]',
  read(reader, session) {
    const words = many(word(free('<node>=<addr>|options'))).read(reader, session);
    const at = words.indexOf('options');
    const options = at < 0 ? [] : words.slice(at + 1);
    if (at >= 0 && options.length === 0) throw new CibError('EINVAL', 'no options are specified');
    return {
      addresses: Object.fromEntries(
        words.slice(0, at < 0 ? undefined : at).map((text) => pairOf(text, 'node address', false)),
      ),
      options: Object.fromEntries(options.map((text) => pairOf(text, 'option', emptyToo))),
    };
  },
});

function pairOf(text: string, what: string, emptyToo: boolean): [string, string] {
  const [, name, value = ''] = /^([^=]+)=(.*)$/.exec(text) ?? [];
  if (name === undefined || (value === '' && !emptyToo)) {
    throw new CibError('EINVAL', `invalid ${what} specification: ${text}`);
  }
  return [name, value];
}

const told = (text: string) => remarks(text, 'The other nodes need the new configuration too');

const SHOW = command({
  name: 'show',
  summary: 'Show the links',
  grammar: nothing,
  run: (_, session) => ({ value: linksOf(readConfiguration(session.env)) }),
  output: list(
    'link',
    object({
      number: integer(),
      nodes: list('node', object({ id: integer(), name: text(), address: text() })),
      options: byName(text()),
    }),
  ),
  render: { text: (links: readonly Link[]) => links.map(linkText).join('') },
});

function linkText({ number: which, nodes, options }: Link): string {
  const lines = [
    `Link ${which}:`,
    '  Node addresses:',
    ...nodes.map(({ id, name, address }) => `    Node ${id}: ${name}\t${address}`),
    '',
    '  Options:',
    ...Object.entries(options).map(([name, value]) => `    ${name}:\t${value}`),
    '',
  ];
  return lines.map((line) => `${line}\n`).join('');
}

const ADD = command({
  name: 'add',
  summary: 'Add a link: an address for every node',
  examples: ['add alpha=10.1.0.1 beta=10.1.0.2', 'add alpha=10.1.0.1 beta=10.1.0.2 options knet_link_priority=2'],
  grammar: given(false),
  run({ addresses, options }, session: Session) {
    let added = 0;
    changeConfiguration(session, (root) => {
      added = addLink(root, addresses, options);
    });
    return told(`link ${added} added`);
  },
});

const UPDATE = command({
  name: 'update',
  summary: 'Change addresses or options of a link',
  help: 'An option without a value is set back to its default.',
  examples: ['update 1 alpha=10.1.0.9', 'update 0 options knet_link_priority='],
  grammar: sequence({ which: number, change: given(true) }),
  run({ which, change: { addresses, options } }, session) {
    if (Object.keys(addresses).length + Object.keys(options).length === 0) return remarks('Nothing is updated.');
    changeConfiguration(session, (root) => updateLink(root, which, addresses, options));
    return told(`link ${which} updated`);
  },
});

const REMOVE = command({
  name: 'remove',
  summary: 'Remove a link',
  grammar: number,
  run(which, session) {
    changeConfiguration(session, (root) => removeLink(root, which));
    return told(`link ${which} removed`);
  },
});

export const LINK = level({
  name: 'link',
  summary: 'Links between the nodes',
  help: 'With the knet transport, Corosync can use several networks at once. Each is a link: an address for every node, and options.',
  entries: [SHOW, ADD, UPDATE, REMOVE],
});
