import { CibError } from '../../../cib/result/error.js';
import { Element } from '../../../cib/xml/element.js';
import { ELEMENTS, Elements } from '../../answer/elements.js';
import { LINES, list, text } from '../../answer/shape.js';
import { pathsOf, type Section, setAt, valuesAt } from '../../corosync/document.js';
import { configurationFile, configurationText, readConfiguration, writeConfiguration } from '../../corosync/file.js';
import { addNode, removeNode } from '../../corosync/nodes.js';
import { nothing, optional, sequence, word } from '../../grammar/argument.js';
import { type Expectation, free } from '../../grammar/expectation.js';
import { command, type Outcome } from '../../level.js';
import { remarks } from '../../outcome.js';
import type { Session } from '../../session.js';
import { node } from '../arguments.js';
import { level } from '../define.js';
import { DIFF, PULL, PUSH } from './nodes.js';
import { RELOAD, STATUS } from './status.js';

const PATH: Expectation = {
  title: '<path>',
  complete: ({ session }) => {
    try {
      return pathsOf(readConfiguration(session.env)).map((text) => ({ text }));
    } catch {
      return [];
    }
  },
};

/** Change the configuration, unless the result is none. */
export function changeConfiguration({ env }: Session, change: (root: Section) => void): void {
  const root = readConfiguration(env);
  change(root);
  writeConfiguration(root, env);
}

/** Other nodes have the old one still. */
const changed = ({ env }: Session): Outcome<never> =>
  remarks(`${configurationFile(env)} has changed: the other nodes need it too, and Corosync has to reload it`);

const GET = command({
  name: 'get',
  summary: 'Show a value of the configuration',
  help: 'A path names sections and the key, as in totem.transport; where there are several, all values.',
  examples: ['get totem.cluster_name', 'get nodelist.node.ring0_addr'],
  grammar: word(PATH),
  skill: 'administrator',
  run: (path, session) => ({ value: valuesAt(readConfiguration(session.env), path) }),
  output: list('value', text()),
  render: { text: (values: readonly string[]) => values.map((value) => `${value}\n`).join('') },
});

const SET = command({
  name: 'set',
  summary: 'Change a value of the configuration',
  help: 'Where there are several sections of a name, the index says which, from 0; one more than there are makes another.',
  examples: ['set totem.token 5000', 'set nodelist.node.name gamma 2'],
  grammar: sequence({ path: word(PATH), value: word(free('<value>')), index: optional(word(free('<index>'))) }),
  skill: 'administrator',
  run({ path, value, index = '0' }, session) {
    if (!/^\d+$/.test(index)) throw new CibError('EINVAL', `'${index}' is not an index`);
    changeConfiguration(session, (root) => setAt(root, path, value, Number(index)));
    return changed(session);
  },
});

/** Sections as elements, keys as attributes. */
function sectionElement({ name, entries }: Section): Element {
  const element = new Element(name);
  for (const entry of entries) {
    if (entry.kind === 'pair') element.set(entry.key, entry.value);
    else if (entry.kind === 'section') element.append(sectionElement(entry));
  }
  return element;
}

const SHOW = command({
  name: 'show',
  summary: 'Show the configuration',
  grammar: nothing,
  run(_, session): Outcome<string | Elements> {
    const root = readConfiguration(session.env);
    return { value: session.answer ? new Elements(sectionElement(root).elements()) : configurationText(session.env) };
  },
  output: ELEMENTS,
});

const EDIT = command({
  name: 'edit',
  summary: 'Change the configuration in an editor',
  help: 'What cannot be read afterwards is not taken.',
  grammar: nothing,
  skill: 'administrator',
  async run(_, session) {
    const { editText } = await import('../../terminal/edit.js');
    const { parseDocument } = await import('../../corosync/document.js');
    const before = configurationText(session.env);
    const after = await editText(session, before, 'corosync.conf', (text) => void parseDocument(text));
    if (after === undefined) return { failed: true };
    if (after === before) return undefined;
    writeConfiguration(parseDocument(after), session.env);
    return changed(session);
  },
});

const LOG = command({
  name: 'log',
  summary: 'Show the log file of Corosync',
  grammar: nothing,
  async run(_, session) {
    const [file] = valuesAt(readConfiguration(session.env), 'logging.logfile');
    if (file === undefined) throw new CibError('ENXIO', 'No corosync log file configured');
    const [{ readFileSync }, { fromSystemError }] = await Promise.all([
      import('node:fs'),
      import('../../../cib/result/error.js'),
    ]);
    try {
      const text = readFileSync(file, 'utf8');
      return { value: session.answer ? text.replace(/\n$/, '').split('\n') : text };
    } catch (error) {
      throw fromSystemError(error, `${file}: ${(error as Error).message}`);
    }
  },
  output: LINES,
});

const ADD_NODE = command({
  name: 'add-node',
  aliases: ['add_node'],
  summary: 'Add a node to the configuration',
  help: 'It gets the lowest id that is free.',
  examples: ['add-node 10.10.10.3 gamma'],
  grammar: sequence({ address: word(free('<address>')), name: optional(word(free('<name>'))) }),
  skill: 'administrator',
  run({ address, name }, session) {
    changeConfiguration(session, (root) => addNode(root, [address], name));
    return changed(session);
  },
});

const DEL_NODE = command({
  name: 'del-node',
  aliases: ['del_node'],
  summary: 'Remove a node from the configuration',
  help: 'By its name or address.',
  grammar: node,
  skill: 'administrator',
  run(which, session) {
    changeConfiguration(session, (root) => removeNode(root, which));
    return changed(session);
  },
});

export const COROSYNC = level({
  name: 'corosync',
  summary: 'The configuration of Corosync',
  help: 'Shows and changes corosync.conf of this node. What is not changed stays as it is written, comments included.',
  entries: [
    STATUS,
    SHOW,
    GET,
    SET,
    EDIT,
    LOG,
    ADD_NODE,
    DEL_NODE,
    RELOAD,
    PUSH,
    PULL,
    DIFF,
    {
      name: 'link',
      summary: 'Links between the nodes',
      load: async () => (await import('./link.js')).LINK,
    },
  ],
});
