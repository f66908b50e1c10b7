import { CibError } from '../../../cib/result/error.js';
import { Element } from '../../../cib/xml/element.js';
import { agentText } from '../../../tools/agents/name.js';
import { object, text } from '../../answer/shape.js';
import { agentOf } from '../../checks/agents.js';
import { many, word } from '../../grammar/argument.js';
import { plainWords } from '../../grammar/words.js';
import { command } from '../../level.js';
import { readObject } from '../../syntax/read.js';
import { create } from '../../workspace/put.js';
import type { Workspace } from '../../workspace/workspace.js';
import { PRIMITIVE } from '../arguments.js';
import { level } from '../define.js';

const PRIMITIVES = many(word(PRIMITIVE), 1);

/** @throws CibError unless all of them are primitives */
function primitivesOf(workspace: Workspace, ids: readonly string[]): Element[] {
  return ids.map((id) => {
    const found = workspace.findResource(id);
    if (!found) throw new CibError('ENXIO', `Object not found: ${id}`);
    if (found.kind.keyword !== 'primitive') throw new CibError('EINVAL', `Object not primitive: ${id}`);
    return found.element;
  });
}

/** The first of `<prefix>1`, `<prefix>2` … that nothing is called. */
function freeName(workspace: Workspace, prefix: string): string {
  for (let count = 1; ; count++) if (!workspace.ids.has(`${prefix}${count}`)) return `${prefix}${count}`;
}

const TEMPLATE = command({
  name: 'template',
  summary: 'Make a template of the agent that primitives have in common',
  examples: ['template web1 web2'],
  grammar: PRIMITIVES,
  skill: 'administrator',
  async run(ids, session) {
    const workspace = await session.workspace();
    const primitives = primitivesOf(workspace, ids);
    if (primitives.every((primitive) => primitive.has('template'))) return undefined;
    const [first] = primitives as [Element];
    const agents = new Set(primitives.map((primitive) => agentText(agentOf(primitive))));
    if (agents.size !== 1 || primitives.some((primitive) => primitive.has('template'))) {
      throw new CibError('EINVAL', 'Cannot template the given primitives');
    }
    const name = freeName(workspace, `template-${first.get('type')?.toLowerCase()}-`);
    workspace.edit(() => {
      const template = new Element('template', { id: name });
      for (const attribute of ['class', 'provider', 'type']) {
        const value = first.get(attribute);
        if (value !== undefined) template.set(attribute, value);
      }
      workspace.section('resources').append(template);
      for (const primitive of primitivesOf(workspace, ids)) {
        for (const attribute of ['class', 'provider', 'type']) primitive.unset(attribute);
        primitive.set('template', name);
      }
      workspace.forget();
      return [name, ...ids];
    });
    return { messages: [{ level: 'info', text: `Template created: ${name}` }] };
  },
});

const WEAK_BOND = command({
  name: 'weak-bond',
  aliases: ['weak_bond'],
  summary: 'Keep resources on one node without letting them depend on each other',
  help: 'A resource that does nothing is made, and the others are placed where it is: none of them needs another one.',
  examples: ['weak-bond web db'],
  grammar: PRIMITIVES,
  skill: 'administrator',
  async run(ids, session) {
    if (ids.length < 2) throw new CibError('EINVAL', 'Need at least two arguments');
    const workspace = await session.workspace();
    primitivesOf(workspace, ids);
    const [constraint, dummy] = [freeName(workspace, 'place-constraint-'), freeName(workspace, 'place-dummy-')];
    session.narrate(
      `Create weak bond / independent colocation\nThe following elements will be created:\n   * Colocation constraint, ID: ${constraint}\n   * Dummy resource, ID: ${dummy}\n`,
    );
    if (session.canAsk && !(await session.ask('Create resources?'))) return { failed: true };
    const made = [
      ['primitive', dummy, 'ocf:heartbeat:Dummy'],
      ['colocation', constraint, 'inf:', '(', ...ids, ')', dummy],
    ];
    workspace.edit(() => made.map((words) => create(workspace, readObject(plainWords(words), workspace.reading))));
    return session.answer && { value: { constraint, dummy } };
  },
  output: object({ constraint: text('Id of what was made'), dummy: text('Id of what was made') }),
});

export const ASSIST = level({
  name: 'assist',
  summary: 'Changes that take several steps',
  help: 'Each command makes or changes several objects of the configuration being edited at once.',
  entries: [TEMPLATE, WEAK_BOND],
});
