import t from 'tap';
import { ReferenceIndex } from '../../../cib/references/index.js';
import { type Change, partialDocument, validatePartial } from '../../../cib/schema/partial.js';
import { loadValidator } from '../../../cib/schema/validate.js';
import type { Version } from '../../../cib/schema/versions.js';
import { Element } from '../../../cib/xml/element.js';
import { parseXml } from '../../../cib/xml/parse.js';
import { fc } from '../../harness/property.js';
import { cibText } from './example.js';

const RULE = '<rule id="r" score="5"><expression id="e" attribute="a" operation="defined"/></rule>';

/** A document with every section, valid in the given version. */
function example(version: Version): Element {
  const pairs = (id: string): string =>
    `<nvpair id="${id}-1" name="a" value="1"/><nvpair id="${id}-2" name="b" value="2"/>`;
  return parseXml(
    cibText(version, {
      crm_config: `<cluster_property_set id="options">${pairs('options')}</cluster_property_set>`,
      rsc_defaults: `<meta_attributes id="rd">${pairs('rd')}</meta_attributes>`,
      nodes:
        `<node id="1" uname="a"><instance_attributes id="n">${pairs('n')}</instance_attributes></node>` +
        '<node id="2" uname="b"/>',
      resources:
        '<group id="g"><primitive id="p" class="lsb" type="x"><operations><op id="o" name="start" interval="0"/></operations>' +
        `<instance_attributes id="i">${pairs('i')}</instance_attributes></primitive></group>` +
        '<clone id="c"><primitive id="cp" class="lsb" type="x"/></clone>' +
        '<template id="t" class="lsb" type="x"/><primitive id="pt" template="t"/>',
      constraints:
        `<rsc_location id="l" rsc="g">${RULE}</rsc_location><rsc_order id="ord" first="vip" then="web"/>` +
        '<rsc_colocation id="col"><resource_set id="s"><resource_ref id="vip"/><resource_ref id="web"/></resource_set></rsc_colocation>',
      'fencing-topology': '<fencing-level id="fl" target="a" index="1" devices="d"/>',
      acls: '<acl_role id="role"><acl_permission id="perm" kind="read" reference="vip"/></acl_role><acl_target id="joe"><role id="role"/></acl_target>',
      tags: '<tag id="tag"><obj_ref id="vip"/></tag>',
      alerts: '<alert id="al" path="/x"><recipient id="re" value="v"/></alert>',
    }).replace('<status/>', '<status><node_state id="1"><lrm id="vip"/></node_state></status>'),
  );
}

type Edit = readonly [kind: number, at: number, other: number, word: number];

const WORDS = ['vip', 'nobody', 'x', '5', 'web', 'INFINITY', '', 'start', 'options-1', 'true', '2nd'];
const NAMES = ['score', 'id', 'rsc', 'first', 'name', 'value', 'id-ref', 'bogus', 'type', 'description', 'class'];

/** Make one edit as the daemon would: the index and the list of changes are told of it. */
function edit(root: Element, index: ReferenceIndex, [kind, at, other, word]: Edit): Change[] {
  const all = [...root.walk()];
  const pick = (n: number): Element => all[n % all.length] as Element;
  const [element, target] = [pick(at), pick(other)];
  const attributes = element.attributeNames();
  const name = attributes[word % Math.max(attributes.length, 1)] ?? 'bogus';
  const value = WORDS[word % WORDS.length] as string;
  const change = (act: () => void): Change[] => {
    index.removeOne(element);
    act();
    index.addOne(element);
    return [{ element }];
  };
  const insert = (child: Element, parent: Element): Change[] => {
    parent.insert(child, word % (parent.children.length + 1));
    index.add(child);
    return [{ element: child, deep: true }];
  };
  const isVersion = (attribute: string): boolean => element === root && attribute === 'validate-with';
  switch (kind) {
    case 0:
      return isVersion(name) ? [] : change(() => element.set(name, value));
    case 1:
      return isVersion(name) ? [] : change(() => element.unset(name));
    case 2:
      return change(() => element.set(NAMES[other % NAMES.length] as string, value));
    case 3: {
      const { parent } = element;
      if (!parent) return [];
      index.remove(element);
      element.remove();
      return [{ element: parent }];
    }
    case 4:
      return insert(renamed(target.clone(), word), target.parent ?? target);
    case 5:
      return insert(renamed(target.clone(), word), element);
    default: {
      const { parent } = element;
      if (!parent) return [];
      const moved = element.clone();
      index.remove(element);
      element.remove();
      return [{ element: parent }, ...insert(moved, parent)];
    }
  }
}

