import { existsSync } from 'node:fs';
import { writeDurably } from '../../../cib/client/write.js';
import { CibError } from '../../../cib/result/error.js';
import type { Element } from '../../../cib/xml/element.js';
import { serializePretty } from '../../../cib/xml/serialize.js';
import { ELEMENT, Elements, elements } from '../../answer/elements.js';
import { either, flag, list, object, text } from '../../answer/shape.js';
import { SIMULATION_OUTPUT } from '../../answer/tools.js';
import { choice, many, nothing, optional, sequence, word } from '../../grammar/argument.js';
import { type Expectation, FILE, fromWorld, oneOf } from '../../grammar/expectation.js';
import { type Command, command } from '../../level.js';
import { remarks, succeeded } from '../../outcome.js';
import { isBoolean, isTrue } from '../../preferences/preference.js';
import type { Session } from '../../session.js';
import { showTool } from '../../tool.js';
import { node, resource } from '../arguments.js';
import { level } from '../define.js';
import { draftOf, inject, load, pathOf, readCib } from './draft.js';

const SOURCE: Expectation = {
  title: '<file>|shadow:<cib>|live',
  complete: (world, partial) => [
    { text: 'live' },
    ...world.shadows().map((name) => ({ text: `shadow:${name}` })),
    ...(FILE.complete?.(world, partial) ?? []),
  ],
};

const LOAD = command({
  name: 'load',
  summary: 'Take the status from elsewhere',
  help: 'Of the cluster, of a shadow copy, or of a CIB in a file. What was changed is forgotten.',
  examples: ['load live', 'load shadow:test'],
  grammar: word(SOURCE),
  skill: 'expert',
  async run(origin, session) {
    await load(session, origin);
    return undefined;
  },
});

const SAVE = command({
  name: 'save',
  summary: 'Write the changed status to a file or shadow copy',
  help: 'Without a place, to where it was loaded from. In a CIB that exists only the status is replaced. The status of a running cluster cannot be written.',
  grammar: optional(word(SOURCE)),
  skill: 'expert',
  async run(place, session) {
    const { origin, changes, file } = await draftOf(session);
    if (changes.size === 0) return { ...remarks("apparently you didn't modify status"), failed: true };
    const target = place ?? origin;
    if (target === 'live') {
      return { messages: [{ level: 'warning', text: 'cannot save status to the cluster' }], failed: true };
    }
    const path = pathOf(target, session);
    const changed = await readCib(file);
    const cib = existsSync(path) ? await readCib(path) : changed;
    if (cib !== changed) {
      cib.child('status')?.remove();
      cib.append(changed.child('status') as Element);
    }
    writeDurably(path, serializePretty(cib));
    return undefined;
  },
});

const ORIGIN = command({
  name: 'origin',
  summary: 'Show where the status comes from',
  grammar: nothing,
  skill: 'administrator',
  async run(_, session) {
    const { origin, changes } = await draftOf(session);
    return { value: { origin, modified: changes.size > 0 } };
  },
  output: object({ origin: text('live, shadow:NAME or a file'), modified: flag() }),
  render: {
    text: ({ origin, modified }: { origin: string; modified: boolean }) =>
      `${origin}${modified ? ' (modified)' : ''}\n`,
  },
});

interface Change {
  readonly what: string;
  readonly change: string;
}

const SHOW = command({
  name: 'show',
  summary: 'Show the status, or what was changed in it',
  grammar: optional(choice('changed')),
  skill: 'administrator',
  async run(changed, session): Promise<{ value: Elements | readonly Change[] }> {
    const { file, changes } = await draftOf(session);
    if (changed) return { value: [...changes].map(([what, change]) => ({ what, change })) };
    return { value: new Elements([(await readCib(file)).child('status') as Element]) };
  },
  output: either(
    list('change', object({ what: text(), change: text() }), 'What was changed'),
    elements({ status: { ...ELEMENT, about: 'The status as it is pretended to be' } }),
  ),
  render: {
    text: (shown: Elements | readonly Change[]) =>
      shown instanceof Elements
        ? shown.list.map((element) => serializePretty(element)).join('')
        : shown.map(({ what, change }) => `${what} ${change}\n`).join(''),
  },
});

const QUORUM = command({
  name: 'quorum',
  summary: 'Pretend to have quorum, or not to',
  examples: ['quorum false'],
  grammar: word(oneOf('<bool>', ['yes', 'no', 'true', 'false', 'on', 'off'])),
  skill: 'administrator',
  async run(text, session) {
    if (!isBoolean(text)) throw new CibError('EINVAL', `${text}: bad boolean option`);
    const value = isTrue(text) ? 'true' : 'false';
    await inject(session, [`--quorum=${value}`], 'quorum:', value);
    return undefined;
  },
});

const NODE_STATES = { online: '-u', offline: '-d', unclean: '-f' } as const;

const NODE = command({
  name: 'node',
  summary: 'Pretend that a node is online, offline or failed',
  examples: ['node alpha unclean'],
  grammar: sequence({ name: node, state: choice('online', 'offline', 'unclean') }),
  skill: 'expert',
  async run({ name, state }, session) {
    await inject(session, [NODE_STATES[state], name], name, state);
    return undefined;
  },
});

const TICKET_STATES = { grant: '-g', revoke: '-r', standby: '-b', activate: '-e' } as const;

const TICKET = command({
  name: 'ticket',
  summary: 'Pretend that a ticket is granted, revoked, in standby or active',
  grammar: sequence({
    ticket: word(fromWorld('<ticket>', (world) => world.tickets())),
    state: choice('grant', 'revoke', 'standby', 'activate'),
  }),
  skill: 'expert',
  async run({ ticket, state }, session) {
    await inject(session, [TICKET_STATES[state], ticket], ticket, state);
    return undefined;
  },
});

