import { Element } from '../xml/element.js';
import { mapAttributes, type Rewriter, type Rule, renamed, rewrite } from './rewrite.js';
import type { Say } from './step.js';

/**
 * 1.3 to 2.0: access control lists. Users become targets that refer to roles, so a user with
 * permissions of its own gets a role made for it; read, write and deny become one kind of element.
 */
export function upgradeAcls(root: Element, say: Say): Element {
  const permission: Rule = (element) => aclPermission(element, say);
  return rewrite(root, {
    named: {
      cib: (element, go) => go.copy(element).set('validate-with', 'pacemaker-2.0'),
      role_ref: (element, go) => withChildren(renamed(element, 'role'), element, go),
      acl_user: aclUser,
      read: permission,
      write: permission,
      deny: permission,
    },
  });
}

function aclUser(user: Element, go: Rewriter): Element | Element[] {
  const target = renamed(user, 'acl_target');
  if (user.child('role_ref')) return withChildren(target, user, go);
  const permitted = ['read', 'write', 'deny'].some((kind) => user.child(kind));
  if (!permitted) return target;
  const id = `auto-${user.id ?? ''}`;
  target.append(new Element('role', { id }));
  return [target, new Element('acl_role', { id }, go.nodes(user.elements()))];
}

/** A permission names what it is about by one of ref, tag and xpath; `attribute` narrows it. */
function aclPermission(old: Element, say: Say): Element {
  const permission = mapAttributes(old, (name, value) => (name === 'id' ? [name, value] : undefined));
  permission.name = 'acl_permission';
  permission.set('kind', old.name);
  const [ref, tag, xpath, attribute] = ['ref', 'tag', 'xpath', 'attribute'].map((name) => old.get(name));
  if (ref !== undefined) {
    permission.set('reference', ref);
    if (attribute !== undefined) {
      say('unlabelled', 'ACLs: @attribute cannot accompany @ref for upgrade-1.3.xsl purposes, ignoring');
    }
  } else if (tag !== undefined) {
    permission.set('object-type', tag);
    if (attribute !== undefined) {
      say('unlabelled', 'ACLs: @attribute (with @tag) handling generalized a bit for upgrade-1.3.xsl purposes');
      permission.set('attribute', attribute);
    }
  } else if (attribute !== undefined) {
    say('unlabelled', 'ACLs: @attribute (with @xpath) handling generalized a bit for upgrade-1.3.xsl purposes');
    permission.set('xpath', `${xpath ?? ''}[@${attribute}]`);
  } else if (xpath !== undefined) {
    permission.set('xpath', xpath);
  }
  return permission;
}

function withChildren(copy: Element, old: Element, go: Rewriter): Element {
  for (const child of go.nodes(old.children)) copy.append(child);
  return copy;
}
