import type { Preference } from './preference.js';

/** Every option a user can set, with crmsh's names and defaults. */

const string = (name: string, value: string, summary: string): Preference => ({ name, kind: 'string', value, summary });
const flag = (name: string, value: 'yes' | 'no', summary: string): Preference => ({
  name,
  kind: 'boolean',
  value,
  summary,
});
const choice = (name: string, value: string, values: readonly string[], summary: string): Preference => ({
  name,
  kind: 'choice',
  value,
  values,
  summary,
});
const program = (name: string, programs: readonly string[], summary: string, variable?: string): Preference => ({
  name,
  kind: 'program',
  value: '',
  values: programs,
  summary,
  ...(variable === undefined ? {} : { variable }),
});
const directory = (name: string, value: string, summary: string): Preference => ({
  name,
  kind: 'directory',
  value,
  summary,
});
const color = (name: string, value: string, what: string): Preference => ({
  name: `color.${name}`,
  kind: 'color',
  value,
  values: COLORS,
  summary: `how ${what} looks`,
});

const COLORS = [
  'black',
  'blue',
  'green',
  'cyan',
  'red',
  'magenta',
  'yellow',
  'white',
  'bold',
  'blink',
  'dim',
  'reverse',
  'underline',
  'normal',
];

const CORE: readonly Preference[] = [
  program('core.editor', ['vim', 'vi', 'emacs', 'nano'], 'editor that edit opens', 'EDITOR'),
  program('core.pager', ['less', 'more', 'pg'], 'program that shows long output', 'PAGER'),
  string('core.user', '', 'user to run privileged programs as'),
  string('core.hosts', '', 'users and hosts to reach other nodes by'),
  flag('core.no_generating_ssh_key', 'no', 'make no ssh keys'),
  choice('core.skill_level', 'expert', ['operator', 'administrator', 'expert'], 'commands that are allowed'),
  flag('core.sort_elements', 'yes', 'show the configuration sorted by kind and id'),
  choice('core.check_frequency', 'always', ['always', 'on-verify', 'never'], 'when agents are asked to check'),
  choice('core.check_mode', 'strict', ['strict', 'relaxed'], 'whether what agents object to is an error'),
  flag('core.wait', 'no', 'wait until the cluster has settled after a change'),
  flag('core.add_quotes', 'yes', 'quote arguments with blanks that come from the command line'),
  choice('core.manage_children', 'ask', ['ask', 'never', 'always'], 'clear an attribute in the members of a group'),
  flag('core.force', 'no', 'as if --force was always given'),
  flag('core.debug', 'no', 'tell more than is useful'),
  program('core.ptest', ['crm_simulate'], 'program that simulates transitions, if not this one does'),
  program('core.dotty', ['dotty'], 'program that shows graphs'),
  program('core.dot', ['dot'], 'program that draws graphs'),
  flag('core.ignore_missing_metadata', 'no', 'do not mind agents that are not here'),
  string('core.report_tool_options', '', 'options given to report by history'),
  string('core.lock_timeout', '120', 'seconds to wait for a lock of another crm'),
  flag('core.no_ssh', 'no', 'never connect to other nodes'),
  flag('core.has_ra_advised_op', 'no', 'give new resources the operations that agents advise'),
  flag('core.has_fa_advised_op', 'no', 'the same for fence devices'),
  flag('core.OCF_1_1_SUPPORT', 'no', 'write roles as Promoted and Unpromoted'),
  string('core.obscure_pattern', 'passw*', 'attributes whose values are not shown'),
];

const PATHS: readonly Preference[] = [
  directory('path.sharedir', '/usr/share/crmsh', 'templates and cluster scripts'),
  directory('path.cache', '/var/cache/crm', 'kept data'),
  directory('path.crm_config', '/var/lib/pacemaker/cib', 'the CIB'),
  directory('path.crm_daemon_dir', '/usr/lib/pacemaker', 'has no effect: what daemons know is known here'),
  string('path.crm_daemon_user', 'hacluster', 'user the daemons run as'),
  directory('path.ocf_root', '/usr/lib/ocf', 'resource agents'),
  directory('path.crm_dtd_dir', '/usr/share/pacemaker', 'has no effect: schemas are built in'),
  directory('path.pe_state_dir', '/var/lib/pacemaker/pengine', 'inputs of past transitions'),
  directory('path.heartbeat_dir', '/var/lib/heartbeat', 'traces of resource agents'),
  directory('path.hb_delnode', '/usr/share/heartbeat/hb_delnode', 'has no effect'),
  directory('path.nagios_plugins', '/usr/lib/nagios/plugins', 'has no effect: agents of nagios are gone'),
  directory('path.hawk_wizards', '/srv/www/hawk/config/wizard', 'wizards of hawk'),
];

const LOOKS: readonly Preference[] = [
  {
    name: 'color.style',
    kind: 'choices',
    value: 'color',
    values: ['plain', 'color-always', 'color', 'uppercase'],
    summary: 'how output is marked',
  },
  color('error', 'red bold', 'an error'),
  color('ok', 'green bold', 'what is well'),
  color('warn', 'yellow bold', 'a warning'),
  color('info', 'cyan', 'a remark'),
  color('help_keyword', 'blue bold underline', 'a keyword in help'),
  color('help_header', 'normal bold', 'a heading in help'),
  color('help_topic', 'yellow bold', 'a topic in help'),
  color('help_block', 'cyan', 'an example in help'),
  color('keyword', 'yellow', 'a keyword'),
  color('identifier', 'normal', 'an id'),
  color('attr_name', 'cyan', 'the name of an attribute'),
  color('attr_value', 'red', 'the value of an attribute'),
  color('resource_reference', 'green', 'a resource that is referred to'),
  color('id_reference', 'green', 'an id that is referred to'),
  color('score', 'magenta', 'a score'),
  color('ticket', 'magenta', 'a ticket'),
];

const LOGS = [
  '/var/log/messages',
  '/var/log/crmsh/crmsh.log',
  '/etc/crm/profiles.yml',
  '/etc/crm/crm.conf',
  '~/.config/crm/crm.conf',
];

const REPORT: readonly Preference[] = [
  string('report.from_time', '-12H', 'where a report begins'),
  flag('report.compress', 'yes', 'make an archive'),
  string('report.compress_prog', 'gzip', 'program that compresses the archive'),
  flag('report.speed_up', 'no', 'leave out what takes long'),
  string('report.collect_extra_logs', LOGS.join(' '), 'further files to collect'),
  flag('report.remove_exist_dest', 'no', 'overwrite an existing report'),
  flag('report.single_node', 'no', 'this node only'),
  string('report.sanitize_rule', 'passw.*', 'names whose values are left out'),
  string('report.verbosity', '0', 'how much is told'),
];

/** How something looks if the user has not said how: `keyword`, `score` … */
export const standardColor = (what: string): string => LOOKS.find(({ name }) => name === `color.${what}`)?.value ?? '';

export const PREFERENCES: readonly Preference[] = [...CORE, ...PATHS, ...LOOKS, ...REPORT];