const EXIT_CODES: Readonly<Record<string, string>> = {
  success: '0',
  unknown: '1',
  args: '2',
  unimplemented: '3',
  perm: '4',
  installed: '5',
  configured: '6',
  not_running: '7',
  promoted: '8',
  failed_promoted: '9',
  master: '8',
  failed_master: '9',
};
const STATUS_CODES: Readonly<Record<string, string>> = {
  pending: '-1',
  done: '0',
  cancelled: '1',
  timeout: '2',
  notsupported: '3',
  error: '4',
};
const OPERATIONS = ['probe', 'monitor', 'start', 'stop', 'migrate_to', 'migrate_from', 'promote', 'demote', 'notify'];

const OP = command({
  name: 'op',
  summary: 'Pretend that an operation had a result',
  help: 'The result is an exit code of the agent, by name or number. A monitor is meant with the interval that it was run with, `monitor:10000` says which; `probe` is the one that is done once. The node may be left out if the operation was run on one only.',
  examples: ['op start vip unknown', 'op monitor vip not_running done alpha'],
  grammar: sequence({
    operation: word(oneOf('<operation>', OPERATIONS)),
    id: resource,
    code: word(oneOf('<exit code>', Object.keys(EXIT_CODES))),
    state: optional(word(oneOf('<op status>', Object.keys(STATUS_CODES)))),
    name: optional(node),
  }),
  skill: 'expert',
  async run({ operation, id, code, state, name }, session) {
    const exit = EXIT_CODES[code] ?? code;
    if (!/^\d+$/.test(exit)) throw new CibError('EINVAL', `Invalid exit code '${exit}'`);
    const status = state === undefined ? undefined : (STATUS_CODES[state] ?? state);
    if (status !== undefined && !/^-?\d+$/.test(status)) {
      throw new CibError('EINVAL', `Invalid operation status '${status}'`);
    }
    const found = await placeOf(session, operation, id, name);
    const flag = status === '0' ? '-i' : '-F';
    const spec = `${id}_${found.task}_${found.interval}@${found.node}=${exit}`;
    const change = `rc=${exit}${status === undefined ? '' : `,op-status=${status}`}`;
    await inject(session, [flag, spec], `${found.node}:${id}:${operation}`, change);
    return undefined;
  },
});

/** Which operation on which node is meant: there has to be just one. */
async function placeOf(session: Session, operation: string, id: string, node: string | undefined) {
  const [, task = operation, given] = /^(monitor):(\d+)$/.exec(operation) ?? [];
  const name = task === 'probe' ? 'monitor' : task;
  const status = (await readCib((await draftOf(session)).file)).child('status');
  const found = [...(status?.elements('node_state') ?? [])].flatMap((state) => {
    const uname = state.get('uname') ?? state.get('id') ?? '';
    if (node !== undefined && node !== uname) return [];
    const history = [...state.walk()].filter((each) => each.name === 'lrm_resource' && each.id === id);
    return history
      .flatMap((each) => [...each.elements('lrm_rsc_op')])
      .filter((op) => op.get('operation') === name && fits(op.get('interval') ?? '0', task, given))
      .map((op) => ({ task: name, interval: op.get('interval') ?? '0', node: uname }));
  });
  const [only, ...more] = found;
  if (only && more.length === 0) return only;
  if (!only && node !== undefined && (task !== 'monitor' || given !== undefined)) {
    return { task: name, interval: given ?? '0', node };
  }
  if (task === 'monitor' && given === undefined) throw new CibError('EINVAL', 'need interval for the monitor op');
  const places = found.map((each) => each.node).join(' ');
  throw new CibError('ENXIO', `operation ${operation} ${only ? `found at ${places}` : 'not found'}`);
}

/** A plain monitor is one that recurs. */
const fits = (interval: string, task: string, given: string | undefined): boolean =>
  given !== undefined ? interval === given : task === 'monitor' ? interval !== '0' : interval === '0';

const RUN_OPTIONS = ['nograph', 'scores', 'utilization', 'actions'];

const simulating = (name: 'run' | 'simulate', flag: string, summary: string): Command<string[]> =>
  command({
    name,
    summary,
    help: 'The more v, the more is told.',
    examples: [name, `${name} scores`],
    grammar: { ...many(word(oneOf('<option>', RUN_OPTIONS))), usage: '[nograph] [v...] [scores] [utilization]' },
    skill: 'administrator',
    output: SIMULATION_OUTPUT,
    async run(words: string[], session: Session) {
      const wrong = words.find((text) => !RUN_OPTIONS.includes(text) && !/^v+$/.test(text));
      if (wrong !== undefined) throw new CibError('EINVAL', `Bad usage: '${name} ${words.join(' ')}'`);
      const verbosity = words.filter((text) => /^v+$/.test(text)).map((text) => `-${text.toUpperCase()}`);
      const { file } = await draftOf(session);
      const more = [
        ...(words.includes('scores') ? ['-s'] : []),
        ...(words.includes('utilization') ? ['-U'] : []),
        ...verbosity,
      ];
      return succeeded(await showTool(session, 'crm_simulate', [flag, '-x', file, ...more]));
    },
  });

export const CIBSTATUS = level({
  name: 'cibstatus',
  summary: 'What if: change the status, see what the cluster would do',
  help: 'Works on a copy of the status. Change the state of nodes, tickets, quorum and operations, then run the scheduler on it; the cluster is not touched.',
  entries: [
    LOAD,
    SAVE,
    ORIGIN,
    SHOW,
    QUORUM,
    NODE,
    TICKET,
    OP,
    simulating('run', '-R', 'Show what the cluster would do next'),
    simulating('simulate', '-S', 'Show what the cluster would do until nothing is left to do'),
  ],
});
