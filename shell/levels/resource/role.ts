import { CibError } from '../../../cib/result/error.js';
import type { Element } from '../../../cib/xml/element.js';
import { SETTINGS_OUTPUT } from '../../answer/tools.js';
import { many } from '../../grammar/argument.js';
import { command } from '../../level.js';
import { failure, succeeded } from '../../outcome.js';
import { coordinator } from '../../remote/controller.js';
import type { Session } from '../../session.js';
import { roleName, vocabularyOf } from '../../syntax/vocabulary.js';
import { showTool } from '../../tool.js';
import { resource } from '../arguments.js';
import { setMeta } from './meta.js';

const RESOURCES = many(resource, 1);

export const START = command({
  name: 'start',
  summary: 'Let resources start',
  help: 'Sets target-role to Started for each, and for members of a group only if they are to differ from it.',
  examples: ['start vip', 'start vip web'],
  grammar: RESOURCES,
  waits: true,
  run: async (ids, session) => succeeded(await setMeta(session, ids, 'target-role', 'Started')),
});

export const STOP = command({
  name: 'stop',
  summary: 'Stop resources, and keep them stopped',
  help: 'Sets target-role to Stopped for each.',
  examples: ['stop web'],
  grammar: RESOURCES,
  waits: true,
  run: async (ids, session) => succeeded(await setMeta(session, ids, 'target-role', 'Stopped')),
});

export const RESTART = command({
  name: 'restart',
  summary: 'Stop resources, then start them again',
  help: 'One after the other, each with what depends on it. Waits until it has stopped, and until everything that ran before runs again.',
  grammar: RESOURCES,
  waits: true,
  async run(ids, session) {
    if ((await session.cib()).backend !== 'live') {
      throw new CibError('ENOTCONN', 'waiting for resources to stop needs a running cluster, and none runs here');
    }
    const workspace = await session.workspace();
    const unknown = ids.find((id) => !workspace.findResource(id));
    if (unknown !== undefined) throw new CibError('ENXIO', `resource ${unknown} does not exist`);
    // Without a coordinator they would be stopped by nobody, and stay so when there is one.
    if ((await coordinator(session)) === undefined) throw new CibError('ENOTCONN', "can't find DC");
    for (const id of ids) {
      session.say('info', `ordering ${id} to restart`);
      if (!(await showTool(session, 'crm_resource', ['--restart', '--resource', id]))) return { failed: true };
    }
    return undefined;
  },
});

const isPromotable = (element: Element): boolean =>
  element.name === 'master' ||
  [...element.elements('meta_attributes')].some((set) =>
    [...set.elements('nvpair')].some(
      (pair) => pair.get('name') === 'promotable' && /^(yes|true|on|1)$/i.test(pair.get('value') ?? ''),
    ),
  );

async function setRole(session: Session, id: string, role: string) {
  const workspace = await session.workspace();
  const found = workspace.findResource(id);
  if (!found || !isPromotable(found.element)) return failure(`${id} is not a promotable resource`);
  const name = roleName(role, vocabularyOf(workspace.cib.get('validate-with')));
  const change = ['--meta', '--resource', id, '--set-parameter', 'target-role', '--parameter-value', name];
  return succeeded(await showTool(session, 'crm_resource', change));
}

export const PROMOTE = command({
  name: 'promote',
  summary: 'Let instances of a promotable clone be promoted',
  grammar: resource,
  waits: true,
  output: SETTINGS_OUTPUT,
  run: (id, session) => setRole(session, id, 'Promoted'),
});

export const DEMOTE = command({
  name: 'demote',
  summary: 'Demote all instances of a promotable clone',
  grammar: resource,
  waits: true,
  output: SETTINGS_OUTPUT,
  run: (id, session) => setRole(session, id, 'Unpromoted'),
});
