/**
 * Command lines of the tools, made at random: what people type, old spellings, and what is wrong.
 * Each maker gets dice and the names of a CIB, and gives the words after the name of the tool.
 */

/** Mostly a name that is there. */
const name = (dice, known) =>
  dice.chance(0.93) ? dice.pick(known) : dice.pick(['nosuch', '', 'x y', `${dice.pick(known)}:0`]);
const maybe = (dice, probability, ...words) => (dice.chance(probability) ? words : []);
const either = (dice, ...spellings) => dice.pick(spellings);
const FORMATS = ['text', 'xml', 'none'];
const format = (dice) =>
  dice.chance(0.4) ? [dice.chance(0.97) ? `--output-as=${dice.pick(FORMATS)}` : '--output-as=nosuch'] : [];
const common = (dice) => [...format(dice), ...maybe(dice, 0.08, '-Q'), ...maybe(dice, 0.06, '-V')];

const resource = (dice, { resources, primitives, instances, tags }) => [
  either(dice, '-r', '--resource'),
  name(dice, dice.pick([resources, resources, primitives, instances, tags])),
];
const node = (dice, { nodes }, option = '-N') => [option, name(dice, nodes)];
const SCOPES = [['-m'], ['--meta'], ['-z'], ['--utilization'], ['--element'], [], []];
const VALUES = ['true', 'Stopped', 'Started', '5', '100', '', 'a b', '<&>"', 'INFINITY'];

/** An attribute of a scope. */
function attribute(dice, names) {
  const scope = dice.pick(SCOPES);
  const known =
    { '-m': names.meta, '--meta': names.meta, '-z': names.utilization, '--utilization': names.utilization }[scope[0]] ??
    (scope[0] === '--element' ? ['class', 'type', 'provider', 'description', 'id'] : names.parameters);
  return { scope, word: dice.pick([...known, 'target-role', 'is-managed', 'fresh']) };
}

/** What options there are is described differently. */
const RESOURCE_QUERIES = [
  (dice, names) => [either(dice, '-W', '--locate', '--locate'), ...resource(dice, names)],
  (dice, names) => [either(dice, '-q', '--query-xml'), ...resource(dice, names)],
  (dice, names) => [either(dice, '-w', '--query-xml-raw'), ...resource(dice, names)],
  (dice, names) => [either(dice, '-a', '--constraints'), ...resource(dice, names), ...maybe(dice, 0.3, '--recursive')],
  (dice, names) => [either(dice, '-A', '--stack'), ...resource(dice, names)],
  (dice, names) => [
    '--digests',
    ...resource(dice, names),
    ...maybe(dice, 0.9, ...node(dice, names)),
    ...maybe(dice, 0.2, 'fake=1'),
  ],
  (dice, names) => [
    either(dice, '-Y', '--why'),
    ...maybe(dice, 0.7, ...resource(dice, names)),
    ...maybe(dice, 0.4, ...node(dice, names)),
  ],
  (dice, names) => {
    const { scope, word } = attribute(dice, names);
    return [either(dice, '-g', '--get-parameter'), word, ...scope, ...resource(dice, names)];
  },
  (dice, names) => [
    either(dice, '-O', '-o', '--list-operations', '--list-all-operations'),
    ...maybe(dice, 0.5, ...resource(dice, names)),
    ...maybe(dice, 0.5, ...node(dice, names)),
  ],
  (dice) => [either(dice, '-L', '--list', '-l', '--list-raw', '-c', '--list-cts')],
  (dice) => ['--list-options', 'nosuch', ...maybe(dice, 0.5, '--all')],
];

