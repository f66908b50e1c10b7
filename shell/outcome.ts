import type { Message, Outcome } from './level.js';
import type { Session } from './session.js';

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

/** It was not done without being confirmed. Who was asked knows that; a script has to be told, though crmsh does not. */
export const unconfirmed = ({ canAsk, command, options }: Session): Outcome<never> =>
  canAsk || options.regression ? { failed: true } : failure(`${command}: this has to be confirmed: --force does it`);
