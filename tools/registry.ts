import type { Command } from './command/command.js';

type Load = () => Promise<Command>;

// biome-ignore lint/suspicious/noExplicitAny: a registry holds commands of every value and option type
const load = (module: Promise<any>, name: string): Promise<Command> => module.then((loaded) => loaded[name] as Command);

/** Every tool by name; each loads only its own modules. */
export const TOOLS: Readonly<Record<string, Load>> = {
  attrd_updater: () => load(import('./attrd_updater.js'), 'attrdUpdater'),
  cibadmin: () => load(import('./cibadmin.js'), 'cibadmin'),
  cibsecret: () => load(import('./cibsecret.js'), 'cibsecret'),
  crm_attribute: () => load(import('./crm_attribute.js'), 'crmAttribute'),
  crm_diff: () => load(import('./crm_diff.js'), 'crmDiff'),
  crm_error: () => load(import('./crm_error.js'), 'crmError'),
  crm_failcount: () => load(import('./crm_failcount.js'), 'crmFailcount'),
  crm_master: () => load(import('./crm_master.js'), 'crmMaster'),
  crm_mon: () => load(import('./crm_mon.js'), 'crmMon'),
  crm_node: () => load(import('./crm_node.js'), 'crmNode'),
  crm_resource: () => load(import('./crm_resource.js'), 'crmResource'),
  crm_rule: () => load(import('./crm_rule.js'), 'crmRule'),
  crm_shadow: () => load(import('./crm_shadow.js'), 'crmShadow'),
  crm_simulate: () => load(import('./crm_simulate.js'), 'crmSimulate'),
  crm_standby: () => load(import('./crm_standby.js'), 'crmStandby'),
  crm_ticket: () => load(import('./crm_ticket.js'), 'crmTicket'),
  crm_verify: () => load(import('./crm_verify.js'), 'crmVerify'),
  crmadmin: () => load(import('./crmadmin.js'), 'crmadmin'),
  iso8601: () => load(import('./iso8601.js'), 'iso8601'),
  stonith_admin: () => load(import('./stonith_admin.js'), 'stonithAdmin'),
};
