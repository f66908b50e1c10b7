import { isTrue } from '../../../../cib/options/read.js';
import { configError, warnOnce } from '../../log.js';
import type { Group } from '../../model/resource.js';
import type { UnpackKind } from '../kind.js';

export const unpack: UnpackKind<Group> = {
  create: (base) => Object.assign(base, { kind: 'group', ordered: true, colocated: true } as const),

  unpack(group, build) {
    group.ordered = holds(group, 'ordered');
    group.colocated = holds(group, 'collocated');
    const instance = group.meta.get('clone');
    for (const element of group.xml.elements('primitive')) {
      const member = build(element, group, instance);
      if (member) group.children.push(member);
    }
    if (group.children.length > 0) return true;
    configError(group.cluster, 'group_unpack', `Group ${group.id} has no members`);
    return false;
  },
};

/** Whether an old option of groups is true, as it is unless it is said to be false. */
function holds({ meta, cluster }: Group, name: string): boolean {
  const value = meta.get(name);
  if (value === undefined || isTrue(value) || !/^(?:false|off|no|n|0)$/i.test(value)) return true;
  const text = `Support for the '${name}' group meta-attribute is deprecated and will be removed in a future release (use a resource set instead)`;
  warnOnce(cluster, 'set_group_flag', `group ${name}`, text);
  return false;
}
