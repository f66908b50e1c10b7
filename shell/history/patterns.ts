/** Lines of Pacemaker's logs that are worth a look, by what they are about. */

export const EVENTS = ['node', 'resource', 'quorum', 'events'] as const;
export type EventKind = (typeof EVENTS)[number];

/** NAME stands for nodes or resources; what a pattern captures tags the transition it happened in. */
type Patterns = readonly [few: readonly string[], more: readonly string[]];

const RUN = '(?:start|stop|promote|demote|migrate)';
const LOST = 'Lost connection to (?:cluster layer|the CIB manager)';

const RESOURCE: Patterns = [
  [
    `controld.*Initiating.*NAME_${RUN}_`,
    `execd.*executing - rsc:NAME action:${RUN}`,
    `execd.*finished - rsc:NAME action:${RUN}`,
    'execd.*operation_finished: NAME_',
    'controld.*Result of .* operation for .* on .*: (?:Timed Out|.*confirmed=true)',
    // What an agent itself logs.
    '[(]NAME[)]\\[',
  ],
  [
    'controld.*Initiating.*NAME_(?:monitor_0|notify)',
    'execd.*executing - rsc:NAME action:(?:monitor_0|notify)',
    'execd.*finished - rsc:NAME action:(?:monitor_0|notify)',
  ],
];

const NODE: Patterns = [
  [
    ' NAME .*Corosync.Cluster.Engine',
    ' NAME .*(?:crm_shutdown:.Requesting.shutdown|pcmk_shutdown:.Shutdown.complete)',
    '(?:lost|memb): NAME ',
    'controld.*(?:new|lost|NEW|LOST):.* NAME ',
    'schedulerd.*Scheduling Node NAME for STONITH',
    'schedulerd.*will be fenced',
    ' NAME will be fenced',
    'fenced.*(?:requests|(?:Succeeded|Failed).to.|result=)',
    'fenced.*(?:on NAME for.*timed out|can not fence NAME:|Succeeded.*node NAME:)',
    'controld.*(?:S_RECOVERY|I_ERROR|Could not recover from internal error)',
    'controld.*(?:for NAME failed|Connection to executor failed|Fencer successfully connected)',
    'pacemakerd.*(?:Respawning .* subdaemon after unexpected exit|exited with status (?:1|102)\\b)',
    'Connection to (?:the )?(?:fencer|stonith-ng|scheduler|cib_).*(?:closed|failed|lost)',
    `(?:attrd|controld).*${LOST}`,
  ],
  [],
];

const QUORUM: Patterns = [
  [
    'controld.*Updating.(quorum).status',
    'controld.*quorum.(?:lost|ac?quir\\S*)',
    `(?:attrd|based|controld|fenced).*(?:crit|error):.*${LOST}`,
    'pacemakerd.*warning:.*Lost connection to cluster layer',
    'controld.*Peer .* was terminated \\(.*\\) by .* on behalf of .*: OK',
  ],
  [],
];

const OTHER: Patterns = [
  [
    '(CRIT|crit|ERROR|error|UNCLEAN|unclean):',
    'pacemakerd.*\\[[0-9]+\\] terminated(?: with signal| as IPC server|$)',
    'schedulerd.*(?:Recover\\s+.*\\(.* -> .*\\)|Attempting recovery of resource)',
    'input=(?:I_ERROR|I_FAIL|I_(?:INTEGRATED|FINALIZED) cause=C_TIMER_POPPED)',
    '(?:pacemakerd|execd|controld):.*, exiting',
    '(?:Confirm|Welcome reply) not received from',
    'is taking more than 2x its timeout',
    'Resource .* was active at shutdown',
    'Parameters to .* changed',
    'messages from pid .* due to rate-limiting',
    'share the same (?:cluster nodeid|name)',
    'Receiving messages from a node we think is dead',
    'Election storm|election loop',
    'stalled the FSA with pending inputs',
    'Transition failed: terminated',
    'Local CIB .* differs from .*:',
    'Cluster configuration file .* is corrupt|Continuing but .* will NOT be used',
    'Timer I_TERMINATE just popped|Shutting down\\.\\.\\.NOW',
  ],
  ['(WARN|warning):'],
];

const PATTERNS: Readonly<Record<EventKind, Patterns>> = {
  node: NODE,
  resource: RESOURCE,
  quorum: QUORUM,
  events: OTHER,
};

/** A name may be a regular expression; what is none is meant as it stands. */
function nameOf(text: string): string {
  try {
    return new RegExp(text).source;
  } catch {
    return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  }
}

/**
 * @param names of nodes or resources, or regular expressions; without any, all are meant
 * @param detail 1 for more lines than 0
 */
export function expressions(kind: EventKind, names: readonly string[], detail: number): RegExp[] {
  const [few, more] = PATTERNS[kind];
  const name = names.length === 0 ? '' : `(${names.map(nameOf).join('|')})`;
  return [...few, ...(detail > 0 ? more : [])].map((source) => new RegExp(source.replaceAll('NAME', name)));
}
