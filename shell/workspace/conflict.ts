import type { Patchset } from '../../cib/patch/patchset.js';

/** A place that both patchsets touch, or that one touches inside what the other creates or deletes. */
export function conflict(mine: Patchset, theirs: Patchset): string | undefined {
  const others = pathsOf(theirs);
  return pathsOf(mine).find((path) => others.some((other) => overlap(path, other)));
}

const overlap = (a: string, b: string): boolean => a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);

/** Paths of what is changed; an element that merely gains a child is not. The version is always changed. */
const pathsOf = ({ changes }: Patchset): string[] =>
  changes.flatMap((change) => {
    if (change.operation !== 'create') return change.path === '/cib' ? [] : [change.path];
    const { node, path } = change;
    return node.kind === 'element' ? [`${path}/${node.name}[@id='${node.get('id') ?? ''}']`] : [];
  });
