import { scoreText } from '../../../cib/number/score.js';
import type { Element } from '../../../cib/xml/element.js';
import type { Colocation } from '../../../daemon/scheduler/model/constraint.js';
import type { Resource } from '../../../daemon/scheduler/model/resource.js';
import { Role, roleName } from '../../../daemon/scheduler/model/role.js';
import { element } from '../../status/xml/make.js';
import type { Constraints, Link } from './constraints.js';

export const constraintsXml = ({ resource, dependents, primaries }: Constraints): Element =>
  element('constraints', {}, [
    ...locationsXml(resource),
    ...dependents.flatMap(linkXml),
    ...primaries.flatMap(linkXml),
  ]);

const locationsXml = ({ id: rsc, locations }: Resource): Element[] =>
  locations.flatMap(({ id, nodes }) =>
    nodes.map(({ node, score }) => element('rsc_location', { node: node.name, rsc, id, score: scoreText(score) })),
  );

function linkXml({ colocation, other, loop, links }: Link): Element[] {
  const own = colocationXml(colocation);
  return loop ? [own] : [own, ...locationsXml(other), ...links.flatMap(linkXml)];
}

const roleOf = (role: Role): string | undefined => (role === Role.unknown ? undefined : roleName(role));

const colocationXml = ({ id, dependent, primary, score, attribute, dependentRole, primaryRole }: Colocation): Element =>
  element('rsc_colocation', {
    id,
    rsc: dependent.id,
    'with-rsc': primary.id,
    score: scoreText(score),
    'node-attribute': attribute,
    'rsc-role': roleOf(dependentRole),
    'with-rsc-role': roleOf(primaryRole),
  });
