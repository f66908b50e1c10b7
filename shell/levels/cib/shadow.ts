import { CibError } from '../../../cib/result/error.js';
import { fromWorld } from '../../grammar/expectation.js';
import type { Session } from '../../session.js';
import { runTool } from '../../tool.js';

/** Names that the prompt uses for other things. */
const RESERVED = ['live', '@tmp@'];

export const SHADOW = fromWorld('<shadow>', (world) => world.shadows());
export const SHADOW_OR_LIVE = fromWorld('<shadow>|live', (world) => ['live', ...world.shadows()]);

/** @throws CibError if a shadow copy cannot be called that */
export function checkName(name: string): string {
  if (!/^[^\s/'"`$&|;<>()*?[\]{}!~\\]+$/.test(name)) throw new CibError('EINVAL', `Bad filename: ${name}`);
  return name;
}

export function checkNewName(name: string): string {
  if (RESERVED.includes(name)) throw new CibError('EINVAL', `Shadow name '${name}' is not allowed`);
  return checkName(name);
}

/** The environment without a shadow copy: the CIB that copies are made of and committed to. */
export function realEnvironment({ env }: Session): Session['env'] {
  const { CIB_shadow: _, ...rest } = env;
  return rest;
}

/** Run `crm_shadow` in this process. @returns what it printed @throws CibError with what it complained of */
export async function crmShadow(session: Session, args: readonly string[], failure: string): Promise<string> {
  const { status, output, complaints } = await runTool(session, 'crm_shadow', ['--batch', ...args]);
  if (status !== 0 && !(args.includes('--diff') && status === 1)) {
    const lines = complaints.trim().split('\n').filter(Boolean);
    throw new CibError('error', failure, {}, lines);
  }
  return output;
}
