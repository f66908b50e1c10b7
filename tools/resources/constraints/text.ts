import { scoreText } from '../../../cib/number/score.js';
import type { Resource } from '../../../daemon/scheduler/model/resource.js';
import { Role, roleName } from '../../../daemon/scheduler/model/role.js';
import { item, list, type Outline, outlineText } from '../../status/outline.js';
import type { Constraints, Link } from './constraints.js';

export const constraintsText = ({ resource, dependents, primaries }: Constraints): string =>
  outlineText([
    ...locationList(resource),
    ...linkList(resource, dependents, 'dependent'),
    ...linkList(resource, primaries, 'primary'),
  ]);

function locationList(resource: Resource): Outline[] {
  const entries = resource.locations.flatMap(({ id, nodes }) =>
    nodes.map(({ node, score }) => item(`Node ${node.name} (score=${scoreText(score)}, id=${id}, rsc=${resource.id})`)),
  );
  return entries.length > 0 ? [list('Locations', entries)] : [];
}

type End = 'dependent' | 'primary';

function linkList({ id }: Resource, links: readonly Link[], end: End): Outline[] {
  if (links.length === 0) return [];
  const title = end === 'dependent' ? `Resources colocated with ${id}` : `Resources ${id} is colocated with`;
  return [
    list(
      title,
      links.flatMap((link) => linkEntry(link, end)),
    ),
  ];
}

function linkEntry({ colocation, other, loop, links }: Link, end: End): Outline[] {
  const { id, score, primaryRole } = colocation;
  if (loop) return [item(`${other.id} (id=${id} - loop)`)];
  const verb = end === 'dependent' ? 'needs' : 'with';
  const role = primaryRole > Role.started ? ` ${verb} role=${roleName(primaryRole)},` : '';
  const below = [...locationList(other), ...linkList(other, links, end)];
  return [item(`${other.id} (score=${scoreText(score)},${role} id=${id})`), { below }];
}