const edit = (dice, names) => {
  const { scope, word } = attribute(dice, names);
  const value = dice.pick(VALUES);
  const given = dice.chance(0.8)
    ? ['-p', word, '-v', value]
    : [`--set-parameter=${word}`, `--parameter-value=${value}`];
  return [
    ...given,
    ...scope,
    ...resource(dice, names),
    ...maybe(dice, 0.15, '--recursive'),
    ...maybe(dice, 0.12, '-s', name(dice, names.sets)),
    ...maybe(dice, 0.08, '-i', name(dice, names.pairs)),
  ];
};
const where = (dice, names) => maybe(dice, 0.6, ...node(dice, names, either(dice, '-N', '--node')));
const promoted = (dice) => maybe(dice, 0.2, either(dice, '--promoted', '--master'));
const force = (dice) => maybe(dice, 0.2, either(dice, '-f', '--force'));

const RESOURCE_COMMANDS = [
  edit,
  edit,
  (dice, names) => {
    const { scope, word } = attribute(dice, names);
    return [
      either(dice, '-d', '--delete-parameter'),
      word,
      ...scope,
      ...resource(dice, names),
      ...maybe(dice, 0.15, '--recursive'),
      ...maybe(dice, 0.1, '-s', name(dice, names.sets)),
    ];
  },
  (dice, names) => [
    either(dice, '-M', '--move', '--migrate'),
    ...resource(dice, names),
    ...where(dice, names),
    ...promoted(dice),
    ...force(dice),
  ],
  (dice, names) => [
    either(dice, '-B', '--ban'),
    ...resource(dice, names),
    ...where(dice, names),
    ...promoted(dice),
    ...force(dice),
  ],
  (dice, names) => [
    either(dice, '-U', '--clear', '--unmigrate'),
    ...maybe(dice, 0.8, ...resource(dice, names)),
    ...where(dice, names),
    ...promoted(dice),
    ...maybe(dice, 0.2, '-e'),
  ],
  (dice, names) => [
    either(dice, '-D', '--delete'),
    ...resource(dice, names),
    '-t',
    dice.pick(['primitive', 'group', 'clone', 'bundle', 'nosuch']),
  ],
  (dice, names) => [
    either(dice, '-C', '--cleanup', '-R', '--refresh'),
    ...maybe(dice, 0.8, ...resource(dice, names)),
    ...maybe(dice, 0.4, ...node(dice, names)),
    ...maybe(dice, 0.2, '-n', dice.pick(names.operations)),
    ...maybe(dice, 0.2, '-I', dice.pick(['10', '10s', '0'])),
    ...force(dice),
  ],
  (dice, names) => [either(dice, '-F', '--fail'), ...resource(dice, names), ...where(dice, names)],
];

const wrong = (dice, names) => {
  const words = [
    ['-r'],
    ['-r', dice.pick(names.resources)],
    ['-p', 'a'],
    ['-v', '1'],
    ['--nosuch'],
    ['-M'],
    ['-W'],
    ['-u', 'P1D'],
    ['--class', 'ocf'],
    ['--agent', 'Dummy'],
    ['--provider', 'pacemaker'],
    ['--validate'],
    ['--option', 'a=b'],
    ['--option', 'a'],
    ['-t', 'primitive'],
    ['-N'],
    ['-N', dice.pick(names.nodes)],
    ['-T', 'soon'],
    ['--recursive'],
    ['-s', 'x'],
    ['-i', 'x'],
    ['-e'],
    ['-m'],
    ['-I', 'x'],
    ['-n', 'monitor'],
    ['stray'],
    ['a=b'],
    ['--expired'],
    ['-g', 'x'],
    ['-D'],
    ['-Y'],
  ];
  return dice.some(words, 4, 1).flat();
};

const crmResource = (dice, names) => {
  const way = dice.next();
  const words =
    way < 0.42
      ? dice.pick(RESOURCE_QUERIES)(dice, names)
      : way < 0.9
        ? dice.pick(RESOURCE_COMMANDS)(dice, names)
        : wrong(dice, names);
  return [...words, ...common(dice)];
};

