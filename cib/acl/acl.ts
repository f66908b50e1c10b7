import { isPrivileged } from '../operations/request.js';
import type { Element } from '../xml/element.js';

export type Kind = 'read' | 'write' | 'deny';

/** One permission: a kind of access to all elements that an XPath expression matches. */
export interface Permission {
  readonly kind: Kind;
  readonly xpath: string;
}

/** What one user may do, from the roles that the CIB gives to that user and to the user's groups. */
export interface Acl {
  readonly user: string;
  readonly permissions: readonly Permission[];
}

/** A fault in the ACL section that a valid CIB cannot have; the permission is ignored or read leniently. */
export interface AclFinding {
  readonly level: 'error' | 'warning';
  readonly text: string;
}

/** Root and the cluster's own user are bound by no ACL. */
export const needsAcl = (user: string | undefined): user is string =>
  user !== undefined && user !== '' && !isPrivileged(user);

/**
 * The permissions of a user.
 * @param root of the CIB whose `acls` section counts
 * @param groups names of the groups the operating system puts the user in
 */
export function unpackAcl(
  root: Element,
  user: string,
  groups: readonly string[] = [],
  report: (finding: AclFinding) => void = () => {},
): Acl {
  const section = [...root.walk()].find(({ name }) => name === 'acls');
  const permissions: Permission[] = [];
  for (const holder of section?.elements() ?? []) {
    if (holder.name !== 'acl_target' && holder.name !== 'acl_group') continue;
    const name = holder.get('name') ?? holder.id;
    if (name === undefined) {
      if (holder.name === 'acl_target')
        report({ level: 'error', text: 'Ignoring <acl_target> element with no name or id attribute' });
      else report({ level: 'error', text: 'Ignoring <acl_group> element with no name or id attribute' });
      continue;
    }
    if (holder.name === 'acl_target' ? name !== user : !groups.includes(name)) continue;
    for (const child of holder.elements()) {
      if (child.name === 'role') permissions.push(...roleOf(section as Element, child, report));
      else if (child.name === 'acl_permission') permissions.push(...permission(child, report));
    }
  }
  return { user, permissions };
}

const label = (element: Element | null): string => element?.id ?? 'without ID';

function roleOf(section: Element, reference: Element, report: (finding: AclFinding) => void): Permission[] {
  const where = `in <${reference.parent?.name}> ${label(reference.parent)}`;
  const role = reference.id === undefined ? undefined : section.child('acl_role', reference.id);
  if (role) return [...role.elements('acl_permission')].flatMap((child) => permission(child, report));
  const why = reference.id === undefined ? `with no id attribute` : `: no <acl_role> with matching id found`;
  const text =
    reference.id === undefined
      ? `Ignoring <role> element ${where} ${why}`
      : `Ignoring <role> element ${reference.id} ${where}${why}`;
  report({ level: 'error', text });
  return [];
}

const KINDS: readonly string[] = ['read', 'write', 'deny'] satisfies Kind[];

function permission(element: Element, report: (finding: AclFinding) => void): Permission[] {
  const ignored = (why: string): [] => {
    const where = `(in <${element.parent?.name}> ${label(element.parent)})`;
    report({ level: 'error', text: `Ignoring <acl_permission> element ${label(element)} ${where} ${why}` });
    return [];
  };
  const kind = element.get('kind');
  if (kind === undefined) return ignored('with no kind attribute');
  if (!KINDS.includes(kind)) return ignored(`with unknown ACL kind '${kind}'`);
  const xpath = selector(element);
  return xpath === undefined
    ? ignored('without selection criteria. Exactly one of object-type, reference and xpath is required.')
    : [{ kind: kind as Kind, xpath }];
}

/** What a permission speaks of, as XPath: its own expression, or one made of type, id and attribute. */
function selector(element: Element): string | undefined {
  const xpath = element.get('xpath');
  if (xpath !== undefined) return xpath;
  const [type, reference, attribute] = [element.get('object-type'), element.get('reference'), element.get('attribute')];
  if (type === undefined && reference === undefined) return undefined;
  const conditions = [
    ...(reference === undefined ? [] : [`@id='${reference}'`]),
    ...(attribute === undefined ? [] : [`@${attribute}`]),
  ];
  return `//${type ?? '*'}${conditions.length > 0 ? `[${conditions.join(' and ')}]` : ''}`;
}
