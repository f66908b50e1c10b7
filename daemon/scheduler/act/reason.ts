import { type Action, ActionFlag } from '../model/action.js';

/** Give an action a reason, unless it has one. */
export function giveReason(action: Action, reason: string | undefined): void {
  action.reason ??= reason;
}

const CHANGES = new Map<number, string>([
  [ActionFlag.runnable, 'unrunnable'],
  [ActionFlag.migratable, 'unmigrateable'],
  [ActionFlag.optional, 'required'],
]);

/** Take a flag from an action because another does not have it, which is the reason. */
export function clearBecauseOf(action: Action, flag: number, cause: Action): void {
  if ((action.flags & flag) === 0) return;
  action.clear(flag);
  if (action.resource === cause.resource || action.reason !== undefined) return;
  const of = cause.resource ? ` ${cause.resource.id}` : '';
  action.reason = `${CHANGES.get(flag) ?? '(null)'}${of} ${cause.task}`;
}