const SECTIONS = [
  'all',
  'none',
  'default',
  'attributes',
  'bans',
  'counts',
  'dc',
  'failcounts',
  'failures',
  'fencing',
  'maint-mode',
  'nodes',
  'operations',
  'options',
  'quorum',
  'resources',
  'stack',
  'summary',
  'tickets',
  'times',
  'fencing-failed',
  'bans:x',
  'nosuch',
];
const MON = [
  ['-n'],
  ['--group-by-node'],
  ['-r'],
  ['--inactive'],
  ['-f'],
  ['--failcounts'],
  ['-o'],
  ['--operations'],
  ['-t'],
  ['--timing-details'],
  ['-c'],
  ['--tickets'],
  ['-L'],
  ['--neg-locations'],
  ['-A'],
  ['--show-node-attributes'],
  ['-D'],
  ['--hide-headers'],
  ['-R'],
  ['--show-detail'],
  ['--show-description'],
  ['-b'],
  ['--brief'],
  ['-V'],
  ['-m', '1'],
  ['-m3'],
  ['-Q'],
  ['-1'],
];
const crmMon = (dice, names) => [
  '-1',
  ...dice.some(MON, 4).flat(),
  ...maybe(dice, 0.3, either(dice, '-I', '--include'), dice.some(SECTIONS, 3, 1).join(',')),
  ...maybe(dice, 0.25, either(dice, '-U', '--exclude'), dice.some(SECTIONS, 3, 1).join(',')),
  ...maybe(dice, 0.15, '--node', name(dice, [...names.nodes, ...names.tags])),
  ...maybe(dice, 0.15, '--resource', name(dice, [...names.resources, ...names.tags])),
  ...maybe(dice, 0.55, `--output-as=${dice.pick(['text', 'xml', 'xml', 'html', 'none', 'console'].slice(0, 5))}`),
];

const crmVerify = (dice) => [
  '-x',
  'cib.xml',
  ...maybe(dice, 0.7, either(dice, '-V', '-V', '-VV', '-VVV', '-q', '-qV')),
  ...format(dice),
];

const crmTicket = (dice, { tickets }) => {
  const which = maybe(dice, 0.85, either(dice, '-t', '--ticket'), name(dice, tickets));
  const command = dice.pick([
    ['-l'],
    ['-L'],
    ['-w'],
    ['-q'],
    ['-c'],
    ['-g'],
    ['-r'],
    ['-s'],
    ['-a'],
    ['-C'],
    ['-G', dice.pick(['granted', 'last-granted', 'standby', 'owner'])],
    ['-S', dice.pick(['owner', 'granted', 'standby']), ...maybe(dice, 0.8, '-v', dice.pick(VALUES))],
    ['-D', dice.pick(['owner', 'granted', 'standby', 'nosuch'])],
    ['--info'],
    ['--details'],
    ['--raw'],
    ['--grant'],
    ['--revoke'],
    ['--standby'],
    [],
  ]);
  return [...command, ...which, ...maybe(dice, 0.4, '--force'), ...maybe(dice, 0.1, '-d', 'x'), ...common(dice)];
};

const crmFailcount = (dice, names) => [
  ...dice.pick([['-G'], ['--query'], ['-D'], ['--delete'], ['-v', '0'], []]),
  ...maybe(dice, 0.9, '-r', name(dice, dice.pick([names.resources, names.primitives]))),
  ...maybe(dice, 0.8, '-N', name(dice, names.nodes)),
  ...maybe(dice, 0.3, '-n', dice.pick(names.operations)),
  ...maybe(dice, 0.3, '-I', dice.pick(['10', '10s', '0', 'x'])),
  ...maybe(dice, 0.2, '-q'),
];

