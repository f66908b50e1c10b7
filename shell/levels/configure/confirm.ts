import { nothing } from '../../grammar/argument.js';
import { command } from '../../level.js';

export const CONFIRM = command({
  name: 'confirm',
  summary: 'Let a change stay that was committed with `commit confirm`',
  grammar: nothing,
  needsLive: true,
  async run(_, session) {
    await (await session.cib()).call({ operation: 'confirm' });
    return { messages: [{ level: 'info', text: 'confirmed: the change stays' }] };
  },
});
