import { CibError } from '../../../cib/result/error.js';
import { many, word } from '../../grammar/argument.js';
import { fromWorld } from '../../grammar/expectation.js';
import { command, type Message } from '../../level.js';

const FORCE = ['-f', '--force'];

export const DELETE = command({
  name: 'delete',
  aliases: ['rm'],
  summary: 'Delete objects',
  help: 'What makes no sense without them goes too: constraints, tags, containers that would be empty, primitives of a template. Resources in a container stay. With --force it is no error if an object does not exist.',
  examples: ['delete vip', 'delete --force vip web'],
  grammar: many(word(fromWorld('<id>', (world) => world.ids())), 1),
  async run(words, session) {
    const workspace = await session.workspace();
    const force = session.options.force || words.some((text) => FORCE.includes(text));
    const ids = words.filter((text) => !FORCE.includes(text));
    const [known, unknown] = [ids.filter((id) => workspace.find(id)), ids.filter((id) => !workspace.find(id))];
    const messages: Message[] = force
      ? []
      : unknown.map((id) => ({ level: 'error' as const, text: `object ${id} does not exist` }));
    if (ids.length === 0) throw new CibError('EINVAL', 'Expected <id>');
    const { remove } = await import('../../workspace/remove.js');
    if (known.length > 0) {
      workspace.edit(() => {
        remove(workspace, known, (text) => messages.push({ level: 'info', text }));
        return [];
      });
    }
    return { messages, failed: !force && unknown.length > 0 };
  },
});
