import t from 'tap';
import { accessOf } from '../../../cib/acl/access.js';
import { unpackAcl } from '../../../cib/acl/acl.js';
import { renderAccess } from '../../../cib/acl/annotate.js';
import { readable } from '../../../cib/acl/filter.js';
import { Cib } from '../../../cib/document/cib.js';
import type { PerformEnv } from '../../../cib/operations/environment.js';
import { perform } from '../../../cib/operations/perform.js';
import type { Request } from '../../../cib/operations/request.js';
import { CibError } from '../../../cib/result/error.js';
import type { Element } from '../../../cib/xml/element.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { serialize } from '../../../cib/xml/serialize.js';

const cibWith = (permissions: string, enabled = 'true'): Element =>
  parseXml(`<cib validate-with="pacemaker-4.0" admin_epoch="0" epoch="1" num_updates="0"><configuration>
  <crm_config><cluster_property_set id="opts"><nvpair id="opts-acl" name="enable-acl" value="${enabled}"/></cluster_property_set></crm_config>
  <nodes/>
  <resources>
    <primitive id="db" class="ocf" type="Dummy"><meta_attributes id="db-meta"><nvpair id="db-role" name="target-role" value="Started"/></meta_attributes></primitive>
    <primitive id="web" class="ocf" type="Dummy"/>
  </resources>
  <constraints/>
  <acls>
    <acl_role id="role">${permissions}</acl_role>
    <acl_target id="ann"><role id="role"/></acl_target>
    <acl_group id="ops"><role id="role"/></acl_group>
    <acl_target id="short" name="longname"><role id="role"/></acl_target>
  </acls>
</configuration><status/></cib>`);

const READ_ALL = '<acl_permission id="r" kind="read" xpath="/cib"/>';
const WRITE_DB = '<acl_permission id="w" kind="write" reference="db"/>';
const WRITE_ROLE = `<acl_permission id="w" kind="write" xpath="//nvpair[@name='target-role']"/>`;
const DENY_RESOURCES = '<acl_permission id="d" kind="deny" xpath="//resources"/>';
const WRITE_ALL = '<acl_permission id="w" kind="write" xpath="/cib"/>';

t.test('who has which permissions', async (t) => {
  const root = cibWith(READ_ALL + WRITE_DB);
  const has = (user: string, groups: string[] = []) => unpackAcl(root, user, groups).permissions.length;
  t.equal(has('ann'), 2, 'by target');
  t.equal(has('bob'), 0, 'nobody in particular');
  t.equal(has('bob', ['staff', 'ops']), 2, 'by group');
  t.equal(has('ops'), 0, 'a group is no user');
  t.equal(has('longname'), 2, 'the name outranks the id');
  t.equal(has('short'), 0);
});

t.test('permissions that mean nothing are reported', async (t) => {
  const cases: [permission: string, text: RegExp][] = [
    ['<acl_permission id="x" xpath="/cib"/>', /element x \(in <acl_role> role\) with no kind attribute/],
    ['<acl_permission id="x" kind="smell" xpath="/cib"/>', /unknown ACL kind 'smell'/],
    ['<acl_permission id="x" kind="read"/>', /without selection criteria/],
  ];
  for (const [permission, text] of cases) {
    const reports: string[] = [];
    t.same(unpackAcl(cibWith(permission), 'ann', [], (finding) => reports.push(finding.text)).permissions, []);
    t.match(reports, [text]);
  }
});

t.test('selectors become XPath', async (t) => {
  const cases: [attributes: string, xpath: string][] = [
    ['xpath="//node"', '//node'],
    ['reference="db"', "//*[@id='db']"],
    ['object-type="nvpair"', '//nvpair'],
    ['object-type="nvpair" attribute="value"', '//nvpair[@value]'],
    ['object-type="nvpair" reference="q"', "//nvpair[@id='q']"],
  ];
  for (const [attributes, xpath] of cases) {
    const acl = unpackAcl(cibWith(`<acl_permission id="x" kind="read" ${attributes}/>`), 'ann');
    t.equal(acl.permissions[0]?.xpath, xpath);
  }
});

t.test('what is hidden', async (t) => {
  t.equal(readable(cibWith(READ_ALL), 'bob'), undefined, 'no permission, nothing to read');
  t.equal(readable(cibWith('<acl_permission id="d" kind="deny" xpath="/cib"/>'), 'ann'), undefined);
  const all = cibWith(READ_ALL);
  t.equal(serialize(readable(all, 'ann') as Element), serialize(all), 'reading all changes nothing');
  const without = readable(cibWith(READ_ALL + DENY_RESOURCES), 'ann') as Element;
  t.equal(without.child('configuration')?.child('resources'), undefined, 'denied below readable');
  t.ok(without.child('configuration')?.child('acls'));
  const only = readable(cibWith(WRITE_ROLE), 'ann') as Element;
  t.equal(
    serialize(only),
    '<cib><configuration><resources><primitive id="db"><meta_attributes id="db-meta">' +
      '<nvpair id="db-role" name="target-role" value="Started"/></meta_attributes></primitive></resources></configuration></cib>',
    'the way to what is readable shows ids only',
  );
});

