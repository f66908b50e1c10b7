import type { Message, Outcome } from './level.js';

const messages = (level: Message['level'], texts: readonly string[]): Message[] =>
  texts.map((text) => ({ level, text }));

/** It was not done, and this is why: whole messages, without the name of the command. */
export const failure = (...texts: readonly string[]): Outcome<never> => ({
  messages: messages('error', texts),
  failed: true,
});

/** It was done. */
export const remarks = (...texts: readonly string[]): Outcome<never> => ({ messages: messages('info', texts) });

/** Nothing to tell but whether it went well. */
export const succeeded = (ok: boolean): Outcome<never> | undefined => (ok ? undefined : { failed: true });
