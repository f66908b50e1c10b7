import type { Group, Resource } from '../../../daemon/scheduler/model/resource.js';
import { isDisabled } from '../../../daemon/scheduler/unpack/target-role.js';
import { briefList } from '../brief.js';
import { isActive, isFiltered, namedOf } from '../filter.js';
import { list, type Outline } from '../outline.js';
import { isNamed, type Names, type Show } from '../view.js';
import { descriptionText, managementFlag, resourceText, type Selection } from './resource.js';

export function groupText(group: Group, selection: Selection): Outline[] {
  const { show, resources } = selection;
  if (show.brief) {
    const members = namedOf(group.children, resources);
    return members.length === 0 ? [] : [list(header(group, show), briefList(members, { ...show, inactive: true }))];
  }
  const shown = shownMembers(group, resources, show);
  if (shown.length === 0) return [];
  return [
    list(
      header(group, show),
      shown.flatMap((member) => resourceText(member, selection)),
    ),
  ];
}

/** Members that are shown: those named, and those of a named group if they are active or inactive ones are shown. */
export function shownMembers(group: Group, only: Names, show: Show): Resource[] {
  const named = isNamed(only, group);
  const all = only.length === 1 && only[0] === '*';
  return group.children.filter((member) => {
    const visible = isActive(member, false) || show.inactive === true;
    if (!isFiltered(member, only, false)) return !all || visible;
    return named && visible;
  });
}

function header(group: Group, show: Show): string {
  const flags: string[] = [];
  const inactive =
    !isActive(group, true) && isActive(group, false)
      ? group.children.filter((member) => !isActive(member, true)).length
      : 0;
  if (inactive > 0 && !show.inactive) flags.push(`${inactive} member${inactive === 1 ? '' : 's'} inactive`);
  if (isDisabled(group)) flags.push('disabled');
  flags.push(...managementFlag(group));
  const text = flags.length > 0 ? ` (${flags.join(', ')})` : '';
  return `Resource Group: ${group.id}${text}${descriptionText(group, show)}`;
}