const modify = (section: string, xml: string): Request => ({ operation: 'modify', section, input: parseXml(xml) });
const create = (section: string, xml: string): Request => ({ operation: 'create', section, input: parseXml(xml) });
const remove = (section: string, xml: string): Request => ({ operation: 'delete', section, input: parseXml(xml) });
const ROLE =
  '<primitive id="db"><meta_attributes id="db-meta"><nvpair id="db-role" name="target-role" value="Stopped"/></meta_attributes></primitive>';

const CHANGES: [name: string, permissions: string, request: Request, allowed: boolean][] = [
  ['own attribute', READ_ALL + WRITE_ROLE, modify('resources', ROLE), true],
  ['another attribute', READ_ALL + WRITE_ROLE, modify('resources', '<primitive id="web" type="Other"/>'), false],
  ['below what may be written', READ_ALL + WRITE_DB, modify('resources', ROLE), true],
  [
    'beside what may be written',
    READ_ALL + WRITE_DB,
    create('resources', '<primitive id="new" class="ocf" type="x"/>'),
    false,
  ],
  ['anything', WRITE_ALL, create('resources', '<primitive id="new" class="ocf" type="x"/>'), true],
  ['denied below allowed', WRITE_ALL + DENY_RESOURCES, modify('resources', ROLE), false],
  ['delete without permission', READ_ALL, remove('resources', '<primitive id="web"/>'), false],
  ['delete with permission', WRITE_ALL, remove('resources', '<primitive id="web"/>'), true],
  ['scaffolding needs no permission', READ_ALL, create('constraints', '<thing id="empty"/>'), true],
  ['scaffolding of ACLs does', READ_ALL, create('acls', '<acl_role id="empty"/>'), false],
  ['erase', READ_ALL + WRITE_DB, { operation: 'erase' }, false],
];

for (const [name, permissions, request, allowed] of CHANGES) {
  t.test(`change: ${name}`, async (t) => {
    const cib = new Cib(cibWith(permissions));
    const before = serialize(cib.root);
    const env: PerformEnv = { now: 0, access: (at, origin) => accessOf(at, origin, 0) };
    try {
      await perform(cib, { ...request, origin: { user: 'ann', client: 'test' } }, env);
      t.ok(allowed, 'was allowed');
      t.not(serialize(cib.root), before);
    } catch (error) {
      t.equal(error instanceof CibError && error.code, 'EACCES');
      t.notOk(allowed, 'was refused');
      t.equal(serialize(cib.root), before, 'and nothing is changed');
    }
  });
}

t.test('whom ACLs do not bind', async (t) => {
  const none = async (user: string, root: Element) =>
    (await accessOf(new Cib(root), { user, client: 'test' }, 0)) === undefined;
  t.ok(await none('root', cibWith(READ_ALL)));
  t.ok(await none('hacluster', cibWith(READ_ALL)));
  t.ok(await none('ann', cibWith(READ_ALL, 'false')), 'anyone, unless enabled');
  t.notOk(await none('ann', cibWith(READ_ALL, 'On')));
});

t.test('access shown in the CIB', async (t) => {
  const root = cibWith(`${READ_ALL + WRITE_DB}<acl_permission id="d" kind="deny" xpath="//acls"/>`);
  const text = renderAccess(root, 'ann', 'text').split('\n');
  t.match(text.slice(0, 3), ['<!-- ACLs as evaluated for user ann -->', 'vvv---[ READABLE ]---vvv', /^<cib /]);
  t.equal(text[text.findIndex((line) => line.includes('<primitive id="db"')) - 1]?.trim(), 'vvv---[ WRITABLE ]---vvv');
  const web = text.findIndex((line) => line.includes('<primitive id="web"'));
  t.match(text[web - 1], '</primitive>', 'what is as its parent is not said again');
  t.equal(text[text.findIndex((line) => line.includes('<acls>')) - 1]?.trim(), 'vvv---[ ~DENIED~ ]---vvv');
  t.match(renderAccess(root, 'ann', 'color'), '\u001b[32m<primitive id="db"');
  t.match(renderAccess(root, 'ann', 'namespace'), '<pcmk-access-denied:acls>');
  t.throws(() => renderAccess(root, 'root', 'text'), { code: 'already' });
  t.throws(() => renderAccess(root, 'a<b', 'text'), { code: 'EINVAL' });
});
