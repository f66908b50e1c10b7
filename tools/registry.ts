import type { Command } from './command/command.js';

type Load = () => Promise<Command>;

// biome-ignore lint/suspicious/noExplicitAny: a registry holds commands of every value and option type
const load = (module: Promise<any>, name: string): Promise<Command> => module.then((loaded) => loaded[name] as Command);

/** Every tool by name; each loads only its own modules. */
export const TOOLS: Readonly<Record<string, Load>> = {
  crm_diff: () => load(import('./crm_diff.js'), 'crmDiff'),
  crm_error: () => load(import('./crm_error.js'), 'crmError'),
  crm_rule: () => load(import('./crm_rule.js'), 'crmRule'),
  iso8601: () => load(import('./iso8601.js'), 'iso8601'),
};
