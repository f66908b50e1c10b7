import { CLUSTER_OPTIONS } from '../../cib/options/cluster.js';
import { PRIMITIVE_META } from '../../cib/options/primitive.js';
import type { Element } from '../../cib/xml/element.js';
import type { ConfiguredObject } from '../syntax/objects.js';
import { type CheckFinding, warning } from './finding.js';

const OPTIONS = new Set([
  ...CLUSTER_OPTIONS.options.flatMap(({ name, alias }) => [name, alias ?? name]),
  ...['dc-version', 'cluster-infrastructure', 'last-lrm-refresh', 'cluster-name'],
]);
const OF_RESOURCES = [
  ...PRIMITIVE_META.options.flatMap(({ name, alias }) => [name, alias ?? name]),
  ...['description', 'interval-origin', 'provides', 'requires', 'restart-type', 'container-attribute-target'],
  ...['remote-node', 'remote-port', 'remote-addr', 'remote-connect-timeout', 'remote-allow-migrate'],
];
const OF_CLONES = [
  ...['clone-max', 'clone-node-max', 'clone-min', 'notify', 'globally-unique', 'ordered', 'interleave', 'promotable'],
  ...['promoted-max', 'promoted-node-max', 'master-max', 'master-node-max', 'clone-state'],
];
const META: Readonly<Record<string, ReadonlySet<string>>> = {
  primitive: new Set(OF_RESOURCES),
  template: new Set(OF_RESOURCES),
  group: new Set([...OF_RESOURCES, 'ordered', 'collocated', 'container']),
  clone: new Set([...OF_RESOURCES, ...OF_CLONES]),
  master: new Set([...OF_RESOURCES, ...OF_CLONES]),
  bundle: new Set(OF_RESOURCES),
};
/** Other sets of options hold what resource agents keep there. */
const MAIN_SET = 'cib-bootstrap-options';

/** Options and meta-attributes that nothing knows. */
export function checkNames({ id, element }: ConfiguredObject): CheckFinding[] {
  if (element.name === 'cluster_property_set') return id === MAIN_SET ? unknown(id, element, OPTIONS) : [];
  const known = META[element.name];
  return known ? [...element.elements('meta_attributes')].flatMap((set) => unknown(id, set, known)) : [];
}

const unknown = (id: string, set: Element, known: ReadonlySet<string>): CheckFinding[] =>
  [...set.elements('nvpair')].flatMap((pair) => {
    const name = pair.get('name');
    return name === undefined || known.has(name) ? [] : [warning(`${id}: unknown attribute '${name}'`)];
  });
