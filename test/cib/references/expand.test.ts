import t from 'tap';
import { expandReferences, expandResource, finderIn, membersOfTag } from '../../../cib/references/expand.js';
import type { Element } from '../../../cib/xml/element.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { serialize } from '../../../cib/xml/serialize.js';
import { cibText } from '../schema/example.js';

const op = (id: string, name: string, more = ''): string => `<op id="${id}" name="${name}" interval="0"${more}/>`;

const root = parseXml(
  cibText('3.9', {
    resources: `
<template id="tmpl" class="ocf" provider="heartbeat" type="IPaddr2" description="template">
  <operations>${op('t-start', 'start')}${op('t-mon', 'monitor')}${op('t-mon-m', 'monitor', ' role="Promoted"')}</operations>
  <instance_attributes id="t-attrs"><nvpair id="t-nic" name="nic" value="eth0"/></instance_attributes>
</template>
<primitive id="plain" class="lsb" type="x"><instance_attributes id-ref="t-attrs"/></primitive>
<primitive id="ip" template="tmpl" description="mine">
  <instance_attributes id="ip-attrs"><nvpair id="ip-ip" name="ip" value="10.0.0.1"/><nvpair id-ref="t-nic"/></instance_attributes>
  <operations>${op('ip-mon', 'monitor', ' role="Started"')}</operations>
</primitive>
<primitive id="bare" template="tmpl"/>
<primitive id="lost" template="nowhere"/>
<primitive id="self" template="self"/>
<primitive id="dangling" class="lsb" type="x"><instance_attributes id-ref="nothing"/></primitive>`,
    constraints: '<rsc_location id="l" rsc="ip"><rule id="loop" score="1"><rule id-ref="loop"/></rule></rsc_location>',
    tags: '<tag id="all"><obj_ref id="web"/><obj_ref id="vip"/><obj_ref id="nobody"/></tag>',
  }),
);
const find = finderIn(root);
const primitive = (id: string): Element => find('primitive', id) as Element;

t.test('templates', async (t) => {
  t.equal(
    serialize(expandResource(primitive('ip'), find)),
    '<primitive id="ip" class="ocf" provider="heartbeat" type="IPaddr2" description="template">' +
      '<instance_attributes id="t-attrs"><nvpair id="t-nic" name="nic" value="eth0"/></instance_attributes>' +
      '<instance_attributes id="ip-attrs"><nvpair id="ip-ip" name="ip" value="10.0.0.1"/>' +
      '<nvpair id="t-nic" name="nic" value="eth0"/></instance_attributes>' +
      `<operations>${op('ip-mon', 'monitor', ' role="Started"')}${op('t-start', 'start')}` +
      `${op('t-mon-m', 'monitor', ' role="Promoted"')}</operations></primitive>`,
    'sets one after the other, an operation of the same name and role replaced',
  );
  const bare = expandResource(primitive('bare'), find);
  t.equal(bare.child('operations')?.children.length, 3, 'all operations of the template');
  t.equal(bare.id, 'bare');
  t.notOk(bare.has('template'));
  t.equal(primitive('ip').get('template'), 'tmpl', 'the document is as it was');
  t.equal(find('template', 'tmpl')?.child('operations')?.children.length, 3);
});

t.test('references', async (t) => {
  t.equal(
    serialize(expandResource(primitive('plain'), find)),
    '<primitive id="plain" class="lsb" type="x"><instance_attributes id="t-attrs">' +
      '<nvpair id="t-nic" name="nic" value="eth0"/></instance_attributes></primitive>',
  );
  const set = primitive('plain').child('instance_attributes') as Element;
  t.equal(expandReferences(set, find).id, 't-attrs', 'of the element itself');
  t.same(membersOfTag('all', find), ['web', 'vip', 'nobody']);
  t.equal(membersOfTag('none', find), undefined);
});

t.test('references that lead nowhere', async (t) => {
  const rows = [
    ['lost', "No template named 'nowhere'"],
    ['self', "The resource object 'self' should not reference itself"],
    ['dangling', "No instance_attributes with id 'nothing'"],
  ] as const;
  for (const [id, message] of rows)
    t.throws(() => expandResource(primitive(id), find), { code: 'unpack_error', message });
  const loop = find('rule', 'loop') as Element;
  t.throws(() => expandReferences(loop, find), { code: 'unpack_error', message: "'loop' refers to itself" });
});
