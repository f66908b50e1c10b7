import { CibError } from '../../../cib/result/error.js';
import type { Element } from '../../../cib/xml/element.js';
import { list, maybe, number, object, oneOf, text } from '../../answer/shape.js';
import { SETTINGS_OUTPUT } from '../../answer/tools.js';
import { choice, optional, sequence } from '../../grammar/argument.js';
import { type Command, command } from '../../level.js';
import { succeeded } from '../../outcome.js';
import type { Session } from '../../session.js';
import { showTool } from '../../tool.js';
import { ownPairs } from '../../workspace/meta.js';
import { resource } from '../arguments.js';
import { level } from '../define.js';
import { editNow } from '../edits.js';
import type { ActionRun } from './action.js';

async function switchAll(session: Session, value: string): Promise<boolean> {
  const [{ create }, { readObject }, { plainWords }] = await Promise.all([
    import('../../workspace/put.js'),
    import('../../syntax/read.js'),
    import('../../grammar/words.js'),
  ]);
  return editNow(session, (workspace) => {
    const draft = readObject(plainWords(['property', `maintenance-mode=${value}`]), workspace.reading);
    workspace.edit(() => [create(workspace, draft)]);
    return true;
  });
}

const switching = (name: 'on' | 'off', summary: string): Command<string | undefined> =>
  command({
    name,
    summary,
    help: 'Without a resource, of the whole cluster.',
    examples: [name, `${name} vip`],
    grammar: optional(resource),
    skill: 'administrator',
    output: SETTINGS_OUTPUT,
    async run(id: string | undefined, session: Session) {
      const value = name === 'on' ? 'true' : 'false';
      if (id === undefined) return succeeded(await switchAll(session, value));
      const change = ['-r', id, '--meta', '-p', 'maintenance', '-v', value];
      return succeeded(await showTool(session, 'crm_resource', change));
    },
  });

const ACTIONS = [
  'start',
  'stop',
  'monitor',
  'meta-data',
  'validate-all',
  'promote',
  'demote',
  'notify',
  'reload',
  'migrate_from',
  'migrate_to',
  'recover',
] as const;

const isMaintained = (resource: Element): boolean =>
  ownPairs(resource, 'maintenance').length > 0 &&
  ownPairs(resource, 'maintenance').every((pair) => pair.get('value') === 'true');

const ACTION = command({
  name: 'action',
  summary: 'Run an operation of a resource agent by hand',
  help: 'Only while the resource or the cluster is in maintenance, so that the cluster does not interfere. `meta-data` and `validate-all` can be run at any time. On this node; with `ssh`, on all of them.',
  examples: ['action vip monitor', 'action vip validate-all'],
  grammar: sequence({ id: resource, action: choice(...ACTIONS), ssh: optional(choice('ssh')) }),
  skill: 'administrator',
  output: object({
    state: maybe(oneOf(['ok', 'not running', 'promoted'])),
    status: number('Exit status of the agent'),
    lines: list('line', text(), 'What the agent said'),
  }),
  render: { text: ({ lines }: ActionRun) => lines.map((line) => `${line}\n`).join('') },
  async run({ id, action, ssh }, session) {
    const workspace = await session.workspace();
    const found = workspace.findResource(id);
    if (!found) throw new CibError('ENXIO', `Resource not found: ${id}`);
    if (found.kind.section !== 'resources') throw new CibError('EINVAL', `Not a resource: ${id}`);
    const properties = workspace.section('crm_config');
    const whole = [...properties.walk()].some(
      (pair) => pair.get('name') === 'maintenance-mode' && /^(true|yes|on|1)$/i.test(pair.get('value') ?? ''),
    );
    if (!session.options.force && !whole && !isMaintained(found.element)) {
      throw new CibError('EPERM', 'Not in maintenance mode.');
    }
    const { runAction, runEverywhere } = await import('./action.js');
    return ssh === undefined
      ? runAction(found.element, action, session)
      : runEverywhere(found.element, action, session, workspace.nodes);
  },
});

export const MAINTENANCE = level({
  name: 'maintenance',
  summary: 'Work on what the cluster leaves alone',
  help: 'Puts the cluster or a resource into maintenance, and runs operations of its agent by hand.',
  entries: [switching('on', 'Begin maintenance'), switching('off', 'End maintenance'), ACTION],
});
