import { nothing } from '../../grammar/argument.js';
import { command, type Message } from '../../level.js';

export const VERIFY = command({
  name: 'verify',
  summary: 'Check the configuration',
  help: 'Checks what `commit` checks: that the configuration conforms to its schema and that what it refers to exists.',
  grammar: nothing,
  async run(_, session) {
    const { verify } = await import('../../workspace/verify.js');
    const { errors, warnings } = await verify(await session.workspace());
    const messages: Message[] = [
      ...errors.map((text) => ({ level: 'error' as const, text })),
      ...warnings.map((text) => ({ level: 'warning' as const, text })),
    ];
    return { messages, failed: errors.length > 0 };
  },
});
