import { join } from 'node:path';
import t from 'tap';
import { actionsOf } from '../../../shell/scripts/actions.js';
import { Catalog } from '../../../shell/scripts/catalog.js';
import { givenBy, resolve } from '../../../shell/scripts/parameters.js';
import { WIZARDS } from '../../../shell/scripts/wizards.js';

const WORKFLOW = `<workflow name="web">
<shortdesc>Web</shortdesc><longdesc>A server.</longdesc>
<parameters><stepdesc>Base</stepdesc>
<parameter name="id" required="1"><shortdesc>Name</shortdesc><longdesc/><content type="string"/></parameter></parameters>
<templates><template name="addr" type="ip" required="1"><stepdesc>Address</stepdesc><override name="mask" value="24"/></template></templates>
<crm_script>group <insert param="id"/>
  <insert param="id" from_template="addr"/></crm_script></workflow>`;
const TEMPLATE = `<template name="ip"><shortdesc>An address</shortdesc><longdesc>Long.</longdesc>
<parameters>
<parameter name="id" required="1"><shortdesc>Name</shortdesc><longdesc/><content type="string"/></parameter>
<parameter name="mask"><shortdesc>Mask</shortdesc><longdesc/><content type="integer"/></parameter>
<parameter name="nic"><shortdesc>Card</shortdesc><longdesc/><content type="string"/></parameter></parameters>
<crm_script>primitive <insert param="id"/> IPaddr2
 <if set="mask">mask=<insert param="mask"/></if>
 <if set="nic">nic=<insert param="nic"/></if></crm_script></template>`;

const text = (parameters: readonly string[]) =>
  `<resource-agent name="x"><shortdesc>X</shortdesc><longdesc>Y</longdesc><parameters>${parameters
    .map((name) => `<parameter name="${name}"><shortdesc>${name}</shortdesc><content type="string"/></parameter>`)
    .join('')}</parameters></resource-agent>`;

t.test('workflows of hawk', async (t) => {
  const directory = t.testdir({
    workflows: { 'web.xml': WORKFLOW, 'odd.xml': '<other/>' },
    templates: { 'ip.xml': TEMPLATE },
  });
  const catalog = new Catalog([directory, join(directory, 'nosuch')], new Map(), async () => '');
  t.same(catalog.names, ['odd', 'web']);
  await t.rejects(catalog.load('odd'), { message: /Not a hawk workflow/ });
  const script = await catalog.load('web');
  t.match(script, {
    category: 'Wizard',
    shortdesc: 'Web',
    steps: [{ shortdesc: 'Base' }, { name: 'addr', shortdesc: 'An address' }],
  });
  t.match(actionsOf(script, resolve(script, givenBy(['id=g', 'addr:id=a']))), [
    { text: 'primitive a IPaddr2\n\tmask=24\n\ngroup g\n\ta' },
  ]);
});

t.test('the scripts that come along can be put together, and used', async (t) => {
  const given: Readonly<Record<string, string[]>> = {
    'virtual-ip': ['id=a', 'ip=10.0.0.1'],
    filesystem: ['id=a', 'device=d', 'directory=/d', 'fstype=xfs'],
    mailto: ['id=a', 'email=a@b'],
    apache: ['id=a', 'virtual-ip:ip=10.0.0.1', 'install=yes'],
    nginx: [
      'id=a',
      'virtual-ip:ip=10.0.0.1',
      'filesystem:id=f',
      'filesystem:device=d',
      'filesystem:directory=/',
      'filesystem:fstype=x',
    ],
    exportfs: ['id=a', 'fsid=1', 'directory=/d', 'options=rw'],
    nfsserver: [
      ...['id=a', 'nfs_shared_infodir=/n', 'filesystem:id=f', 'filesystem:device=d', 'filesystem:directory=/'],
      ...[
        'filesystem:fstype=x',
        'exportfs:fsid=1',
        'exportfs:directory=/d',
        'exportfs:options=rw',
        'virtual-ip:ip=::1',
      ],
    ],
    database: ['id=a'],
  };
  const catalog = new Catalog([], WIZARDS, async () => text([]));
  t.same(catalog.names, Object.keys(given).sort());
  for (const name of catalog.names) {
    const script = await catalog.load(name);
    const actions = actionsOf(script, resolve(script, givenBy(given[name] as string[])));
    t.match(actions.at(-1)?.text, /^primitive /, name);
    t.notMatch(actions.at(-1)?.text, '{{', name);
    t.equal(actions.length, name === 'apache' ? 3 : 1, name);
  }
});
