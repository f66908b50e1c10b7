import type { Sublevel } from './level.js';
import type { Session } from './session.js';

/** Enter a level. @throws CibError if it cannot be used now */
export async function goDown(session: Session, { load }: Sublevel): Promise<void> {
  const level = await load();
  await level.enter?.(session);
  session.stack.push(level);
}

/**
 * Leave the level at hand.
 * @param passing after a single command, so that nobody is asked
 * @returns false if that went wrong
 */
export async function goUp(session: Session, passing: boolean): Promise<boolean> {
  if (session.stack.length < 2) return true;
  const ok = (await session.level.leave?.(session, passing)) ?? true;
  session.stack.pop();
  return ok;
}