/** With ids that nobody has, but for an odd one. */
function renamed(subtree: Element, word: number): Element {
  if (word % 5 > 0)
    for (const element of subtree.walk()) if (element.has('id')) element.set('id', `${element.id}-new${word}`);
  return subtree;
}

for (const version of ['3.1', '3.9', '4.0'] as const) {
  t.test(`changes to a ${version} CIB: the part is valid if and only if the whole is`, async (t) => {
    const validator = await loadValidator(`pacemaker-${version}`);
    t.same(validator.validate(example(version)), [], 'valid before');
    let [valid, invalid] = [0, 0];
    const number = fc.nat({ max: 1000 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 6 }), number, number, number), { minLength: 1, maxLength: 3 }),
        (edits) => {
          const root = example(version);
          const index = ReferenceIndex.of(root, version);
          const changes = edits.flatMap((one) => edit(root, index, one));
          const whole = validator.validate(root);
          const part = validatePartial(validator, index, root, changes);
          if (whole.length === 0) valid++;
          else invalid++;
          const rebuilt = ReferenceIndex.of(root, version);
          return (whole.length === 0) === (part.length === 0) && rebuilt.sound === index.sound;
        },
      ),
      { numRuns: 600, seed: 20 },
    );
    t.ok(valid > 50 && invalid > 50, `both verdicts occur: ${valid} valid, ${invalid} invalid`);
  });
}

t.test('what the part contains', async (t) => {
  const root = example('3.9');
  const at = (name: string, id?: string): Element => {
    for (const element of root.walk()) if (element.name === name && (!id || element.id === id)) return element;
    throw new Error(`no ${name}`);
  };
  const names = (part: Element | undefined): string[] => [...(part?.walk() ?? [])].map(({ name }) => name);
  const shells = ['cib', 'configuration', 'crm_config', 'nodes', 'resources', 'constraints', 'rsc_defaults'].concat(
    'fencing-topology',
    'acls',
    'tags',
    'alerts',
    'status',
  );

  t.same(
    names(partialDocument(root, [{ element: at('nvpair', 'i-1') }])).sort(),
    [...shells, 'group', 'primitive', 'operations', 'op', 'instance_attributes', 'nvpair', 'nvpair'].sort(),
    'the member around a change, whole',
  );
  t.same(names(partialDocument(root, [{ element: root }])).sort(), [...shells].sort(), 'attributes of the root');
  t.same(
    names(partialDocument(root, [{ element: at('tags') }])).sort(),
    [...shells].sort(),
    'a section that lost a member',
  );
  t.equal(partialDocument(root, [{ element: at('lrm') }]), undefined, 'the status is free');
  t.equal(partialDocument(root, [{ element: root, deep: true }]), root, 'a new document');
  t.equal(partialDocument(root, [{ element: new Element('primitive') }]), undefined, 'what is not there');
  const section = partialDocument(root, [{ element: at('constraints'), deep: true }]);
  t.ok(names(section).includes('rsc_order') && !names(section).includes('group'), 'a new section');
  t.equal(at('nvpair', 'i-1').parent?.name, 'instance_attributes', 'the tree is as it was');
});

t.test('there is one status', async (t) => {
  const root = example('3.9');
  const index = ReferenceIndex.of(root, '3.9');
  const status = root.append(new Element('status'));
  const validator = await loadValidator('pacemaker-3.9');
  t.not(validatePartial(validator, index, root, [{ element: status, deep: true }]).length, 0);
});

t.test('findings are about the tree', async (t) => {
  const root = example('3.9');
  const index = ReferenceIndex.of(root, '3.9');
  const order = [...root.walk()].find(({ name }) => name === 'rsc_order') as Element;
  order.set('first-action', 'break');
  const validator = await loadValidator('pacemaker-3.9');
  const [finding] = validatePartial(validator, index, root, [{ element: order }]);
  t.match(finding, {
    line: order.line,
    element: 'rsc_order',
    attribute: 'first-action',
    path: "/cib/configuration/constraints/rsc_order[@id='ord']",
  });
});
