import t from 'tap';
import { checkReferences } from '../../../cib/references/check.js';
import { ReferenceIndex } from '../../../cib/references/index.js';
import type { Element } from '../../../cib/xml/element.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { cibText } from '../schema/example.js';

const CONSTRAINTS = `
<rsc_order id="o1" first="vip" then="gone"/>
<rsc_order id="o1" first="gone" then="gone"/>
<rsc_location id=" vip " rsc="web" node="n" score="1"/>`;

t.test('duplicates and dangling references', async (t) => {
  const root = parseXml(
    cibText('3.9', {
      constraints: CONSTRAINTS,
      nodes: '<node id="vip" uname="vip"/>',
      tags: '<tag id="tag"><obj_ref id="gone"/></tag>',
    }),
  );
  const { duplicates, unresolved } = checkReferences(root, '3.9');
  t.match(
    duplicates,
    [
      { element: 'rsc_order', attribute: 'id', message: 'ID o1 redefined' },
      { element: 'rsc_location', attribute: 'id', message: 'ID vip redefined' },
    ],
    'white space does not make a difference, and the id of a node is none',
  );
  const line = duplicates[0]?.line ?? 0;
  t.match(unresolved, [
    {
      line: line - 1,
      element: 'rsc_order',
      attribute: 'then',
      message: 'IDREF attribute then references an unknown ID "gone"',
    },
    { line, attribute: 'first', path: "/cib/configuration/constraints/rsc_order[@id='o1']" },
    { line, attribute: 'then' },
  ]);
  t.equal(unresolved.length, 3, 'members of tags need not exist');
  t.equal(checkReferences(root, '3.2').unresolved.length, 4, 'up to 3.2 they must');
});

t.test('the status has ids of its own', async (t) => {
  const root = parseXml(
    cibText('3.9').replace('<status/>', '<status><nvpair id="vip"/><nvpair id="vip"/><op id-ref="gone"/></status>'),
  );
  t.same(checkReferences(root, '3.9'), { duplicates: [], unresolved: [] });
});

t.test('an index follows changes', async (t) => {
  const root = parseXml(cibText('3.9', { constraints: '<rsc_order id="o" first="vip" then="web"/>' }));
  const index = ReferenceIndex.of(root, '3.9');
  const configuration = root.child('configuration') as Element;
  const resources = configuration.child('resources') as Element;
  const order = configuration.child('constraints')?.child('rsc_order') as Element;
  const vip = index.find('vip') as Element;
  t.equal(vip.name, 'primitive');
  t.same([...index.referringTo('vip')], [order]);
  t.ok(index.sound);

  index.remove(vip);
  vip.remove();
  t.notOk(index.sound, 'its order dangles');
  t.match(index.unresolved(), [{ element: 'rsc_order', attribute: 'first' }]);

  index.add(resources.append(vip));
  t.ok(index.sound, 'until it is back');

  const twin = resources.append(vip.clone());
  index.add(twin);
  t.match(index.duplicates(), [{ message: 'ID vip redefined' }]);
  index.removeOne(twin);
  twin.set('id', 'vip2');
  index.addOne(twin);
  t.ok(index.sound);
  t.equal(index.find('vip2'), twin);

  index.removeOne(order);
  order.set('first', 'web');
  index.addOne(order);
  t.same([...index.referringTo('vip')], []);
  t.same([...index.referringTo('web')], [order]);
});
