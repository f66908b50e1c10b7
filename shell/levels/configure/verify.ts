import { nothing } from '../../grammar/argument.js';
import { command, type Message } from '../../level.js';

export const VERIFY = command({
  name: 'verify',
  summary: 'Check the configuration',
  help: 'Checks that the configuration conforms to its schema and that what it refers to exists, and asks the agents whether their parameters and times are right. `commit` checks the same for what was changed.',
  grammar: nothing,
  async run(_, session) {
    const { verify } = await import('../../workspace/verify.js');
    const { errors, findings, accepted } = await verify(session, await session.workspace(), false);
    const messages: Message[] = [...errors.map((text) => ({ level: 'error' as const, text })), ...findings];
    return { messages, failed: !accepted };
  },
});
