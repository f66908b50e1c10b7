import {
  any,
  attribute,
  choice,
  element,
  group,
  ID,
  IDREF,
  may,
  type Pattern,
  since,
  until,
  words,
} from './pattern.js';

/** 1.x: users carry permissions themselves or refer to roles, and the element names the permission. */
const scope = choice(
  attribute('tag'),
  attribute('ref', IDREF),
  group(attribute('tag'), attribute('ref', IDREF)),
  attribute('xpath'),
);
const oldPermission = choice(
  ...['read', 'write', 'deny'].map((kind) => element(kind, attribute('id', ID), scope, may('attribute'))),
);
const user = element(
  'acl_user',
  attribute('id', ID),
  choice(any(element('role_ref', attribute('id', IDREF))), any(oldPermission)),
);
const oldRole = element('acl_role', attribute('id', ID), any(oldPermission));

/** Since 2.0: targets (users) and groups only refer to roles. A target's id is a user name, no XML ID. */
const roles = any(element('role', attribute('id', IDREF)));
const name = since('3.8', may('name'));
const target = element('acl_target', attribute('id'), name, roles);
const userGroup = element('acl_group', attribute('id', ID), name, roles);
const permission = element(
  'acl_permission',
  attribute('id', ID),
  attribute('kind', words('read', 'write', 'deny')),
  choice(attribute('xpath'), attribute('reference', IDREF), group(attribute('object-type'), may('attribute'))),
  may('description'),
);
const role = element('acl_role', attribute('id', ID), may('description'), any(permission));

export const ACLS: Pattern = element(
  'acls',
  until('1.3', any(choice(user, oldRole))),
  since('2.0', any(choice(target, userGroup, role))),
);
