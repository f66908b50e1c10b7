import { CibError } from '../../cib/result/error.js';
import type { Runner } from '../remote/runner.js';
import { type Action, actionsOf } from './actions.js';
import type { Given, Script } from './model.js';
import { resolve } from './parameters.js';
import type { Progress } from './progress.js';
import { isYes } from './source.js';
import { Stage } from './stage.js';

/** What running a script needs of the world. */
export interface World {
  readonly runner: Runner;
  /** Name of this node. */
  readonly self: string;
  /** Nodes of the cluster. */
  nodes(): Promise<readonly string[]>;
  /** Carry out commands of ours, or load crm syntax; what it says if it fails. */
  crm(how: 'run' | 'load', file: string, force: boolean): Promise<string | undefined>;
  /** Where cluster scripts have always found modules that help them. */
  readonly helpers: string;
  readonly isRoot: boolean;
}

/**
 * Run a script, or a single action of it.
 * @returns whether all went well
 * @throws CibError `EINVAL` if it cannot be run with these parameters
 */
export async function runScript(script: Script, given: Given, progress: Progress, world: World): Promise<boolean> {
  const resolved = resolve(script, given);
  const { common } = resolved;
  const actions = actionsOf(script, resolved);
  const nodes = common.nodes ? common.nodes.split(/[\s,]+/).filter(Boolean) : await world.nodes();
  if (nodes.length === 0) throw new CibError('EINVAL', 'No hosts');
  const chosen = chosenFrom(actions, common.action, common.statefile);
  progress.started(script, nodes);
  const stage = new Stage(script, resolved, nodes, isYes(common.dry_run), progress, world);
  try {
    await stage.prepare(chosen);
    if (common.statefile && common.action !== '1') stage.restore(common.statefile);
    for (const action of chosen) {
      const { ok, output } = await stage.perform(action);
      progress.finished(action, ok, output);
      if (common.statefile) stage.keep(common.statefile);
      if (!ok) return false;
    }
    return true;
  } finally {
    await stage.clear();
  }
}

function chosenFrom(
  actions: readonly Action[],
  number: string | undefined,
  statefile: string | undefined,
): readonly Action[] {
  if (number === undefined && statefile === undefined) return actions;
  if (!number || !statefile) throw new CibError('EINVAL', 'Must set both action and statefile');
  if (!/^\d+$/.test(number)) throw new CibError('EINVAL', 'action parameter must be an index');
  const action = actions[Number(number) - 1];
  if (!action) throw new CibError('EINVAL', 'action index out of range');
  return [action];
}
