import { AsyncLocalStorage } from 'node:async_hooks';

/** Ctrl-C: the command is left, and what it still wants to do is not done. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

interface Run {
  left: boolean;
}

const current = new AsyncLocalStorage<Run>();

/** Run something that can be left. */
export function leavable<T>(act: () => Promise<T>): { readonly result: Promise<T>; leave(): void } {
  const run: Run = { left: false };
  return {
    result: current.run(run, act),
    leave() {
      run.left = true;
    },
  };
}

/**
 * To be called before anything is asked of the cluster, and after each wait: a command that was left
 * ends there, and does not go on behind the back of who left it.
 * @throws Interrupted
 */
export function stayOn(): void {
  if (current.getStore()?.left) throw new Interrupted();
}
