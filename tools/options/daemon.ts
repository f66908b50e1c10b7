import { CLUSTER_OPTIONS } from '../../cib/options/cluster.js';
import { FENCING_PARAMETERS } from '../../cib/options/fencing.js';
import type { Option, OptionList } from '../../cib/options/option.js';
import { Element, Text } from '../../cib/xml/element.js';
import { serialize } from '../../cib/xml/serialize.js';
import { PACEMAKER_VERSION, PRODUCT, PRODUCT_BUILD } from '../command/version.js';

/**
 * `pacemaker-controld metadata` and its like: the cluster options that each daemon heeds, in the form
 * of an OCF agent. Clients such as pcs and crmsh read them so; crm_attribute --list-options is newer.
 */

const OF_BASED: readonly string[] = ['enable-acl', 'cluster-ipc-limit'];
const OF_CONTROLD: readonly string[] = [
  'dc-version',
  'cluster-infrastructure',
  'cluster-name',
  'dc-deadtime',
  'cluster-recheck-interval',
  'election-timeout',
  'shutdown-escalation',
  'join-integration-timeout',
  'join-finalization-timeout',
  'transition-delay',
  'fencing-reaction',
  'fencing-watchdog-timeout',
  'fencing-max-attempts',
  'load-threshold',
  'node-action-limit',
];

const clusterOptions = (keep: (name: string) => boolean): readonly Option[] =>
  CLUSTER_OPTIONS.options.filter(({ name }) => keep(name));

const LISTS: Readonly<Record<string, () => OptionList>> = {
  'pacemaker-based': () => ({
    agent: 'pacemaker-based',
    short: 'Options of the CIB manager',
    long: 'Cluster options that the manager of the Cluster Information Base (CIB) heeds',
    options: clusterOptions((name) => OF_BASED.includes(name)),
  }),
  'pacemaker-controld': () => ({
    agent: 'pacemaker-controld',
    short: 'Options of the controller',
    long: 'Cluster options that the controller heeds',
    options: clusterOptions((name) => OF_CONTROLD.includes(name)),
  }),
  'pacemaker-fenced': () => ({ ...FENCING_PARAMETERS, agent: 'pacemaker-fenced' }),
  'pacemaker-schedulerd': () => ({
    agent: 'pacemaker-schedulerd',
    short: 'Options of the scheduler',
    long: 'Cluster options that the scheduler heeds',
    options: clusterOptions((name) => !OF_BASED.includes(name) && !OF_CONTROLD.includes(name)),
  }),
};

const UNAVAILABLE = 69;
const ANSWERS: Readonly<Record<string, string>> = {
  // crmsh reads the third word
  version: `CRM Version: ${PACEMAKER_VERSION} (${PRODUCT_BUILD})\n`,
  '--version': PRODUCT.text,
};

/** Run a daemon as far as it can be run. Returns the exit status. */
export function runDescribed(name: string, args: readonly string[]): number {
  const answer = args[0] === 'metadata' ? daemonMetadata(name) : ANSWERS[args[0] ?? ''];
  if (answer !== undefined) {
    process.stdout.write(answer);
    return 0;
  }
  process.stderr.write(`${name}: there is no such daemon here yet; '${name} metadata' tells its options\n`);
  return UNAVAILABLE;
}

/** What a daemon of that name says of its options; undefined if there is no such daemon. */
export function daemonMetadata(name: string): string | undefined {
  const list = LISTS[name]?.();
  return list && serialize(agentXml(list), { pretty: true, text: true });
}

function agentXml({ agent, long, short, options }: OptionList): Element {
  const parameters = new Element('parameters');
  for (const option of options) {
    parameters.append(parameterXml(option, option.short, option.long));
    if (option.alias !== undefined) {
      const alias = { ...option, name: option.alias, deprecated: true };
      parameters.append(parameterXml(alias, `Deprecated alias for ${option.name}`, undefined, option.name));
    }
  }
  return new Element('resource-agent', { name: agent, version: PACEMAKER_VERSION }, [
    new Element('version', {}, [new Text('1.1')]),
    description('longdesc', long),
    description('shortdesc', short),
    parameters,
  ]);
}

/** Readers of this form know no marks: what is deprecated or for experts stands in the description. */
function parameterXml(option: Option, short: string, long: string | undefined, replacedWith?: string): Element {
  const marks = [
    ...(option.deprecated ? ['*** Deprecated ***'] : []),
    ...(replacedWith === undefined ? [] : [`*** Replaced with ${replacedWith} ***`]),
    ...(option.advanced ? ['*** Advanced Use Only ***'] : []),
  ];
  // Where marks are all there is to say in short, the rest is said at length
  const brief = marks.length > 0 && (long === undefined || option.values) ? [] : [short];
  const allowed = option.values ? `  Allowed values: ${option.values.join(', ')}` : '';
  const content = new Element('content', { type: TYPES[option.type] ?? option.type });
  if (option.default !== undefined) content.set('default', option.default);
  for (const value of option.values ?? []) content.append(new Element('option', { value }));
  return new Element('parameter', { name: option.name }, [
    description('longdesc', (long ?? short) + allowed),
    description('shortdesc', [...marks, ...brief].join(' ')),
    content,
  ]);
}

/** Types that this form has other names for. */
const TYPES: Readonly<Partial<Record<Option['type'], string>>> = {
  duration: 'time',
  timeout: 'time',
  nonnegative_integer: 'integer',
  score: 'integer',
  version: 'string',
};

const description = (name: string, text: string): Element => new Element(name, { lang: 'en' }, [new Text(text)]);