const crmAttribute = (dice, names) => {
  const attribute = name(dice, [...names.options, ...names.parameters, 'standby', 'maintenance', 'fresh']);
  const which = dice.pick([
    ['-n', attribute],
    ['-n', attribute],
    ['--name', attribute],
    [`--name=${attribute}`],
    ['-p', dice.pick(names.primitives)],
    ['-P', '.*'],
  ]);
  const what = dice.pick([
    ['-G'],
    ['-G'],
    ['--query'],
    ['-D'],
    ['--delete'],
    ['-v', dice.pick(VALUES)],
    ['-v', dice.pick(VALUES)],
    ['--update=5'],
    ['-v', '++'],
    [],
  ]);
  const place = dice.pick([
    [],
    ['-t', 'crm_config'],
    ['-t', 'nodes'],
    ['-t', 'status'],
    ['-t', 'rsc_defaults'],
    ['-t', 'op_defaults'],
    ['-t', 'tickets'],
    ['-t', 'nosuch'],
    ['-l', 'forever'],
    ['-l', 'reboot'],
    ['-l', 'nosuch'],
    ['-z'],
    ['--type=nodes', '-z'],
  ]);
  return [
    ...which,
    ...what,
    ...place,
    ...maybe(dice, 0.5, '-N', name(dice, names.nodes)),
    ...maybe(dice, 0.1, '-s', name(dice, names.sets)),
    ...maybe(dice, 0.1, '-i', name(dice, names.pairs)),
    ...maybe(dice, 0.15, '-d', 'none'),
    ...maybe(dice, 0.15, '-q'),
    ...format(dice),
  ];
};

const crmRule = (dice, names) => [
  ...maybe(dice, 0.95, either(dice, '-c', '--check')),
  ...[...dice.some(names.rules, 2), ...maybe(dice, 0.4, 'nosuch')].flatMap((id) => ['-r', id]),
  ...maybe(dice, 0.5, '-d', dice.pick(['2020-01-01', '2030-06-15 12:00:00', '20051231T235959Z', 'nonsense'])),
  ...format(dice),
];

/** The reference loses what comes after modifications in XML. */
const crmSimulate = (dice, names) => {
  const words = simulation(dice, names);
  return words.some((word) => MODIFIES.test(word))
    ? words
    : [...words, ...maybe(dice, 0.3, `--output-as=${dice.pick(FORMATS)}`)];
};
const MODIFIES = /^-[udfigrbe]$/;

const simulation = (dice, names) => [
  '-x',
  'cib.xml',
  ...maybe(dice, 0.75, either(dice, '-R', '-S', '-S', '--run', '--simulate')),
  ...dice
    .some([['-s'], ['-U'], ['-A'], ['-c'], ['-a'], ['-Q'], ['-V'], ['--show-scores'], ['--all-actions']], 3)
    .flat(),
  ...maybe(dice, 0.2, either(dice, '-u', '-d', '-f'), name(dice, names.nodes)),
  ...maybe(
    dice,
    0.2,
    '-i',
    `${dice.pick(names.primitives)}_${dice.pick(['monitor_10000', 'start_0', 'stop_0'])}@${dice.pick(names.nodes)}=${dice.pick(['0', '1', '7', 'x'])}`,
  ),
  ...maybe(
    dice,
    0.1,
    '-F',
    `${dice.pick(names.primitives)}_${dice.pick(['start_0', 'stop_0'])}@${dice.pick(names.nodes)}=1`,
  ),
  ...maybe(dice, 0.15, either(dice, '-g', '-r', '-b', '-e'), name(dice, names.tickets)),
  ...maybe(dice, 0.1, '-q', dice.pick(['1', '0', 'true', 'x'])),
  ...maybe(dice, 0.3, '-t', dice.pick(['2020-01-01', '2031-12-31 23:59:59', 'nonsense'])),
];

/** Makers by tool. */
export const MAKERS = {
  crm_resource: crmResource,
  crm_mon: crmMon,
  crm_verify: crmVerify,
  crm_ticket: crmTicket,
  crm_failcount: crmFailcount,
  crm_attribute: crmAttribute,
  crm_rule: crmRule,
  crm_simulate: crmSimulate,
};
