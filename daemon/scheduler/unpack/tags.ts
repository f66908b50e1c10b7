import { int } from '../../../cib/number/int.js';
import type { Element } from '../../../cib/xml/element.js';
import { configError } from '../log.js';
import type { Cluster } from '../model/cluster.js';

/** Tags, with what they stand for. */
export function unpackTags(cluster: Cluster, section: Element | undefined): void {
  for (const tag of section?.elements('tag') ?? []) {
    const { id } = tag;
    if (id === undefined) {
      configError(cluster, 'unpack_tags', 'Ignoring <tag> without id');
      continue;
    }
    for (const reference of tag.elements('obj_ref')) {
      if (reference.id === undefined) {
        configError(cluster, 'unpack_tags', `Ignoring <obj_ref> for tag '${id}' without id`);
        continue;
      }
      const members = cluster.tags.get(id)?.members ?? [];
      if (!members.includes(reference.id)) cluster.tags.set(id, { id, members: [...members, reference.id] });
    }
  }
}

const LOWEST_LEVEL = 1;
const HIGHEST_LEVEL = 9;

/** Fencing topology is the fencer's business; here it is only checked. */
export function checkFencingTopology(cluster: Cluster, section: Element | undefined): void {
  const complain = (text: string): void => configError(cluster, 'pcmk__validate_fencing_topology', text);
  for (const level of section?.elements('fencing-level') ?? []) {
    const { id } = level;
    if (!id) {
      complain('Ignoring fencing level without ID');
      continue;
    }
    const index = int(level.get('index'), undefined);
    if (index === undefined) complain(`Ignoring fencing level ${id} with invalid index`);
    else if (index < LOWEST_LEVEL || index > HIGHEST_LEVEL) {
      complain(`Ignoring fencing level ${id} with out-of-range index ${index}`);
    }
  }
}
